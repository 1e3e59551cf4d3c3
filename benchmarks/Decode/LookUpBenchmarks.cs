using BenchmarkDotNet.Attributes;

namespace SinchConv.Benchmarks.Decode;

/// <summary>A look into the metadata of a conversation.</summary>
public class LookUpBenchmarks
{
    private const string Json = """
        {"customer":"Zoë Lindqvist","tier":"gold","order":{"id":"A-12345","placed":"2026-06-30","total":123.45,"items":[{"name":"Mug","quantity":2}]}}
        """;

    private readonly JsonDictionary read = new(Json);

    /// <summary>The first look reads the text.</summary>
    [Benchmark(Description = "metadata, first look")]
    public object? First() => new JsonDictionary(Json)["tier"];

    /// <summary>Later ones do not.</summary>
    [Benchmark(Description = "metadata, look-up")]
    public object? Again() => read["tier"];

    /// <summary>A look one level below.</summary>
    [Benchmark(Description = "metadata, look-up in a nested object")]
    public object? Nested() => ((JsonDictionary)read["order"]!)["total"];

    /// <summary>What Export-Csv writes.</summary>
    [Benchmark(Description = "metadata, as text")]
    public string Text() => new JsonDictionary(Json).ToString();
}
