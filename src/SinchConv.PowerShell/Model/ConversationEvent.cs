namespace SinchConv;

/// <summary>Something that happened in a conversation and is no message: somebody is typing, a reaction, a payment.</summary>
public sealed class ConversationEvent
{
    private static readonly FieldTable<ConversationEvent> Identities = new FieldTable<ConversationEvent>(() => new())
        .Text("channel", (item, value) => item.Channel = value)
        .Text("identity", (item, value) => item.Identity = value);

    internal static FieldTable<ConversationEvent> Fields { get; } = new FieldTable<ConversationEvent>(() => new())
        .Text("id", (item, value) => item.EventId = value)
        .Text("direction", (item, value) => item.Direction = KnownValues.FromWire(value))
        .Text("conversation_id", (item, value) => item.ConversationId = value)
        .Text("contact_id", (item, value) => item.ContactId = value)
        .Inner("channel_identity", Identities)
        .Time("accept_time", (item, value) => item.AcceptTime = value)
        .Text("processing_mode", (item, value) => item.ProcessingMode = value)
        .Json("app_event", (item, value) => item.Body = new(value))
        .Json("contact_event", (item, value) => item.Body = new(value))
        .Json("contact_message_event", (item, value) => item.Body = new(value));

    // Events come from Sinch only.
    internal ConversationEvent()
    {
    }

    /// <summary>The ID of the event.</summary>
    public string? EventId { get; internal set; }

    /// <summary>The conversation that it belongs to; null for events of apps in DISPATCH mode.</summary>
    public string? ConversationId { get; internal set; }

    /// <summary>The contact.</summary>
    public string? ContactId { get; internal set; }

    /// <summary><c>ToApp</c> or <c>ToContact</c>.</summary>
    public string? Direction { get; internal set; }

    /// <summary>When Sinch took the event, in the time zone of this computer.</summary>
    public DateTime? AcceptTime { get; internal set; }

    /// <summary>The channel, for example <c>WHATSAPP</c>.</summary>
    public string? Channel { get; internal set; }

    /// <summary>The address of the contact in the channel.</summary>
    public string? Identity { get; internal set; }

    /// <summary>What happened, for example <c>ComposingEvent</c>; may be a kind that is newer than this module.</summary>
    public string? EventType => MessageBody.TypeOf(Body);

    /// <summary>What a person would read of it, on one line; often nothing.</summary>
    public string Text => MessageBody.TextOf(Body);

    /// <summary>All that is known of it: its members by name, compact JSON as text.</summary>
    public JsonDictionary? Body { get; internal set; }

    /// <summary><c>CONVERSATION</c> or <c>DISPATCH</c>.</summary>
    public string? ProcessingMode { get; internal set; }

    /// <summary>The ID of the event.</summary>
    public override string ToString() => EventId ?? "";
}
