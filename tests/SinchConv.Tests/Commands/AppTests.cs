using SinchConv.Sandbox;

namespace SinchConv.Tests.Commands;

/// <summary>Apps: all in one answer, by ID, or by a name that this side looks for.</summary>
public sealed class AppTests
{
    [Fact]
    public async Task All_apps_take_one_request_and_have_their_properties()
    {
        await using var wire = await WireHost.StartAsync();
        var (outcome, calls) = await wire.WatchAsync("Get-SinchApp");
        Assert.Equal(("apps", ""), (Assert.Single(calls).Route, calls[0].RawQuery));
        var apps = outcome.ShouldBeClean().As<App>();
        Assert.Equal([SandboxProject.ConversationAppId, SandboxProject.DispatchAppId], apps.Select(app => app.AppId));
        var app = apps[0];
        Assert.Equal(("Nordwind Kundendienst ☕", "CONVERSATION"), (app.DisplayName, app.ProcessingMode));
        Assert.Equal((100, 20, 200), (app.RateLimitInbound, app.RateLimitOutbound, app.RateLimitWebhooks));
        Assert.Equal(("CONVERSATION_EXPIRE_POLICY", 180), (app.RetentionType, app.RetentionDays));
        Assert.Equal((17, 500_000), (app.QueueSize, app.QueueLimit));
        Assert.Equal(KnownValues.Channels, app.Channels.Select(channel => channel.Channel));
        Assert.Equal("FAILING", app.Channels.Single(channel => channel.Channel == "KAKAOTALKCHAT").State);
        Assert.Equal("DISPATCH", apps[1].ProcessingMode);
    }

    [Fact]
    public async Task By_ID_each_one_is_a_request_and_an_unknown_one_an_error_of_its_own()
    {
        await using var wire = await WireHost.StartAsync();
        wire.Set("ids", new[] { SandboxProject.DispatchAppId, "nobody", SandboxProject.ConversationAppId });
        foreach (var command in new[] { "Get-SinchApp $ids", "$ids | Get-SinchApp -ThrottleLimit 3" })
        {
            var (outcome, calls) = await wire.WatchAsync(command);
            Assert.Equal([SandboxProject.DispatchAppId, SandboxProject.ConversationAppId], outcome.As<App>().Select(app => app.AppId));
            var error = Assert.Single(outcome.Errors);
            Assert.Equal(("SinchNotFound,SinchConv.Commands.GetSinchAppCommand", "nobody"), (error.FullyQualifiedErrorId, error.TargetObject));
            Assert.All(calls, call => Assert.True(call.IsOn("apps/*", "GET")));
        }
    }

    [Theory]
    [InlineData("nordwind*", 1)]
    [InlineData("*", 2)]
    [InlineData("One-time passcodes", 1)]
    [InlineData("one-TIME*", 1)]
    [InlineData("*none*", 0)]
    public async Task A_name_is_looked_for_on_this_side(string name, int count)
    {
        await using var wire = await WireHost.StartAsync();
        var (outcome, calls) = await wire.WatchAsync($"Get-SinchApp -Name '{name}'");
        Assert.Equal(count, outcome.ShouldBeClean().Output.Count);
        Assert.Equal("", Assert.Single(calls).RawQuery);
    }

    [Fact]
    public async Task A_name_without_wildcards_has_to_be_there()
    {
        await using var wire = await WireHost.StartAsync();
        var outcome = await wire.RunAsync("Get-SinchApp -Name Nordwind | Get-SinchConversation -All");
        Assert.Equal("No app has the name 'Nordwind'.", Assert.Single(outcome.Errors).Exception.Message);
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("Get-SinchContact -First 2 | Get-SinchApp", "has no AppId")]
    [InlineData("Get-Date | Get-SinchApp -Name '*'", "has no AppId")]
    [InlineData("[pscustomobject]@{ AppId = '' } | Get-SinchApp", "The AppId is empty.")]
    public async Task An_input_without_an_app_does_not_list_them_all(string script, string problem)
    {
        await using var wire = await WireHost.StartAsync();
        var (outcome, calls) = await wire.WatchAsync(script);
        Assert.Empty(outcome.Output);
        Assert.All(outcome.Errors, error => Assert.Contains(problem, error.Exception.Message, StringComparison.Ordinal));
        Assert.NotEmpty(outcome.Errors);
        Assert.DoesNotContain(calls, call => call.Route == "apps");
    }
}
