using SinchConv.Api;

namespace SinchConv.Tests;

/// <summary>A clock that stands still, and lets nobody's wait end, until the test says so. Chance is always a half.</summary>
internal sealed class HeldClock : Clock
{
    private readonly List<(TimeSpan Delay, DateTimeOffset Due, TaskCompletionSource End)> waits = [];
    private DateTimeOffset now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The waits that have not ended, in seconds.</summary>
    public IReadOnlyList<double> Waits
    {
        get
        {
            lock (waits)
            {
                return [.. waits.Select(wait => wait.Delay.TotalSeconds)];
            }
        }
    }

    public override DateTimeOffset UtcNow
    {
        get
        {
            lock (waits)
            {
                return now;
            }
        }
    }

    public override TimeSpan Running => UtcNow - DateTimeOffset.UnixEpoch;

    public override Task DelayAsync(TimeSpan delay, CancellationToken stop)
    {
        var end = new TaskCompletionSource();
        lock (waits)
        {
            waits.Add((delay, now + delay, end));
        }
        return end.Task.WaitAsync(stop);
    }

    public override double NextDouble() => 0.5;

    /// <summary>Lets time pass until the next wait is over. What follows it runs before this returns.</summary>
    /// <param name="early">How much too early it ends, as timers do that count in other steps than the clock.</param>
    public void EndNext(TimeSpan early = default)
    {
        TaskCompletionSource end;
        lock (waits)
        {
            var next = waits.MinBy(wait => wait.Due);
            waits.Remove(next);
            (_, now, end) = (next.Delay, next.Due - early, next.End);
        }
        end.SetResult();
    }
}
