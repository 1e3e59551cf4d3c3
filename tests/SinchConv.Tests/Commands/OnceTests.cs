using System.Net;
using System.Net.Sockets;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>What must not be done twice is not sent again after a failure that leaves open whether it was done; all else is.</summary>
public sealed class OnceTests
{
    private const string Create = "New-SinchConversation -ContactId $contact -State Inactive";
    private const string Post = "Invoke-SinchRequest \"conversations/$($one):inject-message\" -Method POST -Body @{ app_message = @{ text_message = @{ text = 'x' } } }";
    private const string Patch = "Invoke-SinchRequest conversations/$one -Method PATCH -Query @{ update_mask = 'correlation_id' } -Body @{ correlation_id = 'x' }";

    private static readonly Dictionary<string, Fault> Faults = new()
    {
        ["500"] = new Fault.Answer(500),
        ["503"] = new Fault.Answer(503),
        ["408"] = new Fault.Answer(408),
        ["429"] = new Fault.Answer(429),
        ["reset before"] = new Fault.Reset(Stage.BeforeHeaders),
        ["reset amid"] = new Fault.Reset(Stage.MidBody),
        ["stall"] = new Fault.Stall(Stage.BeforeHeaders),
        ["no JSON"] = new Fault.Answer(200, """{"id":"x","""),
    };

    private static async Task<WireHost> StartAsync()
    {
        var wire = await WireHost.StartAsync(timeout: TimeSpan.FromSeconds(2));
        var one = wire.Project.Conversations[0];
        wire.Set("one", one.Id);
        wire.Set("contact", one.ContactId);
        return wire;
    }

    [Theory]
    [InlineData(Create, "500")]
    [InlineData(Create, "408")]
    [InlineData(Create, "reset before")]
    [InlineData(Create, "reset amid")]
    [InlineData(Create, "stall")]
    [InlineData(Create, "no JSON")]
    [InlineData(Post, "503")]
    [InlineData(Post, "reset before")]
    [InlineData(Patch, "500")]
    public async Task After_an_ambiguous_failure_it_is_not_sent_again_and_the_error_says_so(string command, string fault)
    {
        await using var wire = await StartAsync();
        wire.Server.Faults = request => request is { IsToken: false, Number: 0 } ? Faults[fault] : null;
        var (outcome, calls) = await wire.WatchAsync(command);
        Assert.Single(calls);
        Assert.StartsWith("Sinch may have done it all the same", Assert.Single(outcome.Errors).ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Create)]
    [InlineData(Post)]
    [InlineData(Patch)]
    public async Task After_an_ambiguous_failure_of_the_last_try_it_is_not_sent_again_either(string command)
    {
        await using var wire = await StartAsync();
        wire.Server.Faults = request => request.IsToken ? null : request.Number < 2 ? Faults["429"] : Faults["503"];
        var (_, calls) = await wire.WatchAsync(command);
        Assert.Equal(3, calls.Count);
    }

    [Theory]
    [InlineData(Create)]
    [InlineData(Post)]
    [InlineData(Patch)]
    public async Task After_429_it_is_sent_again(string command)
    {
        await using var wire = await StartAsync();
        wire.Server.Faults = request => request is { IsToken: false, Number: 0 } ? Faults["429"] : null;
        var (outcome, calls) = await wire.WatchAsync(command);
        Assert.Null(outcome.Terminating);
        Assert.Equal(2, calls.Count);
        Assert.Equal(calls[0].Body, calls[1].Body);
    }

    [Theory]
    [InlineData("Stop-SinchConversation $one -Confirm:$false")]
    [InlineData("Set-SinchConversation $one -CorrelationId x")]
    [InlineData("Remove-SinchConversation $one -Confirm:$false")]
    [InlineData("Invoke-SinchRequest conversations/$one -Method DELETE")]
    public async Task What_may_be_done_twice_is_sent_again(string command)
    {
        foreach (var fault in new[] { "500", "reset before", "reset amid", "stall" })
        {
            await using var wire = await StartAsync();
            wire.Server.Faults = request => request is { IsToken: false, Number: 0 } ? Faults[fault] : null;
            var (outcome, calls) = await wire.WatchAsync(command);
            Assert.Equal(2, calls.Count);
            if (!command.StartsWith("Invoke", StringComparison.Ordinal))
                outcome.ShouldBeClean();
        }
    }

    [Fact]
    public async Task A_deletion_whose_answer_was_lost_is_a_success()
    {
        await using var wire = await StartAsync();
        var id = wire.Project.Conversations[0].Id;
        // Done, and then no answer to it: the second request finds nothing any more.
        wire.Server.Faults = request =>
        {
            if (!request.IsOn("conversations/*", "DELETE") || request.NumberOnRoute > 0)
                return null;
            wire.Project.Remove(id);
            return new Fault.Reset(Stage.BeforeHeaders);
        };
        var (outcome, calls) = await wire.WatchAsync("Remove-SinchConversation $one -Confirm:$false");
        outcome.ShouldBeClean();
        Assert.Equal(2, calls.Count);
    }

    [Fact]
    public async Task One_that_was_throttled_and_then_not_found_was_never_there()
    {
        await using var wire = await StartAsync();
        wire.Server.Faults = request => request is { IsToken: false, Number: 0 } ? Faults["429"] : null;
        var error = Assert.Single((await wire.RunAsync("Remove-SinchConversation none -Confirm:$false")).Errors);
        Assert.StartsWith("SinchNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_could_not_be_had_leaves_nothing_open()
    {
        await using var wire = await StartAsync();
        wire.Server.Faults = request => request.IsToken ? Faults["503"] : null;
        var outcome = await wire.RunAsync(Create);
        var error = outcome.Terminating ?? Assert.Single(outcome.Errors);
        Assert.StartsWith("SinchUnavailable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("may have done it", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_closes_under_a_request_does_not_send_it_again_by_itself()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var posts = 0;
        // Answers the first request of each connection, and closes it in the face of the second one.
        _ = Task.Run(async () =>
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                using var reader = new StreamReader(client.GetStream());
                for (var request = 0; request < 2; request++)
                {
                    var line = await reader.ReadLineAsync() ?? "";
                    while (await reader.ReadLineAsync() is { Length: > 0 })
                    {
                    }
                    if (line.StartsWith("POST", StringComparison.Ordinal))
                        Interlocked.Increment(ref posts);
                    if (request == 0)
                        await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray());
                }
            }
        });
        using var session = new SinchSession(
            new SessionSettings { ProjectId = "p", ApiUri = new Uri($"http://{listener.LocalEndpoint}/"), Authentication = SinchAuthentication.Basic, KeyId = "k", Secret = "s" },
            WireHandler.Create(),
            new FakeClock());
        using var host = new Host();
        host.Set("session", session);
        var outcome = await Task.Run(() => host.Run("$null = Invoke-SinchRequest x -Session $session; Invoke-SinchRequest x:do -Method POST -Session $session"));
        Assert.StartsWith("SinchUnavailable,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(1, posts);
    }
}
