using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace SinchConv.Benchmarks;

/// <summary>The options of the command line; each report has defaults of its own.</summary>
internal sealed class Settings(IConfiguration options)
{
    public static Settings Parse(string[] args) => new(new ConfigurationBuilder().AddCommandLine(args).Build());

    /// <summary>Where the Sinch Node SDK is installed; null when nobody said.</summary>
    public string? NodeSdk => (options["node-sdk"] ?? Environment.GetEnvironmentVariable("SINCH_NODE_SDK")) is { Length: > 0 } folder ? folder : null;

    public int Number(string name, int otherwise) => options.GetValue(name, otherwise);

    public IReadOnlyList<int> Numbers(string name, params int[] otherwise) =>
        options[name] is { } text ? [.. text.Split(',').Select(part => int.Parse(part, CultureInfo.InvariantCulture))] : otherwise;
}
