using System.Management.Automation;
using SinchConv.PowerShell.Api;

namespace SinchConv.PowerShell.Commands;

/// <summary>Gets conversations of a Sinch project, as a list or by ID.</summary>
/// <remarks>
/// <para>
/// A list needs an app or a contact; with both, only the conversations between the two come. Without either, the default
/// app of the session counts. The objects come as soon as their page has arrived; their order is the service's own.
/// </para>
/// <para>
/// Pipe in conversation IDs or conversation objects to get these conversations afresh; pipe in objects with an AppId or
/// a ContactId (or app_id, contact_id, as the API calls them) to list the conversations of each.
/// </para>
/// </remarks>
[Cmdlet(VerbsCommon.Get, "SinchConversation", DefaultParameterSetName = ListSet, HelpUri = ReferencePage)]
[OutputType(typeof(Conversation))]
public sealed class GetSinchConversationCommand : SinchListCommand<Conversation>
{
    private const string IdSet = "Id";

    private const string ReferencePage = "https://developers.sinch.com/docs/conversation/api-reference/conversation/tag/Conversation/#tag/Conversation/operation/Conversation_ListConversations";

    /// <summary>The ID of the app whose conversations to list. Without an app and a contact, the default app of the session.</summary>
    [Parameter(ParameterSetName = ListSet, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("app_id")]
    [AllowEmptyString]
    [ValidateIdentifier]
    public string? AppId { get; set; }

    /// <summary>The ID of the contact whose conversations to list.</summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipelineByPropertyName = true)]
    [Alias("contact_id")]
    [AllowEmptyString]
    [ValidateIdentifier]
    public string? ContactId { get; set; }

    /// <summary>Lists active or inactive conversations only. Without it, both come.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public ConversationState State { get; set; }

    /// <summary>
    /// Lists conversations of these channels only, one channel after the other. The known ones complete with Tab; any
    /// other name is accepted, in upper or lower case.
    /// </summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("active_channel", "ActiveChannel")]
    [ValidateNotNullOrEmpty]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string[]? Channel { get; set; }

    /// <summary>How many conversations to ask for in one request, 1 to 20. Without it, as many as are useful, 20 at the most.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, ConversationQuery.LargestPage)]
    public int PageSize { get; set; } = ConversationQuery.LargestPage;

    /// <summary>
    /// Goes on where an earlier listing broke off: the ResumeToken of its error's exception. Give the same other
    /// parameters as before, and no more than one channel.
    /// </summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ValidateIdentifier]
    public string? PageToken { get; set; }

    /// <summary>The IDs of the conversations to get, one request each. Conversation objects may stand for their IDs.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("conversation_id", "Id")]
    [ConversationId]
    [ValidateNotNullOrEmpty]
    [ValidateIdentifier]
    public string[] ConversationId { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        // Here, only what stands on the command line is bound: an unset variable there must not widen the list.
        foreach (var (name, value) in new[] { (nameof(AppId), AppId), (nameof(ContactId), ContactId) })
        {
            if (IsBound(name) && string.IsNullOrEmpty(value))
                Refuse($"-{name} is empty: give an ID, or leave the parameter out.", value);
        }
        if (PageToken is not null && Channel is { Length: > 1 })
            Refuse("-PageToken belongs to the listing of one channel: give that -Channel only.", PageToken);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Connected();
        if (ParameterSetName == IdSet)
            GetEach(session);
        else
            ListOne(session);
    }

    private protected override string? ResumeAdvice(SinchException failure, int part, long written)
    {
        var rest = Channels().Skip(part).ToList();
        var first = IsFirstGiven ? $" -First {First - written}" : "";
        var channel = rest.Count == 0 ? "" : $" -Channel {rest[0]}";
        var others = rest.Count < 2 ? "" : $" Then list the other channels: {string.Join(", ", rest.Skip(1))}.";
        if (failure.ResumeToken is { } token)
            return $"To go on from here, run the command again with{channel} -PageToken '{token}'{first}.{others}";
        return written == 0 ? null : $"To go on from here, run the command again with{channel}{first}.{others}";
    }

    private void GetEach(SinchSession session)
    {
        foreach (var id in ConversationId)
        {
            Conversation conversation;
            try
            {
                conversation = Await(call => session.Client.GetConversationAsync(id, call));
            }
            catch (SinchException e) when (Failure.IsPerObject(e.Error))
            {
                WriteFailure(e, id, session);
                continue;
            }
            catch (SinchException e)
            {
                ThrowFailure(e, id, session);
                throw;
            }
            WriteObject(conversation);
        }
    }

    private void ListOne(SinchSession session)
    {
        var usesDefault = !IsBound(nameof(AppId)) && !IsBound(nameof(ContactId));
        var query = new ConversationQuery
        {
            AppId = usesDefault ? session.AppId : NullIfEmpty(AppId),
            ContactId = NullIfEmpty(ContactId),
            OnlyActive = IsBound(nameof(State)) ? State == ConversationState.Active : null,
            PageSize = (int)(All ? PageSize : Math.Min(PageSize, Math.Max(1, First))),
        };
        if (query.AppId is null && query.ContactId is null)
        {
            var missing = "A list of conversations needs an app or a contact: give -AppId or -ContactId, or a default app with Connect-SinchProject -AppId (or SINCH_APP_ID).";
            WriteFailure(new SinchException(SinchError.InvalidRequest, missing), target: null, session);
            return;
        }
        var channels = Channels();
        var parts = channels.Count == 0 ? [query] : channels.Select(channel => query with { ActiveChannel = channel }).ToArray();
        var pages = parts.Select(part => new Func<string?, Call, Task<Page<Conversation>>>((token, call) => session.Client.ListConversationsAsync(part, token, call)));
        List(new PageWalk<Conversation>([.. pages], PageToken), query.ContactId ?? query.AppId, session);
    }

    // A channel given twice must not list its conversations twice.
    private List<string> Channels() => [.. (Channel ?? []).Select(channel => channel.ToUpperInvariant()).Distinct()];

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private void Refuse(string message, object? target) =>
        ThrowFailure(new SinchException(SinchError.InvalidRequest, message), target, Session);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
