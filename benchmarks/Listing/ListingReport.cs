using SinchConv.Benchmarks.Processes;

namespace SinchConv.Benchmarks.Listing;

/// <summary>Whole listings over real HTTP, side by side in one run.</summary>
internal static class ListingReport
{
    private static readonly (string Name, string Quirks)[] Spreads =
        [("even", ""), ("one-channel", ""), ("one-channel-one-state", ""), ("gaps", ""), ("one-channel", "recent-404")];

    /// <summary>All contenders, on conversations that are spread as real ones are: most of them on few channels.</summary>
    public static IEnumerable<string> Run(Settings settings) => Run(
        "Whole listings",
        Contender.All(settings),
        settings.Numbers("counts", 2_000, 20_000).SelectMany(count => settings.Numbers("latencies", 0, 25, 100).Select(latency => new Cell(count, latency))),
        settings);

    /// <summary>What dividing a listing brings, by how a project is spread and whether the service has the list by time.</summary>
    public static IEnumerable<string> RunFanOut(Settings settings) => Run(
        "Divided listings",
        Contender.All(settings),
        settings.Numbers("counts", 20_000).SelectMany(count => Spreads.Select(spread => new Cell(count, settings.Number("latency", 25), spread.Name, spread.Quirks))),
        settings);

    private static IEnumerable<string> Run(string title, IReadOnlyList<Contender> contenders, IEnumerable<Cell> cells, Settings settings)
    {
        using var race = new Race(contenders);
        race.WarmUp();
        yield return $"## {title}";
        yield return "";
        foreach (var note in race.Notes)
            yield return note;
        yield return "";
        foreach (var line in cells.SelectMany(cell => Run(race, cell, settings)))
            yield return line;
    }

    private static string[] Ratios(Result result, Result? bare, Result? walk) =>
        [result.WallAgainst(bare).Ratio(), result.CpuAgainst(bare).Ratio(), result.WallAgainst(walk).Ratio()];

    private static IEnumerable<string> Run(Race race, Cell cell, Settings settings)
    {
        var rounds = cell.Rounds(race.Running, settings.Number("rounds", 5), settings.Number("budget", 150));
        if (rounds == 0)
            return [$"({cell}: left out, one round takes more than the --budget.)", ""];
        Console.Error.WriteLine($"{cell}: {rounds} rounds");
        using var server = new ServerProcess(cell.Conversations, cell.Latency, cell.Spread, cell.Quirks);
        var results = race.Run(server.Uri, cell.Conversations, rounds);
        var bare = results.FirstOrDefault(result => result.Name == Contender.Bare);
        var walk = results.FirstOrDefault(result => result.Name == Contender.OneWalk);
        var table = new Table("", "wall time", "CPU time", "wall / bare loop", "CPU / bare loop", "wall / one walk");
        foreach (var result in results)
        {
            if (result.Fault is { } fault)
                table.Add(result.Name, fault, "", "", "", "");
            else
                table.Add([result.Name, result.Wall.Milliseconds(), result.Cpu.Milliseconds(), .. Ratios(result, bare, walk)]);
        }
        return table.Lines($"{cell} (medians of {rounds} rounds)");
    }
}
