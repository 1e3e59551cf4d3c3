namespace SinchConv.Benchmarks.Listing;

/// <summary>One table of the listing benchmark: a project's size and spread, and the service's latency.</summary>
internal sealed record Cell(int Conversations, int Latency, string Spread = "sample", string Quirks = "")
{
    private const int PageSize = 20;

    // What a page costs beside the latency, roughly, on the slowest contender: only the plan depends on it.
    private const double PageMilliseconds = 4;

    /// <summary>How many rounds fit into a number of seconds.</summary>
    public int Rounds(int contenders, int most, int seconds)
    {
        var round = Conversations / PageSize * (Latency + PageMilliseconds) / 1000 * contenders;
        return (int)Math.Min(most, seconds / round);
    }

    public override string ToString() => $"{Conversations.Count()} conversations, {(Spread == "sample" ? "" : $"spread {Spread}, ")}{(Quirks.Length == 0 ? "" : $"{Quirks}, ")}{Latency} ms latency";
}
