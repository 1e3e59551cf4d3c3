using SinchConv.Api;

namespace SinchConv.Tests;

/// <summary>A clock that stands still until somebody waits, then jumps. Chance is always the same number.</summary>
internal sealed class FakeClock(double chance = 0.5) : Clock
{
    private readonly List<TimeSpan> waits = [];
    private DateTimeOffset now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (waits)
            {
                return [.. waits];
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
        stop.ThrowIfCancellationRequested();
        lock (waits)
        {
            waits.Add(delay);
            now += delay;
        }
        return Task.CompletedTask;
    }

    public override double NextDouble() => chance;

    public void Advance(TimeSpan span)
    {
        lock (waits)
        {
            now += span;
        }
    }
}
