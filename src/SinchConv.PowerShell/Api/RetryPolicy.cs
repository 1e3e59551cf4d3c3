using System.Net;

namespace SinchConv.Api;

/// <summary>
/// Repeats a request that may be repeated: on 408, 429, 500, 501, 502, 503, 504 and on network failures. It waits as
/// <c>Retry-After</c> asks, else an evenly drawn part of a ceiling that grows with each retry ("full jitter"). While one
/// request waits because of a 429, the others wait too.
/// </summary>
/// <param name="clock">Time and chance.</param>
/// <param name="maximumRetries">How often to repeat.</param>
/// <param name="ceilingSeconds">The longest wait before each retry, counted from 0, where the service asks for none.</param>
/// <param name="disconnected">Ends waits with the error NotConnected.</param>
internal sealed class RetryPolicy(Clock clock, int maximumRetries, Func<int, double> ceilingSeconds, CancellationToken disconnected)
{
    /// <summary>The most that one request spends waiting between its attempts.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    // A host that has never answered and is not found has most likely a wrong name, which no waiting puts right.
    private static readonly TimeSpan LongestWaitForName = TimeSpan.FromSeconds(2);

    private const HttpStatusCode Throttled = (HttpStatusCode)429;

    private readonly object gate = new();
    private TimeSpan pausedUntil;
    private volatile bool hasAnswered;

    /// <summary>For API calls: ceilings of 1, 2, 4, 8, 16, then 30 seconds.</summary>
    public static RetryPolicy ForRequests(Clock clock, int maximumRetries, CancellationToken disconnected) =>
        new(clock, maximumRetries, retry => Math.Min(30, Math.Pow(2, retry)), disconnected);

    /// <summary>For the token service: ceilings of 1, 4 and 16 seconds, wide enough for its bucket of 10 calls per second.</summary>
    public static RetryPolicy ForTokens(Clock clock, int maximumRetries, CancellationToken disconnected) =>
        new(clock, Math.Min(3, maximumRetries), retry => Math.Pow(4, retry), disconnected);

    /// <summary>Runs attempts until one brings an answer that is not worth repeating, or the limits are reached.</summary>
    /// <param name="attempt">One attempt.</param>
    /// <param name="call">Whose call it is.</param>
    /// <param name="mayRepeat">Whether doing it twice is as good as doing it once; else it is repeated only where it cannot have been done.</param>
    /// <returns>The last answer, whatever its status.</returns>
    public async Task<Answer> RunAsync(Func<Task<Answer>> attempt, CallContext call, bool mayRepeat = true)
    {
        var waited = TimeSpan.Zero;
        var own = TimeSpan.MinValue;
        var mayBeDone = false;
        for (var retry = 0; ; retry++)
        {
            Answer? answer = null;
            NetworkFault? fault = null;
            waited += await PauseAsync(own, LongestWait - waited, call).ConfigureAwait(false);
            try
            {
                answer = await attempt().ConfigureAwait(false);
                hasAnswered = true;
                answer.RetryCount = retry;
                answer.MayRepeatWhatWasDone = mayBeDone;
                answer.ReceivedAt = clock.UtcNow;
                if (!IsTransient(answer.Status))
                    return answer;
            }
            catch (NetworkFault caught)
            {
                fault = caught;
            }
            var delay = Delay(answer, retry);
            var longest = fault is { IsUnknownName: true } && !hasAnswered ? LongestWaitForName : LongestWait;
            var isLast = retry >= maximumRetries || !call.MayRetry || waited + delay > longest || fault is { MayRetry: false };
            mayBeDone |= answer?.Status != Throttled && fault is not { WasNeverSent: true };
            isLast |= mayBeDone && !mayRepeat;
            if (isLast && fault is null)
                return answer!;
            if (isLast)
                throw fault!.ToException(retry);
            var reason = fault is null ? $"{(int)answer!.Status}" : "no answer";
            if (answer?.Status == Throttled)
                own = Pause(delay);
            answer?.Dispose();
            call.Wait(new Wait(delay, reason, retry + 1, maximumRetries));
            await WaitAsync(delay, call).ConfigureAwait(false);
            waited += delay;
        }
    }

    private async Task WaitAsync(TimeSpan delay, CallContext call)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(call.Stop, disconnected);
        try
        {
            await clock.DelayAsync(delay, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!call.Stop.IsCancellationRequested)
        {
            throw Transport.WasDisconnected(e);
        }
    }

    private TimeSpan Pause(TimeSpan delay)
    {
        lock (gate)
        {
            var until = clock.Running + delay;
            if (until > pausedUntil)
                pausedUntil = until;
            return until;
        }
    }

    /// <summary>Waits while others wait because of a 429, but no longer than is left: what the service says then counts.</summary>
    /// <param name="own">When the request's own wait ended: what does not go beyond it is no wait of others.</param>
    /// <param name="left">The most to wait.</param>
    /// <param name="call">The call that waits.</param>
    /// <returns>How long it waited.</returns>
    private async Task<TimeSpan> PauseAsync(TimeSpan own, TimeSpan left, CallContext call)
    {
        var waited = TimeSpan.Zero;
        while (call.MayRetry && PauseBeyond(own) is { } pause && waited + pause <= left)
        {
            call.Wait(new Wait(pause, "429 for another request", Retry: 0, maximumRetries));
            await WaitAsync(pause, call).ConfigureAwait(false);
            waited += pause;
        }
        return waited;
    }

    private TimeSpan? PauseBeyond(TimeSpan own)
    {
        lock (gate)
        {
            var rest = pausedUntil > own ? pausedUntil - clock.Running : TimeSpan.Zero;
            // Up to a second more, so that the requests that wait together do not all go out at the same moment.
            return rest > TimeSpan.Zero ? rest + TimeSpan.FromSeconds(clock.NextDouble()) : null;
        }
    }

    /// <summary>How an error message says that it was not the first try; empty when it was.</summary>
    public static string After(int retries) => retries switch
    {
        0 => "",
        1 => " (tried twice)",
        _ => $" (tried {retries + 1} times)",
    };

    private static bool IsTransient(HttpStatusCode status) => (int)status is 408 or 429 or 500 or 501 or 502 or 503 or 504;

    // A service that asks for no wait at all still gets the drawn one: hammering it helps nobody.
    private TimeSpan Delay(Answer? answer, int retry) =>
        answer?.AskedWait ?? TimeSpan.FromSeconds(ceilingSeconds(retry) * clock.NextDouble());
}
