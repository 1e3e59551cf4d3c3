using SinchConv.Benchmarks.Processes;

namespace SinchConv.Benchmarks.Reports;

/// <summary>How long a census takes, beside a single request, for projects of any size.</summary>
internal static class CensusReport
{
    public static IEnumerable<string> Run(Settings settings)
    {
        var latency = settings.Number("latency", 25);
        var rounds = settings.Number("rounds", 15);
        using var worker = new Worker(Launch.Worker("census"));
        var table = new Table("conversations", "census", "one request", "round trips");
        foreach (var count in settings.Numbers("counts", 1_000, 100_000, 1_000_000))
        {
            Console.Error.WriteLine($"census of {count.Count()} conversations");
            using var server = new ServerProcess(count, latency);
            // The server sorts its conversations by filter when it is first asked; that is no client's time.
            for (var warmUp = 0; warmUp < 2; warmUp++)
                Ask(worker, server, count);
            List<Reply> replies = [.. Enumerable.Range(0, rounds).Select(_ => Ask(worker, server, count))];
            table.Add(
                count.Count(),
                replies.Select(reply => reply.Milliseconds).Median().Milliseconds(),
                replies.Select(reply => reply.RoundTrip).Median().Milliseconds(),
                replies.Select(reply => reply.Milliseconds / reply.RoundTrip).Median().Ratio());
        }
        return table.Lines($"Census, {latency} ms latency (medians of {rounds} rounds)");
    }

    private static Reply Ask(Worker worker, ServerProcess server, int count)
    {
        var reply = worker.Ask(server.Uri);
        return reply.Failure is null && reply.Rows == count
            ? reply
            : throw new InvalidOperationException(reply.Failure ?? $"{reply.Rows} conversations counted instead of {count}");
    }
}
