using System.Net;
using System.Net.Sockets;
using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>When a request that got no answer is repeated; on a clock that only waits advance.</summary>
public sealed class NetworkRetryTests
{
    private readonly FakeClock clock = new(chance: 0.5);

    private Task<Page<Conversation>> List(HttpMessageHandler handler, int retries = 5) =>
        Sessions.Over(handler, clock, retries).Client.ListConversationsAsync(new Query(ConversationQuery.App("a")), null, Sessions.NoNotes());

    [Fact]
    public async Task Network_failures_are_repeated_and_keep_their_words()
    {
        var handler = new StubHandler((_, _) => throw new HttpRequestException("outer", new IOException("connection cut")));
        var failure = await Assert.ThrowsAsync<SinchException>(() => List(handler, retries: 3));
        Assert.Equal(SinchError.Unavailable, failure.Error);
        Assert.Equal(4, handler.Requests.Count);
        Assert.Contains("api.invalid", failure.Message, StringComparison.Ordinal);
        Assert.Contains("connection cut", failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.StatusCode);
    }

    [Fact]
    public async Task A_wait_after_no_answer_says_so()
    {
        var notes = new List<Note>();
        var handler = new StubHandler((_, number) => number > 0 ? StubHandler.Json(StubHandler.Anything) : throw new HttpRequestException("outer", new IOException("connection cut")));
        await Sessions.Over(handler, clock).Client.GetConversationAsync("x", new CallContext(default, notes.Add) { OnlyWaits = true });
        Assert.Equal("waiting 0.5 s (no answer), retry 1 of 5", Assert.Single(notes).Text);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_not_tried_again()
    {
        var handler = new StubHandler((_, _) => throw new HttpRequestException("outer", new System.Security.Authentication.AuthenticationException("UntrustedRoot")));
        var failure = await Assert.ThrowsAsync<SinchException>(() => List(handler));
        Assert.Equal(SinchError.Unavailable, failure.Error);
        Assert.Single(handler.Requests);
        Assert.Equal(NetworkCause.Untrusted, failure.Cause);
    }

    public static TheoryData<Exception> NamesNotFound =>
    [
        new SocketException((int)SocketError.HostNotFound),
        new SocketException((int)SocketError.NoData),
        new SocketException((int)SocketError.TryAgain),
        // As .NET Framework says it.
        new WebException("not resolved", WebExceptionStatus.NameResolutionFailure),
    ];

    [Theory]
    [MemberData(nameof(NamesNotFound))]
    public async Task A_name_that_is_not_found_gets_two_seconds_of_patience(Exception cause)
    {
        foreach (var (chance, waits) in new[] { (0.5, (double[])[0.5, 1]), (0.999, [0.999]) })
        {
            var time = new FakeClock(chance);
            var handler = new StubHandler((_, _) => throw new HttpRequestException("outer", cause));
            var failure = await Assert.ThrowsAsync<SinchException>(() => Sessions.Over(handler, time).Client.GetConversationAsync("x", Sessions.NoNotes()));
            Assert.Equal(NetworkCause.UnknownHost, failure.Cause);
            Assert.StartsWith("The host api.invalid could not be found (tried ", failure.Message, StringComparison.Ordinal);
            Assert.Equal(waits, time.Waits.Select(wait => wait.TotalSeconds));
        }
    }

    [Fact]
    public async Task A_name_that_was_found_before_gets_the_patience_of_any_failure()
    {
        var handler = new StubHandler((_, number) => number == 0
            ? StubHandler.Json(StubHandler.Anything)
            : throw new HttpRequestException("outer", new SocketException((int)SocketError.HostNotFound)));
        var client = Sessions.Over(handler, clock).Client;
        await client.GetConversationAsync("x", Sessions.NoNotes());
        await Assert.ThrowsAsync<SinchException>(() => client.GetConversationAsync("x", Sessions.NoNotes()));
        Assert.Equal([0.5, 1, 2, 4, 8], clock.Waits.Select(wait => wait.TotalSeconds));
    }
}
