using System.Globalization;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Detectors;

namespace SinchConv.Benchmarks;

/// <summary>Where and when the numbers came about: without that, they mean nothing.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30);
        var cpu = CpuDetector.Cpu?.ProcessorName is { Length: > 0 } name ? name : "Unknown processor";
        var system = $"{RuntimeInformation.OSDescription} ({RuntimeInformation.ProcessArchitecture}); {RuntimeInformation.FrameworkDescription}";
        return string.Create(CultureInfo.InvariantCulture, $"""
            {cpu}, {Environment.ProcessorCount} logical cores, {memory} GiB; {system}; {DateTime.UtcNow:yyyy-MM-dd}.

            """);
    }
}
