namespace SinchConv;

/// <summary>A message between an app and a contact.</summary>
public sealed class Message
{
    private static readonly FieldTable<Message> Identities = new FieldTable<Message>(() => new())
        .Text("channel", (item, value) => item.Channel = value)
        .Text("identity", (item, value) => item.Identity = value);

    internal static FieldTable<Message> Fields { get; } = new FieldTable<Message>(() => new())
        .Text("id", (item, value) => item.MessageId = value)
        .Text("direction", (item, value) => item.Direction = KnownValues.FromWire(value))
        .Json("app_message", (item, value) => item.Body = new(value))
        .Json("contact_message", (item, value) => item.Body = new(value))
        .Inner("channel_identity", Identities)
        .Text("conversation_id", (item, value) => item.ConversationId = value)
        .Text("contact_id", (item, value) => item.ContactId = value)
        .Text("metadata", (item, value) => item.Metadata = value)
        .Time("accept_time", (item, value) => item.AcceptTime = value)
        .Text("sender_id", (item, value) => item.SenderId = value)
        .Text("processing_mode", (item, value) => item.ProcessingMode = value)
        .Boolean("injected", (item, value) => item.Injected = value == true);

    // Messages come from Sinch only.
    internal Message()
    {
    }

    /// <summary>The ID of the message.</summary>
    public string? MessageId { get; internal set; }

    /// <summary>The conversation that it belongs to; null for messages of apps in DISPATCH mode.</summary>
    public string? ConversationId { get; internal set; }

    /// <summary>The contact.</summary>
    public string? ContactId { get; internal set; }

    /// <summary><c>ToApp</c> or <c>ToContact</c>.</summary>
    public string? Direction { get; internal set; }

    /// <summary>When Sinch took the message, in the time zone of this computer.</summary>
    public DateTime? AcceptTime { get; internal set; }

    /// <summary>The channel, for example <c>WHATSAPP</c>.</summary>
    public string? Channel { get; internal set; }

    /// <summary>The address of the contact in the channel.</summary>
    public string? Identity { get; internal set; }

    /// <summary>What kind of body it has, for example <c>TextMessage</c>; may be a kind that is newer than this module.</summary>
    public string? BodyType => MessageBody.TypeOf(Body);

    /// <summary>What a person would read, on one line.</summary>
    public string Text => MessageBody.TextOf(Body);

    /// <summary>The whole body: its members by name (<c>$_.Body.text_message.text</c>), compact JSON as text.</summary>
    public JsonDictionary? Body { get; internal set; }

    /// <summary><c>CONVERSATION</c> or <c>DISPATCH</c>.</summary>
    public string? ProcessingMode { get; internal set; }

    /// <summary>Who sent it: the number or the name of the app in the channel.</summary>
    public string? SenderId { get; internal set; }

    /// <summary>Whether it was put into the conversation afterwards.</summary>
    public bool Injected { get; internal set; }

    /// <summary>What an application sent along.</summary>
    public string? Metadata { get; internal set; }

    /// <summary>The ID of the message: Sort-Object -Unique and Compare-Object tell objects apart by their text.</summary>
    public override string ToString() => MessageId ?? "";
}
