using System.Text.Json;

namespace SinchConv.Sandbox;

/// <summary>A conversation as the sandbox keeps it.</summary>
internal sealed record SandboxConversation
{
    /// <summary>What the service answers as the time of a conversation without messages.</summary>
    public static DateTime Epoch { get; } = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public string Id { get; init; } = "";

    public string AppId { get; init; } = "";

    public string ContactId { get; init; } = "";

    public bool IsActive { get; init; }

    /// <summary>Empty when the conversation has none.</summary>
    public string Channel { get; init; } = "";

    /// <summary>Null when there is no message yet; the service then answers with the epoch.</summary>
    public DateTime? LastReceived { get; init; }

    /// <summary>When the newest message was accepted, where that is another time than <see cref="LastReceived"/>.</summary>
    public DateTime? LastAccepted { get; init; }

    /// <summary>How many messages there are; null leaves it to the samples. Without a <see cref="LastReceived"/> there are none.</summary>
    public int? MessageCount { get; init; }

    public string? CorrelationId { get; init; }

    public string? Metadata { get; init; }

    /// <summary>Writes the <c>metadata_json</c> object; null when there is none.</summary>
    public Action<Utf8JsonWriter>? MetadataJson { get; init; }

    /// <summary>The later of the two times, by which the list of recent conversations is sorted; the epoch when there is no message.</summary>
    public DateTime Newest => Utc(LastAccepted) > Utc(LastReceived) ? Utc(LastAccepted) : Utc(LastReceived);

    /// <summary>A time of any kind in UTC; one without a kind is in UTC already, and none is the epoch.</summary>
    public static DateTime Utc(DateTime? time) => time switch
    {
        null => Epoch,
        { Kind: DateTimeKind.Local } local => local.ToUniversalTime(),
        { } other => DateTime.SpecifyKind(other, DateTimeKind.Utc),
    };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("app_id", AppId);
        json.WriteString("contact_id", ContactId);
        json.WriteBoolean("active", IsActive);
        if (Channel.Length > 0)
            json.WriteString("active_channel", Channel);
        json.WriteString("last_received", LastReceived ?? Epoch);
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
