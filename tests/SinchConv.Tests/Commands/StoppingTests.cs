using System.Diagnostics;
using System.Management.Automation;
using SinchConv.Api;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>Ctrl+C, and commands downstream that have enough.</summary>
public sealed class StoppingTests
{
    [Fact]
    public async Task Leaving_a_loop_early_asks_for_no_further_page()
    {
        await using var server = await SinchServer.StartAsync();
        using var host = new Host();
        host.Set("session", Sessions.To(server));
        var outcome = host.Run("""
            foreach ($round in 1) { Get-SinchConversation -Session $session -All | ForEach-Object { $_; break } }
            'the next statement runs'
            """).ShouldBeClean();
        Assert.Equal(2, outcome.Output.Count);
        Assert.Equal("the next statement runs", outcome.Output[1].BaseObject);
        await Task.Delay(200);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task Stopping_further_down_the_page_cancels_the_one_page_ahead()
    {
        await using var server = await SinchServer.StartAsync();
        using var host = new Host();
        host.Set("session", Sessions.To(server));
        using var ahead = new ManualResetEventSlim();
        host.Set("ahead", ahead);
        server.Faults = request =>
        {
            if (request.PageToken is null)
                return null;
            ahead.Set();
            return new Fault.Stall(Stage.BeforeHeaders);
        };
        var watch = Stopwatch.StartNew();
        var outcome = host.Run("""
            $seen = 0
            foreach ($round in 1) { Get-SinchConversation -Session $session -All | ForEach-Object { $_; if (++$seen -eq 5) { $null = $ahead.Wait(20000); break } } }
            'the next statement runs'
            """).ShouldBeClean();
        Assert.Equal(6, outcome.Output.Count);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(2, server.Calls.Count);
        await WaitUntil(() => server.AbandonedCount == 1);
    }

    [Fact]
    public async Task While_a_page_flows_the_next_one_is_under_way_and_no_other()
    {
        await using var server = await SinchServer.StartAsync();
        using var host = new Host();
        host.Set("session", Sessions.To(server));
        host.Set("calls", new Func<int>(() => server.Calls.Count));
        // Behind the first object of each page, the command downstream takes its time.
        var outcome = await Task.Run(() => host.Run("""
            $seen = 0
            Get-SinchConversation -Session $session -First 80 | ForEach-Object {
                if (++$seen % 20 -eq 2) {
                    $wanted = [Math]::Min(4, ($seen + 38) / 20)
                    for ($i = 0; $i -lt 200 -and $calls.Invoke() -lt $wanted; $i++) { [System.Threading.Thread]::Sleep(25) }
                    [System.Threading.Thread]::Sleep(100)
                    $calls.Invoke()
                }
            }
            """));
        Assert.Equal([2, 3, 4, 4], outcome.ShouldBeClean().As<int>());
    }

    [Theory]
    [InlineData(Stage.BeforeHeaders)]
    [InlineData(Stage.AfterHeaders)]
    [InlineData(Stage.MidBody)]
    public async Task Ctrl_C_ends_a_listing_whose_page_hangs(Stage stage)
    {
        await using var server = await SinchServer.StartAsync();
        using var host = new Host();
        host.Set("session", Sessions.To(server));
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Faults = request =>
        {
            if (request.IsToken || request.Number < 2)
                return null;
            hangs.TrySetResult();
            return new Fault.Stall(stage);
        };
        using var engine = PowerShell.Create(host.Runspace);
        engine.AddScript("Get-SinchConversation -Session $session -All");
        var output = new PSDataCollection<PSObject>();
        var run = engine.BeginInvoke<PSObject, PSObject>(null, output);
        await hangs.Task.WaitAsync(TimeSpan.FromSeconds(20));
        // Two pages are out; now the third is awaited.
        await WaitUntil(() => output.Count == 40);
        var watch = Stopwatch.StartNew();
        engine.Stop();
        Assert.Throws<PipelineStoppedException>(() => engine.EndInvoke(run));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal(40, output.Count);
        await WaitUntil(() => server.AbandonedCount == 1);
    }

    [Theory]
    [InlineData("'x' | Stop-SinchConversation -Confirm:$false")]
    [InlineData("Invoke-SinchRequest -Path /x")]
    [InlineData("Measure-SinchConversation")]
    public async Task Ctrl_C_ends_any_command_whose_request_hangs(string command)
    {
        await using var server = await SinchServer.StartAsync();
        using var host = new Host();
        host.Set("session", Sessions.To(server, timeout: TimeSpan.FromSeconds(20)));
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Faults = request =>
        {
            hangs.TrySetResult();
            return new Fault.Stall(Stage.BeforeHeaders);
        };
        using var engine = PowerShell.Create(host.Runspace);
        engine.AddScript($"{command} -Session $session");
        var run = engine.BeginInvoke();
        await hangs.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var watch = Stopwatch.StartNew();
        engine.Stop();
        Assert.Throws<PipelineStoppedException>(() => engine.EndInvoke(run));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Ctrl_C_ends_a_wait_between_two_tries()
    {
        await using var server = await SinchServer.StartAsync();
        using var host = new Host();
        host.Set("session", Sessions.To(server, Clock.System));
        var refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Faults = request =>
        {
            if (request.IsToken)
                return null;
            refused.TrySetResult();
            return new Fault.Answer(429) { Headers = new Dictionary<string, string> { ["Retry-After"] = "90" } };
        };
        using var engine = PowerShell.Create(host.Runspace);
        engine.AddScript("Get-SinchConversation -Session $session -All");
        var run = engine.BeginInvoke();
        await refused.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await Task.Delay(200);
        var watch = Stopwatch.StartNew();
        engine.Stop();
        Assert.Throws<PipelineStoppedException>(() => engine.EndInvoke(run));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Single(server.Calls);
    }

    private static async Task WaitUntil(Func<bool> condition)
    {
        for (var i = 0; i < 400 && !condition(); i++)
            await Task.Delay(25);
        Assert.True(condition());
    }
}
