using System.Diagnostics;

namespace SinchConv.Api;

/// <summary>Time and chance, as the retry and token rules see them; tests put their own in place.</summary>
internal class Clock
{
    private readonly Random random = new();

    public static Clock System { get; } = new();

    public virtual DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

    /// <summary>A time that only goes forward, from an arbitrary beginning: the clock on the wall may be set back.</summary>
    public virtual TimeSpan Running => TimeSpan.FromSeconds((double)Stopwatch.GetTimestamp() / Stopwatch.Frequency);

    public virtual Task DelayAsync(TimeSpan delay, CancellationToken stop) => Task.Delay(delay, stop);

    /// <summary>A number from 0 up to, but not including, 1.</summary>
    public virtual double NextDouble()
    {
        lock (random)
        {
            return random.NextDouble();
        }
    }
}
