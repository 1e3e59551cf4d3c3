using SinchConv.Benchmarks.Listing;
using SinchConv.Benchmarks.Processes;

namespace SinchConv.Benchmarks.Reports;

/// <summary>How long it takes until the first object is there: on the first listing of a process, and on the next one.</summary>
internal static class FirstReport
{
    private const int Conversations = 200;

    private static readonly (string Name, string Kind)[] Contenders =
    [
        (Contender.OneWalk, "cmdlet-first"),
        (Contender.Bare, "bare-first"),
    ];

    public static IEnumerable<string> Run(Settings settings)
    {
        var latency = settings.Number("latency", 25);
        var rounds = settings.Number("rounds", 10);
        var cold = Contenders.Select(_ => new List<double>()).ToList();
        var warm = Contenders.Select(_ => new List<double>()).ToList();
        using var server = new ServerProcess(Conversations, latency);
        for (var round = 0; round < rounds; round++)
        {
            for (var contender = 0; contender < Contenders.Length; contender++)
            {
                using var worker = new Worker(Launch.Worker(Contenders[contender].Kind));
                cold[contender].Add(First(worker, server));
                warm[contender].Add(First(worker, server));
            }
        }
        var table = new Table("", "first listing of the process", "second listing");
        for (var contender = 0; contender < Contenders.Length; contender++)
            table.Add(Contenders[contender].Name, cold[contender].Median().Milliseconds(), warm[contender].Median().Milliseconds());
        table.Add("difference (median of the rounds)", Difference(cold), Difference(warm));
        return table.Lines($"Time to the first object, {latency} ms latency (medians of {rounds} rounds)");
    }

    private static string Difference(List<List<double>> times) => times[0].Zip(times[1], (ours, bare) => ours - bare).Median().Milliseconds();

    private static double First(Worker worker, ServerProcess server)
    {
        var reply = worker.Ask(server.Uri);
        return reply.Failure is null && reply.Rows == Conversations
            ? reply.Milliseconds
            : throw new InvalidOperationException(reply.Failure ?? $"{reply.Rows} rows instead of {Conversations}");
    }
}
