namespace SinchConv;

/// <summary>A conversation of the Sinch Conversation API: the message history of one contact with one app.</summary>
public sealed class Conversation
{
    private readonly string? metadataText;
    private JsonDictionary? metadataJson;

    internal Conversation(string? metadataText) => this.metadataText = metadataText;

    /// <summary>The ID of the conversation, usually a ULID of 26 characters.</summary>
    public string? ConversationId { get; internal init; }

    /// <summary>Whether the conversation is active. An app and a contact have at most one active conversation. Null when the service did not say.</summary>
    public bool? Active { get; internal init; }

    /// <summary>The channel in use, for example <c>WHATSAPP</c>; may be a name that is newer than this module.</summary>
    public string? ActiveChannel { get; internal init; }

    /// <summary>When the latest message came, in the time zone of this computer, so that comparing it with <c>Get-Date</c> is right. Null when the conversation has no message.</summary>
    public DateTime? LastReceived { get; internal init; }

    /// <summary>The ID of the participating contact.</summary>
    public string? ContactId { get; internal init; }

    /// <summary>The ID of the participating app.</summary>
    public string? AppId { get; internal init; }

    /// <summary>The correlation ID that the sender of a message set, exactly as it was set.</summary>
    public string? CorrelationId { get; internal init; }

    /// <summary>
    /// The metadata of the conversation: its members by name (<c>$_.MetadataJson.order.id</c>), compact JSON as text, and
    /// nested data for <c>ConvertTo-Json</c>. Null when there is none.
    /// </summary>
    public JsonDictionary? MetadataJson => metadataText is null ? null : metadataJson ??= new JsonDictionary(metadataText);

    /// <summary>Metadata in the older form, a text of up to 1,024 characters. Sinch deprecates it: use <see cref="MetadataJson"/>.</summary>
    public string? Metadata { get; internal init; }

    /// <summary>The ID of the conversation.</summary>
    public override string ToString() => ConversationId ?? "";
}
