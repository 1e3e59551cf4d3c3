using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>Gets what happened in conversations beside messages: somebody is typing, reactions, agents, payments.</summary>
/// <remarks>
/// <para>
/// EventType names what happened, for example ComposingEvent or AgentJoinedEvent; Body holds all that is known of it. Sinch
/// documents no order: sort by AcceptTime where it matters.
/// </para>
/// </remarks>
/// <example>
/// <para>See whether an agent has joined a conversation</para>
/// <code>
/// Get-SinchConversation -State Active -First 1 |
///     Get-SinchConversationEvent -All |
///     Where-Object EventType -in AgentJoinedEvent, AgentLeftEvent
/// </code>
/// <para>Nothing is returned where none ever did.</para>
/// </example>
/// <example>
/// <para>Count what happened in some conversations, by kind</para>
/// <code>
/// Get-SinchConversation -First 10 |
///     Get-SinchConversationEvent -All -ThrottleLimit 4 |
///     Group-Object -Property EventType -NoElement
/// </code>
/// <para>Four conversations are worked on at a time, and their events stay in the order of the conversations.</para>
/// </example>
/// <input type="System.String">IDs of events to get.</input>
/// <input type="System.Management.Automation.PSObject">
/// Objects with an EventId or event_id to get these events; else with a ConversationId or ContactId (or conversation_id, contact_id) to
/// list theirs. Conversations, contacts and raw answers of the API are such objects.
/// </input>
/// <input type="SinchConv.SinchSession">A session, beside -ConversationId or -ContactId.</input>
/// <output type="SinchConv.ConversationEvent">The events, one by one.</output>
/// <seealso cref="GetSinchMessageCommand"/>
/// <seealso cref="GetSinchConversationCommand"/>
[Cmdlet(VerbsCommon.Get, "SinchConversationEvent", HelpUri = "https://developers.sinch.com/docs/conversation/api-reference/conversation/tag/Events/#tag/Events/operation/Events_ListEvents")]
[OutputType(typeof(ConversationEvent))]
public sealed class GetSinchConversationEventCommand : SinchListCommand<ConversationEvent>
{
    /// <summary>The IDs of the events to get, one request each.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("event_id")]
    [TextArgument(nameof(EventId), IsList = true)]
    [ArgumentCompleter(typeof(EventIdCompleter))]
    public string[]? EventId { get; set; }

    /// <summary>The ID of the conversation whose events to list.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("conversation_id")]
    [TextArgument(nameof(ConversationId))]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(ConversationIdCompleter))]
    public string? ConversationId { get; set; }

    /// <summary>The ID of the contact whose events to list.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("contact_id")]
    [TextArgument(nameof(ContactId))]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(ContactIdCompleter))]
    public string? ContactId { get; set; }

    private protected override Endpoint<ConversationEvent> Endpoint => Endpoints.Events;

    private protected override string IdParameter => nameof(EventId);

    private protected override IReadOnlyList<string>? Ids => Given(nameof(EventId), EventId, "event_id") ?? (RawId(RawObject.Event) is { } id ? [id] : null);

    private protected override IReadOnlyList<string> FilterParameters { get; } = [nameof(ConversationId), nameof(ContactId)];

    private protected override IReadOnlyList<Query> Queries(SinchSession session) => [new Query(MessageOwner.Filters(this, ConversationId, ContactId))];
}
