using SinchConv.Benchmarks.Processes;

namespace SinchConv.Benchmarks.Listing;

/// <summary>
/// The contenders of a run, each in a process that stays. They take turns, A B C, B C A, C A B, so that whatever else the
/// machine does at times hits them alike.
/// </summary>
internal sealed class Race(IEnumerable<Contender> contenders) : IDisposable
{
    private const int WarmUpPasses = 2;
    private const int WarmUpWalks = 60;
    private const int WarmUpSize = 2_000;

    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);

    private readonly List<Entrant> entrants = [.. contenders.Select(contender => new Entrant(contender))];

    /// <summary>The contenders that run, by name, with what they said of themselves.</summary>
    public IEnumerable<string> Notes => entrants.Select(entrant => $"- {entrant.Contender.Name}: {entrant.Fault ?? entrant.About}");

    public int Running => entrants.Count(entrant => entrant.Fault is null);

    /// <summary>
    /// Some walks that are not measured: they show who can take part. Two passes with a pause, because the runtimes
    /// compile what is used often a second time, and only once things have calmed down.
    /// </summary>
    public void WarmUp()
    {
        using var server = new ServerProcess(WarmUpSize, latency: 0);
        for (var pass = 0; pass < WarmUpPasses; pass++)
        {
            entrants.ForEach(entrant => entrant.WarmUp(server.Uri));
            Thread.Sleep(Calm);
        }
    }

    public IReadOnlyList<Result> Run(string uri, int conversations, int rounds)
    {
        var results = entrants.Where(entrant => entrant.Fault is null).Select(entrant => new Result(entrant.Contender.Name)).ToList();
        for (var round = 0; round < rounds; round++)
        {
            // Each time another one begins: what a process still does after its turn must not always hit the same neighbour.
            var first = round % results.Count;
            foreach (var result in results.Skip(first).Concat(results.Take(first)))
            {
                var reply = entrants.Single(entrant => entrant.Contender.Name == result.Name).Worker.Ask(uri);
                result.Add(reply, conversations);
            }
        }
        return results;
    }

    public void Dispose() => entrants.ForEach(entrant => entrant.Worker.Dispose());

    private sealed class Entrant(Contender contender)
    {
        public Contender Contender { get; } = contender;

        public Worker Worker { get; } = new(contender.Start, contender.Missing);

        public string? Fault { get; private set; }

        public string? About { get; private set; }

        public void WarmUp(string uri)
        {
            for (var walk = 0; walk < WarmUpWalks && Fault is null; walk++)
            {
                var reply = Worker.Ask(uri);
                Fault = reply.Fault(WarmUpSize);
                About = reply.About;
            }
        }
    }
}
