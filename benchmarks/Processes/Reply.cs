using System.Text.Json;
using System.Text.Json.Serialization;

namespace SinchConv.Benchmarks.Processes;

/// <summary>What a worker measured, as one line of JSON.</summary>
internal sealed record Reply
{
    public double Milliseconds { get; init; }

    /// <summary>CPU time of the whole process meanwhile: all threads, the garbage collector's and the compiler's too.</summary>
    public double CpuMilliseconds { get; init; }

    /// <summary>How long a single request took, in milliseconds, where that was measured too.</summary>
    public double RoundTrip { get; init; }

    public int Rows { get; init; }

    /// <summary>How many requests it took, where that was counted.</summary>
    public int Requests { get; init; }

    /// <summary>How many different conversation IDs were among the rows.</summary>
    public int Distinct { get; init; }

    public long PeakBytes { get; init; }

    public long HeapBytes { get; init; }

    /// <summary>What was measured, with its version.</summary>
    public string? About { get; init; }

    /// <summary>Why there is nothing to measure.</summary>
    public string? Skipped { get; init; }

    public string? Failure { get; init; }

    /// <summary>Why this measurement does not count; null when it does.</summary>
    public string? Fault(int expected) => this switch
    {
        { Skipped: { } reason } => $"skipped: {reason}",
        { Failure: { } reason } => $"failed: {reason}",
        _ when Rows != expected || Distinct != expected => $"failed: {Rows} rows with {Distinct} different IDs instead of {expected}",
        _ => null,
    };

    public string ToJson() => JsonSerializer.Serialize(this, ReplyContext.Default.Reply);

    public static Reply FromJson(string json) => JsonSerializer.Deserialize(json, ReplyContext.Default.Reply)!;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Reply))]
internal sealed partial class ReplyContext : JsonSerializerContext;
