using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>Watch-SinchConversation: how it ends, and what it waits out.</summary>
public sealed class WatchTests
{
    private static async Task<(SinchServer Server, Host Host, FakeClock Clock)> StartAsync()
    {
        var server = await SinchServer.StartAsync();
        var host = new Host();
        var clock = new FakeClock();
        host.Set("session", Sessions.To(server, clock, retries: 0));
        return (server, host, clock);
    }

    // So many rounds after the first, somebody writes.
    private static void WriteInRound(SinchServer server, int round, Func<SeenRequest, Fault?>? faults = null)
    {
        var item = server.Project.Conversations[5];
        server.Faults = request =>
        {
            if (!request.IsToken && request.Number == round)
                server.Project.Receive(item.Id, new DateTime(2026, 7, 1, 0, 0, 0, DateTimeKind.Utc), "Is anybody there?");
            return request.IsToken ? null : faults?.Invoke(request);
        };
    }

    [Fact]
    public async Task Enough_downstream_ends_it_and_a_quiet_round_costs_one_request()
    {
        var (server, host, clock) = await StartAsync();
        await using var _ = server;
        using var __ = host;
        WriteInRound(server, 3);
        var found = await Task.Run(() => host.Run("Watch-SinchConversation -Session $session -IntervalSec 7 | Select-Object -First 1")).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal("Is anybody there?", found.ShouldBeClean().As<Conversation>().Single().LastMessage!.Text);
        Assert.Equal(4, server.Calls.Count);
        Assert.Equal([7, 7, 7], clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_failure_that_may_pass_is_waited_out_and_said(int status)
    {
        var (server, host, clock) = await StartAsync();
        await using var _ = server;
        using var __ = host;
        WriteInRound(server, 2, request => request.Number is 1 or 2 ? new Fault.Answer(status) : null);
        var found = await Task.Run(() => host.Run("Watch-SinchConversation -Session $session -Verbose | Select-Object -First 1")).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Single(found.ShouldBeClean().Output);
        Assert.Equal([5, 10, 20], clock.Waits.Select(wait => wait.TotalSeconds));
        Assert.Contains(found.Verbose, line => line.EndsWith($"waiting 20 s ({status}).", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(403, "SinchPermissionDenied")]
    [InlineData(404, "SinchNotFound")]
    [InlineData(501, "SinchUnavailable")]
    public async Task Another_failure_ends_it(int status, string id)
    {
        var (server, host, _) = await StartAsync();
        await using var __ = server;
        using var ___ = host;
        server.Faults = request => request is { IsToken: false, Number: 2 } ? new Fault.Answer(status) : null;
        var outcome = await Task.Run(() => host.Run("Watch-SinchConversation -Session $session")).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(id + ",SinchConv.Commands.WatchSinchConversationCommand", outcome.TerminatingId);
    }

    [Fact]
    public void Without_a_session_or_with_an_empty_beginning_it_does_not_begin()
    {
        using var host = new Host();
        Assert.Equal("SinchNotConnected,SinchConv.Commands.WatchSinchConversationCommand", host.Run("Watch-SinchConversation").TerminatingId);
        Assert.Contains("The time is empty", host.Run("Watch-SinchConversation -After $null").Terminating!.Exception.Message, StringComparison.Ordinal);
    }
}
