using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>Gets conversations of a Sinch project, as a list or by ID.</summary>
/// <remarks>
/// <para>
/// A list needs an app or a contact; with both, only the conversations between the two are returned. Without either, the
/// default app of the session counts. The objects are written as soon as their page has arrived; their order is the
/// service's own.
/// </para>
/// <para>
/// Pipe in conversation IDs or conversation objects to get these conversations again; pipe in objects with an AppId or
/// a ContactId (or app_id, contact_id, as the API calls them) to list the conversations of each. An input that names
/// nothing, or has an empty ID, is an error of its own, and nothing is listed for it.
/// </para>
/// <para>
/// With -ThrottleLimit above 1, -All divides the listing and gets the parts together: by channel and state, by state, or from
/// both ends of the list by time, whichever is the fastest of those whose sizes prove that nothing is left out. To find out
/// takes at most 32 requests before, and -Verbose tells what was found. The order within a divided listing is not specified;
/// a conversation that gets a message meanwhile can be returned twice, the second time as it is then, and one that changes
/// its state or channel twice or not at all. Apps and contacts that are piped in are read side by side, and none of them is
/// divided: ForEach-Object { Get-SinchConversation -AppId $_.AppId -All -ThrottleLimit 16 } divides each.
/// </para>
/// <para>
/// -Recent, -Oldest, -After and -Before list conversations by the time of their newest message: the later of LastReceived and
/// the AcceptTime of LastMessage, which holds that message. The cost is that of the answer: -After reads from the newest
/// message and stops behind the last one that fits, -Before alone reads from the oldest, and with both the nearer end counts,
/// unless -Recent or -Oldest names one. -After is inclusive and -Before exclusive, to the tick, so that windows can be chained:
/// note the time before a listing, and give it to -After the next time.
/// </para>
/// <para>
/// A conversation that gets a message while the list is read is not missed, and may be returned twice, the second time with
/// its newer message. A message can also move a conversation out of a window with -Before. A conversation without a message
/// is in no window. With a contact, or where the service does not have the list by time or does not sort it, everything is
/// read and chosen here: the objects are the same, their order may not be, LastMessage may be missing, and -Verbose says so.
/// </para>
/// </remarks>
/// <example>
/// <para>Look at some conversations of the default app</para>
/// <code>
/// Get-SinchConversation -First 20
/// </code>
/// <para>
/// Without -First, 100 are returned, and a warning tells when there are more. Pipe a conversation to Format-List to see what the
/// table has no room for.
/// </para>
/// </example>
/// <example>
/// <para>Export the active WhatsApp conversations to a CSV file</para>
/// <code>
/// Get-SinchConversation -State Active -Channel WHATSAPP -All |
///     Export-Csv -Path ./whatsapp.csv -NoTypeInformation -Encoding UTF8
/// </code>
/// <para>
/// Rows are written while the next page is under way, so memory does not grow with the list. MetadataJson becomes one
/// column of compact JSON. If the listing fails midway, the command ends with an error: a file without an error is
/// complete.
/// </para>
/// </example>
/// <example>
/// <para>Get the conversations of a CSV file again</para>
/// <code>
/// Get-SinchConversation -First 3 | Export-Csv -Path ./watched.csv -NoTypeInformation -Encoding UTF8
/// Import-Csv -Path ./watched.csv | Get-SinchConversation -ThrottleLimit 8
/// </code>
/// <para>
/// Each row is looked up by its ConversationId, eight at a time, and they are returned in the order of the rows. One that
/// Sinch no longer knows is an error of its own; the others are returned all the same.
/// </para>
/// </example>
/// <example>
/// <para>Filter by what an application left in the metadata</para>
/// <code>
/// Get-SinchConversation -All |
///     Where-Object { $_.MetadataJson.tier -eq 'gold' -and $_.MetadataJson.order.total -gt 250 } |
///     Select-Object -Property ConversationId, @{ Name = 'Order'; Expression = { $_.MetadataJson.order.id } }
/// </code>
/// <para>
/// MetadataJson is walked like any object. What the names are is up to the application that wrote it: here tier and
/// order. A conversation without metadata just does not match.
/// </para>
/// </example>
/// <example>
/// <para>Go on with a long listing after a failure</para>
/// <code>
/// $conversations = [System.Collections.Generic.List[object]]::new()
/// try {
///     Get-SinchConversation -All | ForEach-Object { $conversations.Add($_) }
/// }
/// catch [SinchConv.SinchException] {
///     if ($_.Exception.ResumeParameters.Count -eq 0) { throw }
///     foreach ($part in $_.Exception.ResumeParameters) {
///         Get-SinchConversation @part | ForEach-Object { $conversations.Add($_) }
///     }
/// }
/// $conversations.Count
/// </code>
/// <para>
/// What came before the failure was written one by one and is kept; the parameters get what is left.
/// Where a conversation got a message meanwhile, a listing by time or with -ThrottleLimit can bring some again: Sort-Object ConversationId -Unique keeps one of each.
/// Assigned to a variable instead ($all = Get-SinchConversation -All), the objects before the failure would be lost.
/// </para>
/// </example>
/// <example>
/// <para>See what happened of late</para>
/// <code>
/// Get-SinchConversation -Recent -First 10
/// </code>
/// <para>
/// The view shows the newest message of each conversation: an arrow to the right is a message to the contact, one to the left
/// a message from the contact. It is in the property LastMessage.
/// </para>
/// </example>
/// <example>
/// <para>Get only what has changed since the last time</para>
/// <code>
/// $lastStart = [datetime]'2026-06-29T00:00:00Z'
/// $start = Get-Date
/// Get-SinchConversation -After $lastStart -All | Export-Csv -Path ./changed.csv -NoTypeInformation -Encoding UTF8
/// $lastStart = $start
/// </code>
/// <para>
/// The time is noted before the listing, so that nothing falls between two of them. A conversation can be in both: merge by
/// ConversationId.
/// </para>
/// </example>
/// <example>
/// <para>Find what has been silent for long</para>
/// <code>
/// Get-SinchConversation -Before (Get-Date).AddDays(-90) -First 20 |
///     Select-Object -Property ConversationId, State, LastReceived
/// </code>
/// <para>-Before alone begins with the longest silence.</para>
/// </example>
/// <input type="System.String">IDs of conversations to get.</input>
/// <input type="SinchConv.Conversation">Conversations to get again.</input>
/// <input type="System.Management.Automation.PSObject">
/// Objects with a property ConversationId or conversation_id to get these conversations; objects with AppId, ContactId or
/// both (or app_id, contact_id) to list theirs, with State and Channel where they have them. Rows of Import-Csv and raw
/// answers of the API are such objects.
/// </input>
/// <input type="SinchConv.ConversationCount">Counts of Measure-SinchConversation, to list what they counted.</input>
/// <input type="SinchConv.SinchSession">Sessions, to list the default app of each.</input>
/// <output type="SinchConv.Conversation">The conversations, one by one.</output>
/// <seealso cref="ConnectSinchProjectCommand"/>
/// <seealso cref="GetSinchSessionCommand"/>
[Cmdlet(VerbsCommon.Get, "SinchConversation", HelpUri = ReferencePage)]
[OutputType(typeof(Conversation))]
public sealed class GetSinchConversationCommand : SinchListCommand<Conversation>
{
    internal const string ReferencePage = "https://developers.sinch.com/docs/conversation/api-reference/conversation/tag/Conversation/#tag/Conversation/operation/Conversation_ListConversations";

