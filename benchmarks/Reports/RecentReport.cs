using SinchConv.Benchmarks.Processes;
using SinchConv.Benchmarks.Workers;

namespace SinchConv.Benchmarks.Reports;

/// <summary>Whether "what has changed" costs what the answer costs, however large the project is; and what a quiet watch costs.</summary>
internal static class RecentReport
{
    public static IEnumerable<string> Run(Settings settings)
    {
        var latency = settings.Number("latency", 25);
        var rounds = settings.Number("rounds", 10);
        var table = new Table("conversations", "requests", "time", "CPU", "peak of the process", "CPU of an hour of a quiet watch");
        foreach (var count in settings.Numbers("counts", 1_000, 100_000, 1_000_000).Order())
        {
            Console.Error.WriteLine($"recent at {count.Count()} conversations");
            using var server = new ServerProcess(count, latency);
            using var after = new Worker(Launch.Worker("recent"));
            using var watch = new Worker(Launch.Worker("watch"));
            // The first round pays for what the server and the worker do once.
            var replies = Enumerable.Range(0, rounds + 1).Select(_ => Checked(after.Ask(server.Uri), RecentListing.Changed)).Skip(1).ToList();
            table.Add(
                count.Count(),
                $"{replies.Max(reply => reply.Requests)}",
                replies.Select(reply => reply.Milliseconds).Median().Milliseconds(),
                replies.Select(reply => reply.CpuMilliseconds).Median().Milliseconds(),
                replies[^1].PeakBytes.Mebibytes(),
                Checked(watch.Ask(server.Uri), rows: 0).CpuMilliseconds.Milliseconds());
        }
        return table.Lines($"`Get-SinchConversation -After` with {RecentListing.Changed} changed, {latency} ms latency (medians of {rounds} rounds), and {RecentListing.RoundsPerHour} rounds of `Watch-SinchConversation` with nothing happening");
    }

    private static Reply Checked(Reply reply, int rows) => reply.Failure is null && reply.Rows == rows
        ? reply
        : throw new InvalidOperationException(reply.Failure ?? $"{reply.Rows} rows instead of {rows}");
}
