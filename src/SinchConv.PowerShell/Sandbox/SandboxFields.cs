using System.Text.Json;
using System.Text.Json.Nodes;

namespace SinchConv.Sandbox;

/// <summary>The fields of a body. A field that is null or not there has its default value.</summary>
internal sealed class SandboxFields
{
    /// <summary>The fields of a conversation that a change can name.</summary>
    public static IReadOnlyList<string> Changeable { get; } = ["active", "active_channel", "metadata", "metadata_json", "correlation_id"];

    private readonly JsonObject body;

    /// <exception cref="SandboxRefusal">There is a field that is not allowed.</exception>
    public SandboxFields(JsonObject body, params IEnumerable<string> allowed)
    {
        this.body = body;
        if (body.Select(field => field.Key).Except(allowed).FirstOrDefault() is { } unknown)
            throw SandboxRefusal.Invalid(unknown, "is not a field of this request.");
    }

    public static SandboxFields OfConversation(SandboxRequest request) =>
        new(request.Body(), [.. Changeable, "id", "app_id", "contact_id", "last_received"]);

    public bool Has(string name) => body.ContainsKey(name);

    /// <summary>Null when it is missing or empty.</summary>
    public string? Text(string name, int longest = int.MaxValue)
    {
        var text = Value<string>(name, "must be a text.") ?? "";
        if (text.Length > longest)
            throw SandboxRefusal.Invalid(name, $"must not be longer than {longest} characters.");
        return text.Length > 0 ? text : null;
    }

    public string Require(string name) => Text(name) ?? throw SandboxRefusal.Invalid(name, "is required.");

    public JsonObject? Object(string name) => body[name] is null ? null : body[name] as JsonObject ?? throw SandboxRefusal.Invalid(name, "must be an object.");

    /// <summary>The conversation with the fields of these names as they are in the body.</summary>
    public SandboxConversation Apply(SandboxConversation conversation, IEnumerable<string> names, bool isMerge) =>
        names.Aggregate(conversation, (changed, name) => name switch
        {
            "active" => changed with { IsActive = Value<bool>(name, "must be true or false.") },
            "active_channel" => changed with { Channel = Channel(Text(name)) ?? "" },
            "metadata" => changed with { Metadata = Text(name, longest: 1024) },
            "metadata_json" => changed with { MetadataJson = Metadata(changed, isMerge) },
            "correlation_id" => changed with { CorrelationId = Text(name, longest: 128) },
            _ => changed,
        });

    public static string? Channel(string? name) => name is null || KnownValues.Channels.Contains(name) ? name : throw SandboxRefusal.Invalid("active_channel", "is not a channel.");

    private Action<Utf8JsonWriter>? Metadata(SandboxConversation conversation, bool isMerge)
    {
        JsonNode? given = Object("metadata_json");
        var before = isMerge && conversation.MetadataJson is { } write ? SandboxJson.Read(write) : null;
        var after = isMerge ? SandboxJson.Merge(before, given ?? new JsonObject()) : given;
        return after is null ? null : json => after.WriteTo(json);
    }

    private T? Value<T>(string name, string problem) => body[name] is not { } value ? default
        : value is JsonValue known && known.TryGetValue<T>(out var typed) ? typed
        : throw SandboxRefusal.Invalid(name, problem);
}