    /// <summary>The IDs of the conversations to get, one request each. Conversation objects may stand for their IDs.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("conversation_id")]
    [TextArgument(nameof(ConversationId), IsList = true)]
    [ArgumentCompleter(typeof(ConversationIdCompleter))]
    public string[]? ConversationId { get; set; }

    /// <summary>The ID of the app whose conversations to list. Without an app and a contact, the default app of the session.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("app_id")]
    [TextArgument(nameof(AppId))]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(AppIdCompleter))]
    public string? AppId { get; set; }

    /// <summary>The ID of the contact whose conversations to list.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("contact_id")]
    [TextArgument(nameof(ContactId))]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(ContactIdCompleter))]
    public string? ContactId { get; set; }

    /// <summary>Lists active or inactive conversations only: Active or Inactive. Without it, both are returned.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TextArgument(nameof(State))]
    [ArgumentCompleter(typeof(StateCompleter))]
    public string? State { get; set; }

    /// <summary>
    /// Lists conversations of these channels only, one channel after the other. The known ones complete with Tab; any
    /// other name is accepted, in upper or lower case.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TextArgument(nameof(Channel), IsList = true)]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string[]? Channel { get; set; }

    /// <summary>Lists by the time of the newest message, the newest first, with that message in LastMessage.</summary>
    [Parameter]
    [SwitchArgument]
    public SwitchParameter Recent { get; set; }

    /// <summary>Lists by the time of the newest message, the oldest first.</summary>
    [Parameter]
    [SwitchArgument]
    public SwitchParameter Oldest { get; set; }

    /// <summary>Lists conversations whose newest message was accepted at this time or later. A time without a zone is one of this computer.</summary>
    [Parameter]
    [TimeArgument]
    public DateTime? After { get; set; }

    /// <summary>Lists conversations whose newest message was accepted before this time.</summary>
    [Parameter]
    [TimeArgument]
    public DateTime? Before { get; set; }

    private protected override Endpoint<Conversation> Endpoint => Endpoints.Conversations;

    private protected override string IdParameter => nameof(ConversationId);

    private protected override IReadOnlyList<string>? Ids => Given(nameof(ConversationId), ConversationId, "conversation_id") ?? (RawId(RawObject.Conversation) is { } id ? [id] : null);

    private protected override IReadOnlyList<string> FilterParameters { get; } = [nameof(ContactId), nameof(AppId), nameof(State), nameof(Channel), nameof(Recent), nameof(Oldest), nameof(After), nameof(Before)];

    private protected override int LargestPage => IsByTime || EndPlace is not null ? Endpoints.Recent.LargestPage : base.LargestPage;

    private protected override Func<Conversation, object?>? Show => IsByTime ? RecentView.Of : null;

    // Where a divided listing broke off that was read from both ends.
    private RecentPlace? EndPlace => RecentPlace.TryRead(PageToken) is { Split: not null } place ? place : null;

    private bool IsByTime => Recent || Oldest || After is not null || Before is not null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (EndPlace is not null && (IsByTime || Channel is not null || ContactId is not null))
            Refuse("The page token is of a divided listing, and goes with the parameters that its error told, and no others.", PageToken);
    }

    private protected override IReadOnlyList<Query> Queries(SinchSession session)
    {
        var scope = ConversationScope.From(this, AppId, ContactId, State, Channel);
        return IsByTime ? [scope.ByTime(session, Recent, Oldest, After, Before)] : scope.Queries(session);
    }

    private protected override Divider<Conversation>? DividerOf(SinchSession session) => IsByTime ? null : new ConversationWays(session.Client, ThrottleLimit).Divider;

    private protected override Func<string?, CallContext, Task<Page<Conversation>>> Pages(Query query, SinchSession session) =>
        EndPlace is { } place ? RecentEnd.GoOn((part, token, call) => session.Client.ListAsync(Endpoints.RecentRows, part, token, call), query, place).FetchAsync
        : IsByTime ? new RecentWalk(session.Client, query, Limit).FetchAsync : base.Pages(query, session);
}
