using System.Collections;
using System.Management.Automation;
using System.Net.Http;
using System.Text.Json;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>Sends any request to the Conversation API, with the session's authentication, retries and errors.</summary>
/// <remarks>
/// <para>
/// For everything that has no command of its own. The path is relative to the project, for example apps/01J.../webhooks. The
/// answer is written as an object whose properties have the names of the JSON. Requests other than GET ask before with
/// -Confirm and do nothing with -WhatIf. A POST or PATCH whose answer is lost is not repeated, because Sinch may have done it.
/// </para>
/// <para>
/// Answers are shown as they are: those about apps and webhooks hold secrets, which Get-SinchApp leaves out.
/// </para>
/// </remarks>
/// <example>
/// <para>List the webhooks of an app</para>
/// <code>
/// $app = Get-SinchApp -First 1
/// (Invoke-SinchRequest -Path "apps/$($app.AppId)/webhooks").webhooks | Select-Object -Property id, target, triggers
/// </code>
/// <para>The answer is an object with the property webhooks.</para>
/// </example>
/// <example>
/// <para>Get all pages of a list</para>
/// <code>
/// Invoke-SinchRequest -Path contacts -Query @{ page_size = 20 } -All | Select-Object -First 3 -Property id, display_name
/// </code>
/// <para>-All follows next_page_token and writes the items of the array one by one.</para>
/// </example>
/// <example>
/// <para>Put a message into a conversation</para>
/// <code>
/// $conversation = Get-SinchConversation -State Active -First 1
/// Invoke-SinchRequest -Method POST -Path "conversations/$($conversation.ConversationId):inject-message" -WhatIf -Body @{
///     app_message = @{ text_message = @{ text = 'Your parcel is on its way.' } }
/// }
/// </code>
/// <para>-WhatIf shows the request and does not send it.</para>
/// </example>
/// <input type="SinchConv.SinchSession">A session.</input>
/// <output type="System.Management.Automation.PSObject">The answer; with -All, the items of its array. Nothing where the answer is empty.</output>
/// <seealso cref="GetSinchConversationCommand"/>
/// <seealso cref="ConnectSinchProjectCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "SinchRequest", SupportsShouldProcess = true, HelpUri = "https://developers.sinch.com/docs/conversation/api-reference/conversation/")]
[OutputType(typeof(PSObject))]
public sealed class InvokeSinchRequestCommand : SinchSessionCommand
{
    private const string Get = "GET";
    private const string PageTokenField = "page_token";

    /// <summary>The path within the project, for example contacts or conversations/01J...:stop. Values in it are to be percent-encoded where they hold other characters than letters and digits.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [TextArgument(nameof(Path))]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The HTTP method.</summary>
    /// <value>GET</value>
    [Parameter]
    [ValidateSet(Get, "POST", "PATCH", "PUT", "DELETE")]
    public string Method { get; set; } = Get;

    /// <summary>The query, by name; values are percent-encoded. Several values of a name are sent one behind the other.</summary>
    [Parameter]
    public IDictionary? Query { get; set; }

    /// <summary>The body: a hashtable or any other object, or JSON text.</summary>
    [Parameter]
    [JsonArgument]
    public string? Body { get; set; }

    /// <summary>Follows next_page_token to the last page, and writes the items of the array in the answer.</summary>
    [Parameter]
    [SwitchArgument]
    public SwitchParameter All { get; set; }

    /// <summary>With -All, goes on where an earlier listing broke off.</summary>
    [Parameter]
    [TextArgument(nameof(PageToken))]
    [ValidateIdentifier(IsToken = true)]
    public string? PageToken { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Method = IsOnCommandLine(nameof(All)) && IsDefault(nameof(Method)) ? Get : Method.ToUpperInvariant();
        if (All && Method != Get)
            RefuseOrLeaveOut(nameof(All), "-All reads pages, which only a GET has.", Method);
        if (PageToken is not null && !All)
            RefuseOrLeaveOut(nameof(PageToken), "-PageToken goes with -All. For one page, give page_token in -Query.", PageToken);
        if (All && Query?.Contains(PageTokenField) == true)
            RefuseOrLeaveOut(nameof(All), "-All takes care of page_token: to begin further on, give -PageToken instead.");
        if (QueryTable.FirstUnset(Query) is { } unset)
            Refuse($"The value of {unset} in -Query is empty, as that of a variable that was never set: give one, or leave it out.");
        if (Body is not null && Method == Get)
            RefuseOrLeaveOut(nameof(Body), "A GET has no body: give -Method, or put the values into -Query.");
        if (ProjectPath.Problem(Path) is { } problem)
            Refuse($"The path '{Text.Quote(Path, 200)}' {problem}.", Path);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        SinchSession? session = null;
        ListPart<JsonElement> part;
        try
        {
            session = ConnectedSession;
            if (HasInput)
                throw Invalid("A request takes nothing from the pipeline but a session: give -Body, and ForEach-Object for several.");
            var path = Path.TrimStart('/');
            if (Method != Get && !ShouldProcess($"{session}", $"{Method} {path}"))
                return;
            var client = session.Client;
            // Made once: the caller's hashtable may change meanwhile.
            var query = new Query(QueryTable.Filters(Query));
            part = new(Local(Again(), session), new PageWalk<JsonElement>(
                (token, call) => client.DoAsync<Page<JsonElement>>(
                    All ? RawPage.ReadItems : Method == Get ? RawPage.ReadWhole : RawPage.ReadChange,
                    new ApiRequest(new HttpMethod(Method), path + query.ToQueryString(token), Body, MayRepeat: Method is Get or "PUT" or "DELETE"),
                    call),
                PageToken))
            {
                IsLookUp = !All,
            };
        }
        catch (SinchException fault)
        {
            part = ListPart<JsonElement>.Failed(null, fault);
        }
        var writer = new ListingWriter<JsonElement>(this, isCutByDefault: false) { Show = JsonObjects.From };
        writer.Add([Listing<JsonElement>.Of(part, Path, session)], 1);
    }

    // The same command; how far a listing has come is added to it.
    private Query Again() => new(new[]
    {
        new Filter(nameof(Path), Path),
        Method == Get ? null : new Filter(nameof(Method), Method),
        Query is null ? null : new Filter(nameof(Query), Query),
        Body is null ? null : new Filter(nameof(Body), Body),
    }.OfType<Filter>());
}
