using SinchConv.Benchmarks.Processes;

namespace SinchConv.Benchmarks.Reports;

/// <summary>
/// Whether memory grows with the list: each size in a fresh process, the server in one of its own. Before it, each
/// process does the same shorter listings, because the engine's compiled code and the threads come with use, whatever the
/// size of the list; <c>--warm-ups 0</c> shows the processes as they come.
/// </summary>
internal static class MemoryReport
{
    // 4 MiB, in hexadecimal. The collector lets much more garbage pile up before it first looks, which a list of 1,000
    // never reaches; with a small nursery the peak shows what the listing keeps instead.
    private const string SmallNursery = "400000";

    private const int WarmUpSize = 20_000;

    public static IEnumerable<string> Run(Settings settings)
    {
        var table = new Table("conversations", "peak of the process", "growth", "peak, small nursery", "growth", "live heap afterwards", "growth", "time");
        var warmUps = settings.Number("warm-ups", 5);
        using var warm = new ServerProcess(WarmUpSize, latency: 0);
        Reply? smallest = null;
        Reply? smallestOfSmall = null;
        foreach (var count in settings.Numbers("counts", 1_000, 100_000, 1_000_000).Order())
        {
            Console.Error.WriteLine($"memory at {count.Count()} conversations");
            var reply = Measure(count, warm, warmUps);
            var small = Measure(count, warm, warmUps, SmallNursery);
            smallest ??= reply;
            smallestOfSmall ??= small;
            table.Add(
                count.Count(),
                reply.PeakBytes.Mebibytes(),
                (reply.PeakBytes - smallest.PeakBytes).Mebibytes(),
                small.PeakBytes.Mebibytes(),
                (small.PeakBytes - smallestOfSmall.PeakBytes).Mebibytes(),
                reply.HeapBytes.Mebibytes(),
                (reply.HeapBytes - smallest.HeapBytes).Mebibytes(),
                reply.Milliseconds.Milliseconds());
        }
        return table.Lines($"Peak memory of `Get-SinchConversation -All`, nobody keeping its objects (after {warmUps} listings of {WarmUpSize.Count()} each)");
    }

    private static Reply Measure(int count, ServerProcess warm, int warmUps, string? nursery = null)
    {
        using var server = new ServerProcess(count, latency: 0);
        var start = Launch.Worker("memory");
        start.Environment["DOTNET_GCgen0size"] = nursery;
        using var worker = new Worker(start);
        for (var walk = 0; walk < warmUps; walk++)
            worker.Ask(warm.Uri);
        var reply = worker.Ask(server.Uri);
        return reply.Failure is null && reply.Rows == count
            ? reply
            : throw new InvalidOperationException(reply.Failure ?? $"{reply.Rows} rows instead of {count}");
    }
}
