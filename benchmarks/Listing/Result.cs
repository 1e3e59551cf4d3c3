using SinchConv.Benchmarks.Processes;

namespace SinchConv.Benchmarks.Listing;

/// <summary>What a contender did in all rounds of one table.</summary>
internal sealed class Result(string name)
{
    private readonly List<Reply> rounds = [];

    public string Name { get; } = name;

    /// <summary>Why the contender failed; one bad round is enough, for a fast listing that loses rows is worth nothing.</summary>
    public string? Fault { get; private set; }

    public double Wall => Times.Median();

    public double Cpu => CpuTimes.Median();

    private IEnumerable<double> Times => rounds.Select(round => round.Milliseconds);

    private IEnumerable<double> CpuTimes => rounds.Select(round => round.CpuMilliseconds);

    public void Add(Reply reply, int expected)
    {
        Fault ??= reply.Fault(expected);
        rounds.Add(reply);
    }

    /// <summary>The median of the rounds' ratios: what slows a whole round down does not show in it.</summary>
    public double WallAgainst(Result? other) => Ratio(other, Times, other?.Times);

    public double CpuAgainst(Result? other) => Ratio(other, CpuTimes, other?.CpuTimes);

    private double Ratio(Result? other, IEnumerable<double> mine, IEnumerable<double>? theirs) =>
        Fault is null && other?.Fault is null && theirs is not null ? mine.Zip(theirs, (a, b) => a / b).Median() : double.NaN;
}
