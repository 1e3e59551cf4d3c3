using System.Diagnostics;
using SinchConv.Benchmarks.Processes;

namespace SinchConv.Benchmarks.Workers;

/// <summary>Wall time and CPU time of this process from one moment to another.</summary>
internal readonly struct Meter
{
    private readonly TimeSpan cpu;
    private readonly long start;

    private Meter(TimeSpan cpu, long start) => (this.cpu, this.start) = (cpu, start);

    public static Meter Start()
    {
        // The garbage of the round before is not this round's cost.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return new Meter(Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
    }

    public double Milliseconds => Stopwatch.GetElapsedTime(start).TotalMilliseconds;

    public Reply Stop()
    {
        var elapsed = Milliseconds;
        return new Reply { Milliseconds = elapsed, CpuMilliseconds = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds };
    }
}
