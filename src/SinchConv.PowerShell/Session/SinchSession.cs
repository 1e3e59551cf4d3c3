using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using SinchConv.Api;

namespace SinchConv;

/// <summary>
/// A connection to one Sinch project. Immutable and safe for use from several runspaces at once. No property holds a
/// secret.
/// </summary>
public sealed class SinchSession : IDisposable
{
    private readonly Transport transport;
    private readonly Authenticator authenticator;

    internal SinchSession(SessionSettings settings, HttpMessageHandler handler, Clock clock)
    {
        ProjectId = settings.ProjectId;
        Region = settings.Region;
        ApiUri = settings.ApiUri;
        AuthUri = settings.Authentication == SinchAuthentication.OAuth2 ? settings.AuthUri : null;
        KeyId = settings.KeyId;
        Authentication = settings.Authentication;
        DefaultAppId = settings.AppId;
        IsSandbox = settings.IsSandbox;
        ConnectedAt = clock.UtcNow.LocalDateTime;
        transport = new Transport(handler, settings.Timeout);
        authenticator = settings.Authentication switch
        {
            SinchAuthentication.Basic => new FixedAuthenticator(Basic(settings)),
            SinchAuthentication.AccessToken => new FixedAuthenticator(new AuthenticationHeaderValue("Bearer", settings.Secret)),
            _ => new TokenAuthenticator(
                transport,
                RetryPolicy.ForTokens(clock, settings.MaximumRetryCount, transport.Disconnected),
                clock,
                new Uri(Folder(settings.AuthUri), "oauth2/token"),
                Basic(settings)),
        };
        Client = new SinchClient(
            transport,
            authenticator,
            RetryPolicy.ForRequests(clock, settings.MaximumRetryCount, transport.Disconnected),
            new RequestRate(clock),
            new Uri(Folder(settings.ApiUri), $"v1/projects/{Uri.EscapeDataString(settings.ProjectId)}/"));
        Memory = new SessionMemory(Client, clock);
        Clock = clock;
    }

    /// <summary>The ID of the project.</summary>
    public string ProjectId { get; }

    /// <summary>The region that was given, for example <c>eu</c>; null with the sandbox, or with <c>-ApiUri</c> alone.</summary>
    public string? Region { get; }

    /// <summary>Where the Conversation API is called.</summary>
    public Uri ApiUri { get; }

    /// <summary>Where tokens are fetched; null where the session fetches none.</summary>
    public Uri? AuthUri { get; }

    /// <summary>The ID of the access key; null with an access token.</summary>
    public string? KeyId { get; }

    /// <summary>How the session authenticates.</summary>
    public SinchAuthentication Authentication { get; }

    /// <summary>The app that a command uses when it is given neither an app nor a contact; null when there is none.</summary>
    public string? DefaultAppId { get; }

    /// <summary>Whether this is the built-in sandbox, which holds sample data and needs no network.</summary>
    public bool IsSandbox { get; }

    /// <summary>When the session began, in the time zone of this computer.</summary>
    public DateTime ConnectedAt { get; }

    /// <summary>When the current token expires, in the time zone of this computer; null when there is none or its end is unknown.</summary>
    public DateTime? TokenExpiresAt => authenticator.ExpiresAt?.LocalDateTime;

    internal bool IsDisconnected => transport.Disconnected.IsCancellationRequested;

    internal SinchClient Client { get; }

    internal SessionMemory Memory { get; }

    internal Clock Clock { get; }

    /// <summary>Project and host.</summary>
    public override string ToString() => $"{ProjectId} at {ApiUri.Host}";

    /// <summary>Closes the connections. What is under way ends with the error NotConnected.</summary>
    public void Dispose() => transport.Dispose();

    /// <summary>Checks the credential, as far as that is possible without asking for data: fetches the first token.</summary>
    internal async Task<bool> AuthenticateAsync(CallContext call)
    {
        await authenticator.GetAsync(call).ConfigureAwait(false);
        return true;
    }

    /// <summary>Checks the project and its default app with one request.</summary>
    internal async Task<bool> VerifyAsync(CallContext call)
    {
        if (DefaultAppId is { } appId)
            await Client.GetAsync(Endpoints.Apps, appId, call).ConfigureAwait(false);
        else
            await Client.ListAsync(Endpoints.Apps, new Query(), null, call).ConfigureAwait(false);
        return true;
    }

    private static AuthenticationHeaderValue Basic(SessionSettings settings) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.KeyId}:{settings.Secret}")));

    private static Uri Folder(Uri uri) => uri.AbsolutePath.EndsWith("/", StringComparison.Ordinal) ? uri : new Uri(uri.AbsoluteUri + "/");
}
