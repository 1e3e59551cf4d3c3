using System.Management.Automation;
using System.Security;

namespace SinchConv.Commands;

/// <summary>Connects to a Sinch project, for the commands that follow in this runspace.</summary>
/// <remarks>
/// <para>
/// Keeps the project, its region and the credential as the default session of the runspace, and checks the credential at
/// once by fetching a token. Nothing is written unless -PassThru is given. With -Authentication Basic and with
/// -AccessToken, nothing can be checked before the first request.
/// </para>
/// <para>
/// What is not given is taken from the environment: SINCH_PROJECT_ID, SINCH_KEY_ID, SINCH_KEY_SECRET,
/// SINCH_CONVERSATION_REGION (else SINCH_REGION) and SINCH_APP_ID. The command never asks: what is then still missing is
/// one error that names every missing piece.
/// </para>
/// </remarks>
/// <example>
/// <para>Try the module without an account</para>
/// <code>
/// Connect-SinchProject -Sandbox
/// Get-SinchConversation -First 5
/// </code>
/// <para>
/// The sandbox is a built-in project with made-up conversations. Nothing leaves this computer, and every other command
/// works as it does with a real project.
/// </para>
/// </example>
/// <example>
/// <para>Connect at the prompt</para>
/// <code>
/// $key = Get-Credential -Message 'User name: the key ID. Password: the key secret.'
/// Connect-SinchProject -ProjectId 'a1b2c3d4-0000-4000-8000-5a6db0c5a6db' -Region eu -Credential $key
/// </code>
/// <para>
/// The project ID and the access key are in the Sinch dashboard. A wrong key or a wrong secret is an error here already.
/// </para>
/// </example>
/// <example>
/// <para>Connect in an Azure Automation runbook</para>
/// <code>
/// $connection = @{
///     ProjectId  = 'a1b2c3d4-0000-4000-8000-5a6db0c5a6db'
///     Region     = 'eu'
///     AppId      = '01JSANDB0XC0NVERSAT10NAPP1'
///     Credential = Get-AutomationPSCredential -Name 'SinchAccessKey'
/// }
/// Connect-SinchProject @connection -ErrorAction Stop
/// </code>
/// <para>
/// The key lies in the Automation account as a credential asset and appears in no script. The app becomes the default
/// of the session, so that the commands that follow need no -AppId.
/// </para>
/// </example>
/// <example>
/// <para>Work with two projects at a time</para>
/// <code>
/// $old = Connect-SinchProject -Sandbox -PassThru
/// $new = Connect-SinchProject -Sandbox -PassThru
/// $old, $new | ForEach-Object {
///     [pscustomobject]@{
///         Project = $_.ProjectId
///         Active  = @(Get-SinchConversation -Session $_ -State Active -All).Count
///     }
/// }
/// </code>
/// <para>
/// -PassThru gives each session as an object. Here both are sandboxes; in earnest, each is connected with a key of its
/// own. The latest one is the default session.
/// </para>
/// </example>
/// <output type="SinchConv.SinchSession">With -PassThru, the session. It holds no secret. Else nothing.</output>
/// <seealso cref="GetSinchSessionCommand"/>
/// <seealso cref="DisconnectSinchProjectCommand"/>
/// <seealso cref="GetSinchConversationCommand"/>
[Cmdlet(VerbsCommunications.Connect, "SinchProject", DefaultParameterSetName = KeySet, HelpUri = "https://developers.sinch.com/docs/conversation/api-reference/")]
[OutputType(typeof(SinchSession))]
public sealed class ConnectSinchProjectCommand : SinchCommand
{
    private const string KeySet = "Key";
    private const string CredentialSet = "Credential";
    private const string AccessTokenSet = "AccessToken";
    private const string SandboxSet = "Sandbox";

    private bool hasBegun;

    /// <summary>The ID of the project, as the Sinch dashboard shows it. Else SINCH_PROJECT_ID.</summary>
    [Parameter(Position = 0)]
    [TextArgument(nameof(ProjectId))]
    public string? ProjectId { get; set; }

    /// <summary>The access key as a credential: the key ID as user name, the key secret as password.</summary>
    [Parameter(ParameterSetName = CredentialSet, Mandatory = true)]
    [SecretArgument("-Credential takes a PSCredential: use Get-Credential, or Get-AutomationPSCredential in a runbook.")]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The ID of the access key. Else SINCH_KEY_ID.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [TextArgument(nameof(KeyId))]
    public string? KeyId { get; set; }

