using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>What requests of one session owe each other: no more than 800 in a second, and a pause for all after a 429 for one.</summary>
public sealed class RateTests
{
    private static readonly Query Query = new(ConversationQuery.App("a"));

    private readonly HeldClock clock = new();
    private readonly List<string> notes = [];

    private CallContext Noted() => new(default, note =>
    {
        if (!note.IsDetail)
            notes.Add(note.Text);
    });

    private static HttpResponseMessage Throttled(int seconds) => Failed((HttpStatusCode)429, seconds);

    private static HttpResponseMessage Failed(HttpStatusCode status, int seconds)
    {
        var answer = StubHandler.Json("", status);
        answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));
        return answer;
    }

    [Fact]
    public async Task One_429_makes_the_other_requests_wait_and_a_little_longer()
    {
        var handler = new StubHandler((_, number) => number == 0 ? Throttled(9) : StubHandler.Json("{}"));
        var client = Sessions.Over(handler, clock).Client;
        var first = client.ListConversationsAsync(Query, null, Noted());
        notes.Clear();
        var second = client.ListConversationsAsync(Query, null, Noted());
        Assert.Equal([9, 9.5], clock.Waits);
        Assert.Equal(["waiting 9.5 s (429 for another request)"], notes);
        Assert.Single(handler.Requests);
        clock.EndNext();
        await first;
        clock.EndNext();
        await second;
        Assert.Equal(3, handler.Requests.Count);
    }

    [Fact]
    public async Task A_pause_that_was_prolonged_meanwhile_is_waited_for_too()
    {
        var handler = new StubHandler((_, number) => number < 2 ? Throttled(9) : StubHandler.Json("{}"));
        var client = Sessions.Over(handler, clock).Client;
        var first = client.ListConversationsAsync(Query, null, Sessions.NoNotes());
        var second = client.ListConversationsAsync(Query, null, Sessions.NoNotes());
        clock.EndNext();
        // The first was told to wait once more; the second looks again half a second later.
        Assert.Equal([9.5, 9], clock.Waits);
        clock.EndNext();
        Assert.Equal([9, 9], clock.Waits);
        clock.EndNext();
        await first;
        clock.EndNext();
        await second;
        await client.ListConversationsAsync(Query, null, Sessions.NoNotes());
        Assert.Equal(5, handler.Requests.Count);
    }

    [Fact]
    public async Task A_wait_of_ones_own_that_ends_too_early_is_no_reason_to_wait_for_others()
    {
        var handler = new StubHandler((_, number) => number == 0 ? Throttled(9) : StubHandler.Json("{}"));
        var only = Sessions.Over(handler, clock).Client.ListConversationsAsync(Query, null, Sessions.NoNotes());
        clock.EndNext(early: TimeSpan.FromMilliseconds(1));
        Assert.Empty(clock.Waits);
        await only;
    }

    [Fact]
    public async Task Waiting_for_others_counts_in_the_two_minutes()
    {
        var handler = new StubHandler((_, number) => number switch { 0 => Throttled(100), 1 => StubHandler.Json("{}"), _ => Throttled(30) });
        var client = Sessions.Over(handler, clock).Client;
        var first = client.ListConversationsAsync(Query, null, Sessions.NoNotes());
        var second = client.ListConversationsAsync(Query, null, Sessions.NoNotes());
        clock.EndNext();
        await first;
        clock.EndNext();
        // 100.5 seconds were spent; 30 more would be too many.
        var failure = await Assert.ThrowsAsync<SinchException>(() => second);
        Assert.Equal(SinchError.Throttled, failure.Error);
        Assert.Empty(clock.Waits);
    }

    [Fact]
    public async Task A_request_that_may_wait_no_longer_goes_out_and_hears_what_the_service_says()
    {
        var handler = new StubHandler((_, number) => number switch { 0 => Throttled(70), 1 => Throttled(50), _ => StubHandler.Json("{}") });
        var client = Sessions.Over(handler, clock).Client;
        var first = client.ListConversationsAsync(Query, null, Sessions.NoNotes());
        var second = client.ListConversationsAsync(Query, null, Sessions.NoNotes());
        clock.EndNext();
        clock.EndNext();
        // 70.5 seconds were spent, and 50 more would be too many.
        Assert.Equal([50], clock.Waits);
        await second;
        clock.EndNext();
        await first;
    }

    [Fact]
    public async Task Waits_of_ones_own_count_before_those_for_others()
    {
        var handler = new StubHandler((_, number) => number switch
        {
            0 => Failed(HttpStatusCode.ServiceUnavailable, 100),
            1 => Failed(HttpStatusCode.ServiceUnavailable, 80),
            2 => Throttled(40),
            _ => StubHandler.Json("{}"),
        });
        var client = Sessions.Over(handler, clock).Client;
        var first = client.ListConversationsAsync(Query, null, Sessions.NoNotes());
        var second = client.ListConversationsAsync(Query, null, Sessions.NoNotes());
        clock.EndNext();
        clock.EndNext();
        // 100 seconds were spent, and 20.5 more would be too many.
        Assert.Equal([40], clock.Waits);
        await first;
        clock.EndNext();
        await second;
    }

    [Fact]
    public async Task Disconnecting_ends_the_waits_at_once()
    {
        using var session = Sessions.Over(new StubHandler((_, _) => Throttled(100)), clock);
        var first = session.Client.ListConversationsAsync(Query, null, Sessions.NoNotes());
        var second = session.Client.ListConversationsAsync(Query, null, Sessions.NoNotes());
        Assert.Equal(2, clock.Waits.Count);
        session.Dispose();
        Assert.Equal(SinchError.NotConnected, (await Assert.ThrowsAsync<SinchException>(() => first.WaitAsync(TimeSpan.FromSeconds(10)))).Error);
        Assert.Equal(SinchError.NotConnected, (await Assert.ThrowsAsync<SinchException>(() => second.WaitAsync(TimeSpan.FromSeconds(10)))).Error);
    }

    [Fact]
    public async Task The_801st_request_under_way_waits_for_its_second()
    {
        var open = new TaskCompletionSource();
        var client = Sessions.Over(new GatedHandler(open.Task), clock).Client;
        var all = Enumerable.Range(0, RequestRate.PerSecond + 1).Select(_ => client.ListConversationsAsync(Query, null, Sessions.NoNotes())).ToList();
        Assert.Equal([1], clock.Waits);
        clock.EndNext();
        open.SetResult();
        await Task.WhenAll(all);
    }

    [Fact]
    public async Task Requests_that_follow_each_other_wait_for_nothing_but_their_answers()
    {
        var client = Sessions.Over(new GatedHandler(Task.CompletedTask), clock).Client;
        for (var i = 0; i < 2 * RequestRate.PerSecond; i++)
            await client.ListConversationsAsync(Query, null, Sessions.NoNotes());
        Assert.Empty(clock.Waits);
    }

    [Fact]
    public async Task No_second_has_more_than_800_requests()
    {
        var moving = new FakeClock();
        var rate = new RequestRate(moving);
        // One that never ends, so that none of the others is alone.
        var open = new TaskCompletionSource<bool>();
        var other = rate.RunAsync(() => open.Task, Sessions.NoNotes());
        var sent = new List<DateTimeOffset>();
        for (var i = 0; i < 5_000; i++)
        {
            sent.Add(await rate.RunAsync(() => Task.FromResult(moving.UtcNow), Sessions.NoNotes()));
            moving.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond / (i % 3 == 0 ? 2 : 10)));
        }
        open.SetResult(true);
        await other;
        for (var i = RequestRate.PerSecond; i < sent.Count; i++)
            Assert.True(sent[i] - sent[i - RequestRate.PerSecond] >= TimeSpan.FromSeconds(1), i.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_keeps_nobody_waiting()
    {
        var jumping = new JumpingClock();
        var rate = new RequestRate(jumping);
        for (var i = 0; i < RequestRate.PerSecond; i++)
            await rate.RunAsync(() => Task.FromResult(0), Sessions.NoNotes());
        jumping.Offset = TimeSpan.FromHours(-1);
        var open = new TaskCompletionSource<int>();
        var other = rate.RunAsync(() => open.Task, Sessions.NoNotes());
        await rate.RunAsync(() => Task.FromResult(0), Sessions.NoNotes());
        open.SetResult(0);
        await other;
        Assert.All(jumping.Waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    private sealed class GatedHandler(Task gate) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await gate.WaitAsync(cancellationToken);
            return StubHandler.Json("{}");
        }
    }

    /// <summary>The real time, but for the clock on the wall, and waits that take none.</summary>
    private sealed class JumpingClock : Clock
    {
        public TimeSpan Offset { get; set; }

        public List<TimeSpan> Waits { get; } = [];

        public override DateTimeOffset UtcNow => base.UtcNow + Offset;

        public override Task DelayAsync(TimeSpan delay, CancellationToken stop)
        {
            Waits.Add(delay);
            return Task.CompletedTask;
        }
    }
}
