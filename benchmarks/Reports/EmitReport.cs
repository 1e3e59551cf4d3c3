using SinchConv.Api;
using SinchConv.Benchmarks.Decode;
using SinchConv.Benchmarks.Workers;

namespace SinchConv.Benchmarks.Reports;

/// <summary>What an object costs on its way through the cmdlet, with a stub in the place of the network.</summary>
internal static class EmitReport
{
    public static IEnumerable<string> Run(Settings settings)
    {
        var objects = settings.Number("objects", 100_000);
        var rounds = settings.Number("rounds", 7);
        using var engine = HostedEngine.WithModule();
        using var handler = new CannedHandler(objects / Endpoints.Conversations.LargestPage);
        using var session = CannedHandler.Session(handler);
        engine["session"] = session;
        engine["seen"] = (int _) => { };
        (string Name, Action Run)[] ways =
        [
            ("the client alone: request, decode, page by page", () => Walk(session.Client)),
            ("`$null = Get-SinchConversation -All`", () => engine.Run("$null = Get-SinchConversation -All -Session $session")),
            ("`... | Out-Sink`, a compiled cmdlet that counts", () => engine.Run("Get-SinchConversation -All -Session $session | Out-Sink -Seen $seen")),
            ("`... | ForEach-Object { }`", () => engine.Run("Get-SinchConversation -All -Session $session | ForEach-Object { }")),
        ];
        var times = ways.Select(_ => new List<double>()).ToList();
        // The first round is for the compiler.
        for (var round = -1; round < rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var meter = Meter.Start();
                ways[way].Run();
                if (round >= 0)
                    times[way].Add(meter.Milliseconds * 1_000_000 / objects);
            }
        }
        var table = new Table("", "per object");
        for (var way = 0; way < ways.Length; way++)
            table.Add(ways[way].Name, times[way].Median().Nanoseconds());
        return table.Lines($"Cost of an emitted object, {objects.Count()} of them (medians of {rounds} rounds)");
    }

    private static void Walk(SinchClient client)
    {
        var query = new Query(ConversationQuery.App("app"));
        var call = new CallContext(CancellationToken.None);
        string? token = null;
        do
            token = client.ListAsync(Endpoints.Conversations, query, token, call).GetAwaiter().GetResult().NextPageToken;
        while (token is not null);
    }
}
