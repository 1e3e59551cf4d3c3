namespace SinchConv;

/// <summary>A conversation of the Sinch Conversation API: the message history of one contact with one app.</summary>
public sealed class Conversation
{
    internal static FieldTable<Conversation> Fields { get; } = new FieldTable<Conversation>(() => new())
        .Text("id", (item, value) => item.ConversationId = value)
        .Text("app_id", (item, value) => item.AppId = value)
        .Text("contact_id", (item, value) => item.ContactId = value)
        .Boolean("active", (item, value) => item.Active = value == true)
        .Text("active_channel", (item, value) => item.ActiveChannel = value)
        .Time("last_received", (item, value) => item.LastReceived = value)
        .Text("metadata", (item, value) => item.Metadata = value)
        .Json("metadata_json", (item, value) => item.MetadataJson = new JsonDictionary(value))
        .Text("correlation_id", (item, value) => item.CorrelationId = value);

    /// <summary>An entry of the list by time: the conversation, and its newest message beside it.</summary>
    internal static FieldTable<Conversation> RecentFields { get; } = new FieldTable<Conversation>(() => new())
        .Inner("conversation", Fields)
        .Object("last_message", Message.Fields, (item, value) => (item.LastMessage, item.Accepted) = (value, value.AcceptTime));

    /// <summary>The same where only the order counts: as the ordinary list has it, without the message.</summary>
    internal static FieldTable<Conversation> RecentRowFields { get; } = new FieldTable<Conversation>(() => new())
        .Inner("conversation", Fields)
        .Object("last_message", new FieldTable<Message>(() => new()).Time("accept_time", (item, value) => item.AcceptTime = value), (item, value) => item.Accepted = value.AcceptTime);

    // Conversations come from Sinch only.
    internal Conversation()
    {
    }

    /// <summary>The ID of the conversation, usually a ULID of 26 characters.</summary>
    public string? ConversationId { get; internal set; }

    /// <summary><c>Active</c> or <c>Inactive</c>, as <c>-State</c> and the counts of <c>Measure-SinchConversation</c> call it.</summary>
    public string State => Active ? KnownValues.Active : KnownValues.Inactive;

    /// <summary>Whether the conversation is active. An app and a contact have at most one active conversation. An answer that leaves it out means false.</summary>
    public bool Active { get; internal set; }

    /// <summary>The channel in use, for example <c>WHATSAPP</c>; may be a name that is newer than this module.</summary>
    public string? ActiveChannel { get; internal set; }

    /// <summary>When the latest message came, in the time zone of this computer, so that comparing it with <c>Get-Date</c> is right. Null when the conversation has no message.</summary>
    public DateTime? LastReceived { get; internal set; }

    /// <summary>The ID of the participating contact.</summary>
    public string? ContactId { get; internal set; }

    /// <summary>The ID of the participating app.</summary>
    public string? AppId { get; internal set; }

    /// <summary>The correlation ID that the sender of a message set, exactly as it was set.</summary>
    public string? CorrelationId { get; internal set; }

    /// <summary>
    /// The metadata of the conversation: its members by name (<c>$_.MetadataJson.order.id</c>), compact JSON as text, and
    /// nested data for <c>ConvertTo-Json</c>. Null when there is none. Read only when somebody looks at it.
    /// </summary>
    public JsonDictionary? MetadataJson { get; internal set; }

    /// <summary>Metadata in the older form, a text of up to 1,024 characters. Sinch deprecates it: use <see cref="MetadataJson"/>.</summary>
    public string? Metadata { get; internal set; }

    /// <summary>The newest message, where the conversation was listed by time (<c>-Recent</c>, <c>-After</c>, <c>Watch-SinchConversation</c>); else null.</summary>
    public Message? LastMessage { get; internal set; }

    /// <summary>When the message that came with it was accepted.</summary>
    internal DateTime? Accepted { get; set; }

    /// <summary>When the newest message was accepted, in UTC: the later of the two times that the service tells. Null when there is no message.</summary>
    internal DateTime? Newest
    {
        get
        {
            var (received, accepted) = (LastReceived?.ToUniversalTime(), Accepted?.ToUniversalTime());
            return received is null || accepted > received ? accepted : received;
        }
    }

    /// <summary>The ID of the conversation.</summary>
    public override string ToString() => ConversationId ?? "";
}
