using System.Text.Json;

namespace SinchConv.Sandbox;

/// <summary>A message or an event.</summary>
internal sealed class SandboxEntry
{
    /// <summary>The slot of its conversation; negative for a message of DISPATCH mode, which has none.</summary>
    public required int Slot { get; init; }

    /// <summary>Counts the entries of one conversation from its oldest, from 0.</summary>
    public required int Number { get; init; }

    public required string Id { get; init; }

    /// <summary>Empty in DISPATCH mode.</summary>
    public required string ConversationId { get; init; }

    public required string ContactId { get; init; }

    public required string AppId { get; init; }

    public required string Channel { get; init; }

    public required string Identity { get; init; }

    public required SandboxArrival Arrival { get; init; }

    public DateTime AcceptTime => Arrival.Time;

    public bool IsMessage => Arrival.Family is "app_message" or "contact_message";

    public string Direction => Arrival.Family is "app_message" or "app_event" ? "TO_CONTACT" : "TO_APP";

    public void Write(Utf8JsonWriter json, bool withMetadata)
    {
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("direction", Direction);
        json.WritePropertyName(Arrival.Family);
        JsonSerializer.Serialize(json, Arrival.Content);
        json.WriteStartObject("channel_identity");
        json.WriteString("channel", Channel);
        json.WriteString("identity", Identity);
        json.WriteString("app_id", SandboxContact.AppOf(Channel, AppId));
        json.WriteEndObject();
        json.WriteString("conversation_id", ConversationId);
        json.WriteString("contact_id", ContactId);
        json.WriteString("accept_time", AcceptTime);
        json.WriteString("processing_mode", Slot < 0 ? "DISPATCH" : "CONVERSATION");
        if (IsMessage)
        {
            if (withMetadata)
                json.WriteString("metadata", Arrival.Metadata);
            json.WriteString("sender_id", Direction == "TO_CONTACT" ? "Nordwind" : "");
            json.WriteBoolean("injected", Arrival.IsInjected);
            json.WriteNull("message_status");
        }
        json.WriteEndObject();
    }
}
