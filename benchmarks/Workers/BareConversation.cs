using System.Text.Json;
using System.Text.Json.Serialization;

namespace SinchConv.Benchmarks.Workers;

/// <summary>A conversation as a program without this module would declare it.</summary>
internal sealed class BareConversation
{
    public string? Id { get; init; }

    public string? AppId { get; init; }

    public string? ContactId { get; init; }

    public bool? Active { get; init; }

    public string? ActiveChannel { get; init; }

    public DateTime? LastReceived { get; init; }

    public string? Metadata { get; init; }

    public JsonElement? MetadataJson { get; init; }

    public string? CorrelationId { get; init; }
}

internal sealed class BarePage
{
    public List<BareConversation> Conversations { get; init; } = [];

    public string? NextPageToken { get; init; }

    public long? TotalSize { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(BarePage))]
internal sealed partial class BareContext : JsonSerializerContext;
