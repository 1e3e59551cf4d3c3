using System.Net;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using SinchConv.Api;
using SinchConv.Benchmarks.Workers;

namespace SinchConv.Benchmarks.Decode;

/// <summary>From the bytes of a page to its conversations; time and allocation are those of one conversation.</summary>
public class DecodeBenchmarks
{
    private const int PageSize = 20;

    private static readonly byte[] Bytes = SamplePage.Create();

    // Not disposed after each run as the client does: that would give the bytes away.
    private static readonly Answer Answer = new(HttpStatusCode.OK, Bytes, Bytes.Length);

    /// <summary>The module's reader.</summary>
    [Benchmark(Description = "conversation, read by the module", OperationsPerInvoke = PageSize)]
    public object Read() => Endpoints.Conversations.ReadPage(Answer);

    /// <summary>The same data with the serializer.</summary>
    [Benchmark(Description = "conversation, source-generated System.Text.Json", OperationsPerInvoke = PageSize, Baseline = true)]
    public object? Deserialize() => JsonSerializer.Deserialize(Bytes, BareContext.Default.BarePage);
}
