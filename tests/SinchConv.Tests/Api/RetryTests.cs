using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>When a request is repeated, how long it waits before, and when it gives up; on a clock that only waits advance.</summary>
public sealed class RetryTests
{
    private readonly FakeClock clock = new(chance: 0.5);
    private readonly List<Note> notes = [];

    private Task<Page<Conversation>> List(HttpMessageHandler handler, int retries = 5) =>
        Sessions.Over(handler, clock, retries).Client.ListConversationsAsync(new Query(ConversationQuery.App("a")), null, new CallContext(default, notes.Add));

    private static StubHandler Failing(int times, HttpStatusCode status, Action<HttpResponseHeaders>? headers = null) => new((_, number) =>
    {
        var response = StubHandler.Json(number < times ? "" : StubHandler.Anything, number < times ? status : HttpStatusCode.OK);
        if (number < times)
            headers?.Invoke(response.Headers);
        return response;
    });

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_failure_that_may_pass_is_repeated(int status)
    {
        var handler = Failing(3, (HttpStatusCode)status);
        await List(handler);
        Assert.Equal(4, handler.Requests.Count);
        // Half of the ceilings 1, 2 and 4.
        Assert.Equal([0.5, 1, 2], clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(407)]
    [InlineData(409)]
    [InlineData(410)]
    [InlineData(505)]
    public async Task Any_other_failure_is_final(int status)
    {
        var handler = Failing(1, (HttpStatusCode)status);
        var failure = await Assert.ThrowsAsync<SinchException>(() => List(handler));
        Assert.Equal(status, failure.StatusCode);
        Assert.Single(handler.Requests);
        Assert.Empty(clock.Waits);
    }

    [Fact]
    public async Task The_ceilings_double_up_to_thirty_seconds_and_all_waiting_ends_after_two_minutes()
    {
        var always = new FakeClock(chance: 0.999_999);
        var handler = Failing(100, HttpStatusCode.ServiceUnavailable);
        var failure = await Assert.ThrowsAsync<SinchException>(() => Sessions.Over(handler, always, retries: 100).Client.GetConversationAsync("x", Sessions.NoNotes()));
        Assert.Equal([1, 2, 4, 8, 16, 30, 30], always.Waits.Select(wait => Math.Round(wait.TotalSeconds)).Take(7));
        Assert.InRange(always.Waits.Sum(wait => wait.TotalSeconds), 90, 120);
        Assert.Equal(handler.Requests.Count - 1, failure.RetryCount);
    }

    [Fact]
    public async Task Giving_up_says_how_often_it_tried()
    {
        var failure = await Assert.ThrowsAsync<SinchException>(() => List(Failing(100, HttpStatusCode.TooManyRequests), retries: 2));
        Assert.Equal(SinchError.Throttled, failure.Error);
        Assert.Equal(2, failure.RetryCount);
        Assert.Contains("tried 3 times", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public async Task What_an_earlier_try_may_have_done_stays_known(int failures, bool mayBeDone)
    {
        var handler = new StubHandler((_, number) => StubHandler.Json("", number < failures ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.NotFound));
        Assert.Equal(mayBeDone, (await Assert.ThrowsAsync<SinchException>(() => List(handler))).MayRepeatWhatWasDone);
    }

    [Fact]
    public async Task No_retries_means_one_try()
    {
        var handler = Failing(100, HttpStatusCode.ServiceUnavailable);
        await Assert.ThrowsAsync<SinchException>(() => List(handler, retries: 0));
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task Retry_After_in_seconds_is_honoured()
    {
        await List(Failing(1, HttpStatusCode.TooManyRequests, headers => headers.RetryAfter = new(TimeSpan.FromSeconds(17))));
        Assert.Equal([17], clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task Retry_After_as_a_date_is_honoured()
    {
        await List(Failing(1, HttpStatusCode.ServiceUnavailable, headers => headers.RetryAfter = new(clock.UtcNow.AddSeconds(42))));
        Assert.Equal([42], clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Mon, 01 Jan 2024 00:00:00 GMT")]
    [InlineData("soon")]
    [InlineData("-5")]
    public async Task A_Retry_After_that_asks_for_no_wait_gets_the_drawn_one(string value)
    {
        await List(Failing(1, HttpStatusCode.TooManyRequests, headers => headers.TryAddWithoutValidation("Retry-After", value)));
        Assert.Equal([0.5], clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Theory]
    [InlineData("3600", 3600)]
    [InlineData("Thu, 15 Jan 2026 14:00:00 GMT", 7200)]
    [InlineData("2147483647", 31_536_000)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 31_536_000)]
    public async Task A_Retry_After_beyond_two_minutes_ends_it_at_once_and_the_error_tells(string value, int seconds)
    {
        var handler = Failing(1, HttpStatusCode.TooManyRequests, headers => headers.TryAddWithoutValidation("Retry-After", value));
        var failure = await Assert.ThrowsAsync<SinchException>(() => List(handler));
        Assert.Equal(TimeSpan.FromSeconds(seconds), failure.RetryAfter);
        Assert.Contains($"429 Too Many Requests, Retry-After {seconds} s.", failure.Message, StringComparison.Ordinal);
        Assert.Single(handler.Requests);
        Assert.Empty(clock.Waits);
    }

    [Fact]
    public async Task What_is_asked_for_is_as_of_the_failure_and_stays_with_a_copy()
    {
        var until = clock.UtcNow.AddSeconds(50);
        var handler = Failing(9, HttpStatusCode.ServiceUnavailable, headers =>
        {
            headers.RetryAfter = new(until = until.AddSeconds(20));
            headers.Add("x-request-id", "id-7");
        });
        var failure = (await Assert.ThrowsAsync<SinchException>(() => List(handler, retries: 1))).Of([]);
        Assert.Equal([70], clock.Waits.Select(wait => wait.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(20), failure.RetryAfter);
        Assert.Equal(clock.UtcNow, failure.FailedAt);
        Assert.Equal("id-7", failure.RequestId);
    }

    [Fact]
    public async Task A_failure_that_asks_for_no_wait_says_so()
    {
        var failure = await Assert.ThrowsAsync<SinchException>(() => List(Failing(9, HttpStatusCode.TooManyRequests, headers => headers.TryAddWithoutValidation("Retry-After", "0"))));
        Assert.Null(failure.RetryAfter);
        Assert.Null(failure.RequestId);
        Assert.EndsWith("429 Too Many Requests (tried 6 times).", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_wait_leaves_one_note()
    {
        await List(Failing(2, HttpStatusCode.ServiceUnavailable));
        Assert.Equal(["waiting 0.5 s (503), retry 1 of 5", "waiting 1 s (503), retry 2 of 5"], notes.Where(note => note.Wait is not null).Select(note => note.Text));
        Assert.Equal(3, notes.Count(note => note.Text.StartsWith("GET /v1/projects/p1/conversations?app_id=a ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Who_listens_for_waits_only_hears_of_them_as_they_begin_and_of_nothing_else()
    {
        var handler = Failing(1, HttpStatusCode.TooManyRequests, headers => headers.RetryAfter = new(TimeSpan.FromSeconds(20)));
        var call = new CallContext(default, note =>
        {
            Assert.Empty(clock.Waits);
            notes.Add(note);
        })
        { OnlyWaits = true };
        await Sessions.Over(handler, clock).Client.GetConversationAsync("x", call);
        Assert.Equal(new Wait(TimeSpan.FromSeconds(20), "429", Retry: 1, MaximumRetries: 5), Assert.Single(notes).Wait);
        Assert.Equal("waiting 20 s (429), retry 1 of 5", notes[0].Text);
        Assert.False(call.IsHeard);
    }

    [Fact]
    public async Task A_fetch_of_a_token_that_waits_is_heard_of_too()
    {
        var handler = new StubHandler((request, number) => number == 0
            ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
            : StubHandler.Json("""{"access_token":"t","expires_in":3600}"""));
        await Sessions.Over(handler, clock, authentication: SinchAuthentication.OAuth2).AuthenticateAsync(new CallContext(default, notes.Add) { OnlyWaits = true });
        Assert.Equal("waiting 0.5 s (503), retry 1 of 3", Assert.Single(notes).Text);
    }

    [Fact]
    public async Task A_wait_ends_at_once_when_the_call_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        var handler = new StubHandler((_, _) =>
        {
            stop.CancelAfter(50);
            return StubHandler.Json("", HttpStatusCode.ServiceUnavailable);
        });
        var client = Sessions.Over(handler, Clock.System).Client;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (true)
                await client.GetConversationAsync("x", new CallContext(stop.Token));
        });
        Assert.InRange(handler.Requests.Count, 1, 2);
    }

    [Fact]
    public async Task The_total_time_of_waits_counts_against_the_limit_also_when_the_service_asks_for_them()
    {
        var handler = Failing(100, HttpStatusCode.ServiceUnavailable, headers => headers.RetryAfter = new(TimeSpan.FromSeconds(50)));
        await Assert.ThrowsAsync<SinchException>(() => List(handler));
        Assert.Equal("50,50", string.Join(',', clock.Waits.Select(wait => wait.TotalSeconds.ToString(CultureInfo.InvariantCulture))));
    }
}
