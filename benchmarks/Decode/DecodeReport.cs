using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace SinchConv.Benchmarks.Decode;

/// <summary>The client's hot path, measured by BenchmarkDotNet.</summary>
internal static class DecodeReport
{
    public static IEnumerable<string> Run()
    {
        using var progress = new StreamWriter(Console.OpenStandardError()) { AutoFlush = true };
        // In this process: a build of its own would assemble the module a second time, under somebody's feet.
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(new StreamLogger(progress))
            .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "BenchmarkDotNet.Artifacts"));
        var table = new Table("", "mean", "standard deviation", "allocated");
        foreach (var report in BenchmarkRunner.Run([typeof(DecodeBenchmarks), typeof(LookUpBenchmarks)], config).SelectMany(summary => summary.Reports))
            table.Add(Row(report));
        return table.Lines($"The hot path, for each conversation of a page of 20 ({SamplePage.Create().Length} bytes), and for each look into its metadata");
    }

    private static string[] Row(BenchmarkReport report)
    {
        var name = report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'');
        if (report.ResultStatistics is not { } time)
            return [name, "failed", "", ""];
        var allocated = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
        return [name, time.Mean.Nanoseconds(), time.StandardDeviation.Nanoseconds(), ((double)allocated).Bytes()];
    }
}
