namespace SinchConv.Api;

/// <summary>Keeps the requests of a session within what the service allows: at most 800 in any second.</summary>
internal sealed class RequestRate(Clock clock)
{
    /// <summary>The service's limit for a project, from its documentation of 429.</summary>
    public const int PerSecond = 800;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly object gate = new();
    // When the latest ones were sent, or will be. Long ago, to begin with.
    private readonly TimeSpan[] sent = [.. Enumerable.Repeat(TimeSpan.FromDays(-1), PerSecond)];
    private int oldest;
    private int underWay;

    /// <summary>
    /// Sends a request when it is its turn. One that is alone only counts: where each request waits for the answer
    /// before, only a service on this very computer could be asked so often.
    /// </summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> send, CallContext call)
    {
        var wait = Enter();
        try
        {
            if (wait > TimeSpan.Zero)
                await clock.DelayAsync(wait, call.Stop).ConfigureAwait(false);
            return await send().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    private TimeSpan Enter()
    {
        lock (gate)
        {
            var isAlone = Interlocked.Increment(ref underWay) == 1;
            var now = clock.Running;
            var turn = !isAlone && sent[oldest] + Second > now ? sent[oldest] + Second : now;
            sent[oldest] = turn;
            oldest = (oldest + 1) % PerSecond;
            return turn - now;
        }
    }
}
