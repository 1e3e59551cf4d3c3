using System.Text.Json;

namespace SinchConv.Commands;

/// <summary>What a request says of a conversation: the fields that were given, by the service's names, in order.</summary>
internal sealed class ConversationFields
{
    private readonly List<(string Name, Action<Utf8JsonWriter> WriteValue)> fields = [];

    /// <summary>The names, as an update mask has them.</summary>
    public IReadOnlyList<string> Names => [.. fields.Select(one => one.Name)];

    /// <summary>Adds the fields that a change and a new conversation have in common; those that are null are left out.</summary>
    public ConversationFields With(string? state, string? channel, string? metadataJson, string? correlationId) => this
        .Add("active", state, (json, value) => json.WriteBooleanValue(KnownValues.Active.Equals(value, StringComparison.OrdinalIgnoreCase)))
        .Add("active_channel", channel?.ToUpperInvariant(), (json, value) => json.WriteStringValue(value))
        .Add("metadata_json", metadataJson, (json, value) => json.WriteRawValue(value))
        .Add("correlation_id", correlationId, (json, value) => json.WriteStringValue(value));

    public ConversationFields Text(string name, string value) => Add(name, value, (json, text) => json.WriteStringValue(text));

    public string ToJson() => JsonText.Write(json =>
    {
        json.WriteStartObject();
        foreach (var (name, writeValue) in fields)
        {
            json.WritePropertyName(name);
            writeValue(json);
        }
        json.WriteEndObject();
    });

    private ConversationFields Add(string name, string? value, Action<Utf8JsonWriter, string> write)
    {
        if (value is not null)
            fields.Add((name, json => write(json, value)));
        return this;
    }
}
