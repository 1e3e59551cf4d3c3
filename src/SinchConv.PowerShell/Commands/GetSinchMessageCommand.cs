using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>Gets messages of a Sinch project: of a conversation, a contact or an app, in a span of time, or by ID.</summary>
/// <remarks>
/// <para>
/// Text is what a person would read, whatever kind of body the message has; Body holds all of it. Up to 1,000 messages
/// are asked for in one request. Sinch documents no order: sort by AcceptTime where it matters. With several conversations
/// piped in, -ThrottleLimit of them are under way at a time, and their messages stay in the order of the conversations.
/// </para>
/// </remarks>
/// <example>
/// <para>Read a conversation like a chat</para>
/// <code>
/// Get-SinchConversation -State Active -First 1 | Get-SinchMessage -All | Sort-Object -Property AcceptTime
/// </code>
/// <para>An arrow to the right is a message to the contact, one to the left a message from the contact.</para>
/// </example>
/// <example>
/// <para>What did customers write since yesterday</para>
/// <code>
/// Get-SinchMessage -After (Get-Date).Date.AddDays(-1) -Direction ToApp -All |
///     Group-Object -Property Channel -NoElement
/// </code>
/// <para>Times are taken in any form of a date: of this computer's time zone, UTC, or with an offset.</para>
/// </example>
/// <input type="System.String">IDs of messages to get.</input>
/// <input type="System.Management.Automation.PSObject">
/// Objects with a MessageId or message_id to get these messages; else with a ConversationId, ContactId or AppId (or conversation_id,
/// contact_id, app_id) to list theirs. Conversations, contacts, apps and raw answers of the API are such objects.
/// </input>
/// <input type="SinchConv.SinchSession">Sessions, to list the messages of the default app of each.</input>
/// <output type="SinchConv.Message">The messages, one by one.</output>
/// <seealso cref="GetSinchConversationCommand"/>
/// <seealso cref="GetSinchConversationEventCommand"/>
[Cmdlet(VerbsCommon.Get, "SinchMessage", HelpUri = "https://developers.sinch.com/docs/conversation/api-reference/conversation/tag/Messages/#tag/Messages/operation/Messages_ListMessages")]
[OutputType(typeof(Message))]
public sealed class GetSinchMessageCommand : SinchListCommand<Message>
{
    /// <summary>The IDs of the messages to get, one request each.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("message_id")]
    [TextArgument(nameof(MessageId), IsList = true)]
    [ArgumentCompleter(typeof(MessageIdCompleter))]
    public string[]? MessageId { get; set; }

    /// <summary>The ID of the conversation whose messages to list.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("conversation_id")]
    [TextArgument(nameof(ConversationId))]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(ConversationIdCompleter))]
    public string? ConversationId { get; set; }

    /// <summary>The ID of the contact whose messages to list.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("contact_id")]
    [TextArgument(nameof(ContactId))]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(ContactIdCompleter))]
    public string? ContactId { get; set; }

    /// <summary>The ID of the app whose messages to list. Without a conversation, a contact and an app, the default app of the session.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("app_id")]
    [TextArgument(nameof(AppId))]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(AppIdCompleter))]
    public string? AppId { get; set; }

    /// <summary>Lists messages that Sinch took after this time.</summary>
    [Parameter]
    [TimeArgument]
    public DateTime? After { get; set; }

    /// <summary>Lists messages that Sinch took before this time.</summary>
    [Parameter]
    [TimeArgument]
    public DateTime? Before { get; set; }

    /// <summary>Lists messages of these channels only, one channel after the other.</summary>
    [Parameter]
    [TextArgument(nameof(Channel), IsList = true)]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string[]? Channel { get; set; }

    /// <summary>Lists messages from contacts (ToApp) or to contacts (ToContact) only.</summary>
    [Parameter]
    [TextArgument(nameof(Direction))]
    [ValidateSet("ToApp", "ToContact")]
    public string? Direction { get; set; }

    /// <summary>Where to look: at messages of conversations, or at those of apps in DISPATCH mode. Without it, the service decides: conversations.</summary>
    [Parameter]
    [TextArgument(nameof(Source))]
    [ValidateSet("Conversation", "Dispatch")]
    public string? Source { get; set; }

    private protected override Endpoint<Message> Endpoint => Endpoints.Messages;

    private protected override string IdParameter => nameof(MessageId);

    private protected override IReadOnlyList<string>? Ids => Given(nameof(MessageId), MessageId, "message_id") ?? (RawId(RawObject.Message) is { } id ? [id] : null);

    private protected override IReadOnlyList<string> FilterParameters { get; } =
        [nameof(ConversationId), nameof(ContactId), nameof(AppId), nameof(After), nameof(Before), nameof(Channel), nameof(Direction), nameof(Source)];

    private protected override IReadOnlyList<Query> Queries(SinchSession session)
    {
        var query = new Query(
        [
            .. MessageOwner.Filters(this, ConversationId, ContactId, AppId, session.DefaultAppId),
            .. When(nameof(After), After, "start_time"),
            .. When(nameof(Before), Before, "end_time"),
            .. Choice(nameof(Direction), Direction, KnownValues.Directions, "direction", ""),
            .. Choice(nameof(Source), Source, KnownValues.MessageSources, "messages_source", "_SOURCE"),
            new Filter(null, null, "view", "WITH_METADATA"),
        ]);
        return Channel is null ? [query] : [.. Channel.Select(channel => channel.ToUpperInvariant()).Distinct().Select(channel => query.With(new Filter(nameof(Channel), channel, "channel")))];
    }

    private static IEnumerable<Filter> When(string parameter, DateTime? time, string field)
    {
        if (time is { } moment)
            yield return new Filter(parameter, moment, field, Text.Of(moment));
    }

    // ValidateSet takes any case; the words of the service come from the one that is written here.
    private static IEnumerable<Filter> Choice(string parameter, string? value, IReadOnlyList<string> known, string field, string suffix)
    {
        if (value is not null)
            yield return new Filter(parameter, value, field, KnownValues.ToWire(known.First(word => word.Equals(value, StringComparison.OrdinalIgnoreCase))) + suffix);
    }
}
