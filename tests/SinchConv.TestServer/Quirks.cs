using System.Net;
using SinchConv.Sandbox;

namespace SinchConv.TestServer;

/// <summary>The sandbox's switches as text, for the command line: <c>recent-unsorted,no-total</c>.</summary>
internal static class Quirks
{
    private static readonly Dictionary<string, Func<SandboxQuirks, SandboxQuirks>> Known = new()
    {
        ["recent-404"] = quirks => quirks with { RecentStatus = HttpStatusCode.NotFound },
        ["recent-501"] = quirks => quirks with { RecentStatus = HttpStatusCode.NotImplemented },
        // The times of another conversation each: no order that a client could guess.
        ["recent-unsorted"] = quirks => quirks with { RecentTime = static item => new DateTime(new SandboxDice(item.Id, 0).Next(int.MaxValue)) },
        ["recent-needs-page-size"] = quirks => quirks with { RecentNeedsPageSize = true },
        ["recent-skips-silent"] = quirks => quirks with { RecentSkipsSilent = true },
        ["recent-false-is-both"] = quirks => quirks with { RecentFalseIsBoth = true },
        ["recent-ties-never-turn"] = quirks => quirks with { RecentTiesNeverTurn = true },
        ["recent-tokens-count"] = quirks => quirks with { RecentTokensCount = true },
        ["no-total"] = quirks => quirks with { TotalSize = static (_, _) => null },
        ["lying-total"] = quirks => quirks with { TotalSize = static (_, count) => count / 2 },
        ["no-defaults"] = quirks => quirks with { LeavesOutDefaults = true },
    };

    /// <exception cref="ArgumentException">There is no such switch.</exception>
    public static SandboxQuirks Parse(string? text) => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Aggregate(new SandboxQuirks(), (quirks, name) =>
        Known.TryGetValue(name, out var turn) ? turn(quirks) : throw new ArgumentException($"'{name}' is no switch: {string.Join(", ", Known.Keys)}."));
}
