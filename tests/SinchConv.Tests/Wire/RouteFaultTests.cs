namespace SinchConv.Tests.Wire;

/// <summary>The faults that matter, over real HTTP, on every route that the module uses.</summary>
public sealed class RouteFaultTests
{
    private static readonly SinchConv.Sandbox.SandboxProject Samples = SinchConv.Sandbox.SandboxProject.Create(60);

    // Of the same project each time.
    private static readonly Lazy<Task<IReadOnlyList<string>>> Entries = new(async () =>
    {
        await using var wire = await WireHost.StartAsync(Samples);
        return (await wire.RunAsync("(Get-SinchMessage -First 1).MessageId; (Get-SinchConversation -First 60 | Get-SinchConversationEvent -First 1 | Select-Object -First 1).EventId")).As<string>();
    });

    public static TheoryData<string, string> All => [.. from route in RouteTable.Routes
                                                        from fault in RouteTable.Faults
                                                        select new TheoryDataRow<string, string>(route.Name, fault.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task On_a_route(string routeName, string faultName)
    {
        var route = RouteTable.Routes.Single(candidate => candidate.Name == routeName);
        var fault = RouteTable.Faults.Single(candidate => candidate.Name == faultName);
        await using var wire = await WireHost.StartAsync(SinchConv.Sandbox.SandboxProject.Create(60), TimeSpan.FromSeconds(faultName == "stall" ? 1 : 30));
        var conversation = Samples.Conversations[0];
        wire.Set("id", conversation.Id);
        wire.Set("contact", conversation.ContactId);
        wire.Set("app", conversation.AppId);
        wire.Set("message", (await Entries.Value)[0]);
        wire.Set("happened", (await Entries.Value)[1]);
        var attempts = 0;
        wire.Server.Faults = request => request.IsOn(route.Route, route.Method) ? fault.Make(attempts++) : null;
        var (outcome, calls) = await wire.WatchAsync(route.Command);
        var error = outcome.Terminating ?? outcome.Errors.SingleOrDefault();
        Assert.True(error is null or { Exception: SinchException }, $"{error?.Exception}");
        Assert.Equal(RouteTable.Wanted(route, faultName), (error?.FullyQualifiedErrorId.Split(',')[0] ?? "", calls.Count(call => call.IsOn(route.Route, route.Method))));
    }

    [Fact]
    public async Task The_documentation_shows_this_very_table()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Built.Path("Documentation"), "reliability.md"));
        Assert.Contains(RouteTable.ToMarkdown(), text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
