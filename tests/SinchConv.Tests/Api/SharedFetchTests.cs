using System.Net;

namespace SinchConv.Tests.Api;

/// <summary>However many requests want a token at the same time, one fetch is made, and each of them may give up on its own.</summary>
public sealed class SharedFetchTests
{
    private readonly FakeClock clock = new();
    private int fetched;

    private static bool IsToken(HttpRequestMessage request) => request.RequestUri!.Host == "auth.invalid";

    private string NextToken() => $$"""{"access_token":"token{{Interlocked.Increment(ref fetched)}}","expires_in":3600,"token_type":"bearer"}""";

    private SinchSession Session(HttpMessageHandler handler) => Sessions.Over(handler, clock, authentication: SinchAuthentication.OAuth2);

    [Fact]
    public async Task However_many_ask_one_fetch_is_made()
    {
        var open = new TaskCompletionSource();
        var client = Session(new HangingHandler(open.Task, NextToken)).Client;
        // Each comes as far as to wait for the token before the next one begins.
        var calls = Enumerable.Range(0, 32).Select(_ => client.GetConversationAsync("x", Sessions.NoNotes())).ToList();
        open.SetResult();
        await Task.WhenAll(calls);
        Assert.Equal(1, fetched);
    }

    [Fact]
    public async Task Many_requests_that_are_refused_together_renew_once()
    {
        var revoked = 0;
        var handler = new StubHandler((request, _) =>
        {
            if (IsToken(request))
                return StubHandler.Json(NextToken());
            if (request.Headers.Authorization!.Parameter != "token1")
                return StubHandler.Json(StubHandler.Anything);
            Interlocked.Increment(ref revoked);
            return StubHandler.Json("", HttpStatusCode.Unauthorized);
        });
        var session = Session(handler);
        await session.AuthenticateAsync(Sessions.NoNotes());
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => session.Client.GetConversationAsync("x", Sessions.NoNotes()))));
        Assert.Equal(2, fetched);
        Assert.True(revoked > 0);
    }

    [Fact]
    public async Task One_who_stops_waiting_does_not_end_the_fetch_of_the_others()
    {
        var open = new TaskCompletionSource();
        var handler = new HangingHandler(open.Task, NextToken);
        var session = Session(handler);
        using var stop = new CancellationTokenSource();
        var first = session.AuthenticateAsync(Sessions.NoNotes(stop.Token));
        var second = session.AuthenticateAsync(Sessions.NoNotes());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        open.SetResult();
        Assert.True(await second);
        Assert.Equal(1, fetched);
    }

    [Fact]
    public async Task When_nobody_waits_any_more_the_fetch_is_called_off_and_the_next_one_starts_anew()
    {
        var handler = new HangingHandler(new TaskCompletionSource().Task, NextToken);
        var session = Session(handler);
        using var stop = new CancellationTokenSource();
        var only = session.AuthenticateAsync(Sessions.NoNotes(stop.Token));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => only);
        await handler.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10));
        handler.Gate = Task.CompletedTask;
        Assert.True(await session.AuthenticateAsync(Sessions.NoNotes()));
    }

    [Fact]
    public async Task A_fetch_that_an_impatient_one_began_is_retried_for_the_others()
    {
        var open = new TaskCompletionSource();
        var handler = new HangingHandler(open.Task, NextToken) { Refusals = 1 };
        var session = Session(handler);
        var impatient = session.AuthenticateAsync(new(default) { MayRetry = false });
        var patient = session.AuthenticateAsync(Sessions.NoNotes());
        open.SetResult();
        Assert.True(await patient);
        Assert.True(await impatient);
    }

    private sealed class HangingHandler(Task gate, Func<string> token) : HttpMessageHandler
    {
        public Task Gate { get; set; } = gate;

        public int Refusals { get; set; }

        public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                await Gate.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Cancelled.TrySetResult();
                throw;
            }
            return !IsToken(request) ? StubHandler.Json(StubHandler.Anything)
                : Refusals-- > 0 ? StubHandler.Json("", HttpStatusCode.ServiceUnavailable)
                : StubHandler.Json(token());
        }
    }
}
