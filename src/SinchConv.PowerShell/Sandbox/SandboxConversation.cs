using System.Text.Json;

namespace SinchConv.Sandbox;

/// <summary>A conversation as the sandbox keeps it.</summary>
internal sealed class SandboxConversation
{
    public required string Id { get; init; }

    public required string AppId { get; init; }

    public required string ContactId { get; init; }

    public required bool IsActive { get; init; }

    public required string Channel { get; init; }

    /// <summary>Null when there is no message yet; the service then answers with the epoch.</summary>
    public DateTime? LastReceived { get; init; }

    public string? CorrelationId { get; init; }

    public string? Metadata { get; init; }

    /// <summary>Writes the <c>metadata_json</c> object; null when there is none.</summary>
    public Action<Utf8JsonWriter>? MetadataJson { get; init; }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("app_id", AppId);
        json.WriteString("contact_id", ContactId);
        json.WriteBoolean("active", IsActive);
        json.WriteString("active_channel", Channel);
        json.WriteString("last_received", LastReceived ?? new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        json.WriteString("metadata", Metadata ?? "");
        if (MetadataJson is not null)
        {
            json.WritePropertyName("metadata_json");
            MetadataJson(json);
        }
        json.WriteString("correlation_id", CorrelationId ?? "");
        json.WriteEndObject();
    }
}
