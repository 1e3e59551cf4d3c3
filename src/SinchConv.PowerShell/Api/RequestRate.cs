namespace SinchConv.PowerShell.Api;

/// <summary>
/// Keeps the concurrent requests of a session within what the service allows: at most 800 in any second, and none while
/// one of them was told to wait.
/// </summary>
internal sealed class RequestRate(Clock clock)
{
    /// <summary>The service's limit for a project, from its documentation of 429.</summary>
    public const int PerSecond = 800;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly object gate = new();
    private readonly DateTimeOffset[] sent = new DateTimeOffset[PerSecond];
    private int oldest;
    private DateTimeOffset pausedUntil;

    /// <summary>Lets no request out for a while, because the service throttles.</summary>
    public void Pause(TimeSpan wait)
    {
        lock (gate)
        {
            var until = clock.UtcNow + wait;
            if (until > pausedUntil)
                pausedUntil = until;
        }
    }

    /// <summary>Waits for the turn of a request. One that is alone only counts: going from page to page, it cannot reach the limit.</summary>
    public Task EnterAsync(Call call)
    {
        var wait = Reserve(call.IsConcurrent);
        return wait > TimeSpan.Zero ? clock.DelayAsync(wait, call.Stop) : Task.CompletedTask;
    }

    private TimeSpan Reserve(bool isConcurrent)
    {
        lock (gate)
        {
            var now = clock.UtcNow;
            var turn = pausedUntil > now ? pausedUntil : now;
            if (isConcurrent && sent[oldest] + Second > turn)
                turn = sent[oldest] + Second;
            sent[oldest] = turn;
            oldest = (oldest + 1) % PerSecond;
            return turn - now;
        }
    }
}