    /// <summary>The secret of the access key. Else SINCH_KEY_SECRET.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [SecretArgument("-KeySecret takes a SecureString: use Get-Credential or Read-Host -AsSecureString.")]
    [ValidateNotNull]
    public SecureString? KeySecret { get; set; }

    /// <summary>A ready access token, used as it is and never renewed.</summary>
    [Parameter(ParameterSetName = AccessTokenSet, Mandatory = true)]
    [SecretArgument("-AccessToken takes a SecureString: use Read-Host -AsSecureString.")]
    [ValidateNotNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>Connects to a built-in project with sample data. Needs no account, no network and no other parameter.</summary>
    [Parameter(ParameterSetName = SandboxSet, Mandatory = true)]
    [SwitchArgument]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>
    /// The region of the Conversation API in which the project's apps live: us, eu, br, or a newer one. Else
    /// SINCH_CONVERSATION_REGION or SINCH_REGION. There is no default; with -ApiUri it is not needed.
    /// </summary>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = AccessTokenSet)]
    [TextArgument(nameof(Region))]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>
    /// How to use the access key: OAuth2 (the default) exchanges it for a token; Basic sends it with every call, which
    /// Sinch means for tests and limits heavily.
    /// </summary>
    /// <value>OAuth2</value>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [ValidateSet(nameof(SinchAuthentication.OAuth2), nameof(SinchAuthentication.Basic))]
    public SinchAuthentication Authentication { get; set; }

    /// <summary>The default app of the session, for commands that are given neither an app nor a contact. Else SINCH_APP_ID.</summary>
    [Parameter]
    [TextArgument(nameof(AppId))]
    public string? AppId { get; set; }

    /// <summary>Another address of the Conversation API, for example a proxy's. A path in it is kept. https only, except on this computer.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = AccessTokenSet)]
    [ServiceUri]
    [ValidateServiceUri]
    public Uri? ApiUri { get; set; }

    /// <summary>Another address of the token service; oauth2/token is appended. https only, except on this computer.</summary>
    /// <value>https://auth.sinch.com/</value>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [ServiceUri]
    [ValidateServiceUri]
    public Uri AuthUri { get; set; } = new(SessionSettings.DefaultAuthUri);

    /// <summary>How many seconds one attempt may take, from the connection to the last byte of the answer: 1 to 86400, 100 by default.</summary>
    /// <value>100</value>
    [Parameter]
    [NumberArgument]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>How often a request is repeated after a failure that may pass: 0 to 100, 5 by default.</summary>
    /// <value>5</value>
    [Parameter]
    [NumberArgument]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 5;

    /// <summary>Gives the session as an object too, for the -Session parameter of the other commands.</summary>
    [Parameter]
    [SwitchArgument]
    public SwitchParameter PassThru { get; set; }

    /// <summary>
    /// Asks Sinch once whether the access key may use the project and, where a default app is given, whether this region
    /// knows it. Without it, only the key is checked, and the first command finds out about the rest.
    /// </summary>
    [Parameter]
    [SwitchArgument]
    public SwitchParameter Verify { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        hasBegun = true;
        // Nothing may go to the project of before.
        DefaultSession = null;
        base.BeginProcessing();
    }

    /// <summary>Leaves no session either where no parameter could be bound. Not reached when help or a completion is asked for.</summary>
    public override void Dispose()
    {
        if (!hasBegun)
            SessionStore.Forget();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        SinchSession? session = null;
        try
        {
            session = Sandbox ? SessionComposition.OverSandbox(Request()) : SessionComposition.OverNetwork(Request().ToSettings());
            if (ApiUri is null && session.Region is { } region && !KnownValues.Regions.Contains(region))
                WriteWarning($"The region '{region}' is newer than this module, or a mistake: it knows {string.Join(", ", KnownValues.Regions)}.");
            Await(session.AuthenticateAsync);
            if (Verify)
                Await(session.VerifyAsync);
            DefaultSession = session;
        }
        catch (SinchException fault)
        {
            throw Terminate(fault, session?.ProjectId ?? ProjectId, session);
        }
        finally
        {
            Progress.Complete();
            if (DefaultSession != session)
                session?.Dispose();
        }
        if (PassThru)
            WriteObject(session);
    }

    private ConnectionRequest Request() => new()
    {
        ProjectId = ProjectId,
        AppId = AppId,
        Region = Region,
        KeyId = Credential is null ? KeyId : Credential.UserName ?? "",
        KeySecret = Credential?.Password ?? KeySecret,
        AccessToken = AccessToken,
        Authentication = Authentication,
        ApiUri = ApiUri,
        AuthUri = AuthUri,
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
    };
}
