using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>Shows how far a listing is, once it has taken a second, four times a second at the most, where somebody can see it.</summary>
internal sealed class ListingProgress(PSCmdlet command)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly bool isSeen = Audience.IsThere(command);
    private TimeSpan next = Silence;
    private long pages;
    private long before;
    private long latest;
    private bool isShown;

    /// <summary>Notes that a listing begins; what the ones before it brought counts in the rate.</summary>
    public void Begin() => (before, latest) = (before + latest, 0);

    /// <summary>Notes a page, and shows it when it is time to.</summary>
    public void Report(long done, long limit, long? total)
    {
        pages++;
        latest = done;
        var elapsed = watch.Elapsed;
        if (!isSeen || elapsed < next)
            return;
        next = elapsed + Interval;
        isShown = true;
        var of = total is > 0 ? Math.Min(total.Value, limit) : limit == long.MaxValue ? (long?)null : limit;
        var status = string.Format(
            CultureInfo.InvariantCulture,
            of is null ? "{0} objects, page {2}, {3:0} per second" : "{0} of {1}, page {2}, {3:0} per second",
            done,
            of,
            pages,
            (before + done) / elapsed.TotalSeconds);
        command.WriteProgress(new ProgressRecord(0, command.MyInvocation.MyCommand.Name, status)
        {
            PercentComplete = of > 0 ? (int)Math.Min(100, done * 100 / of.Value) : -1,
        });
    }

    /// <summary>Takes the display away again.</summary>
    public void Complete()
    {
        // After Ctrl+C nothing can be written any more, and the host clears its display itself.
        if (!isShown || command.Stopping)
            return;
        isShown = false;
        command.WriteProgress(new ProgressRecord(0, command.MyInvocation.MyCommand.Name, "done") { RecordType = ProgressRecordType.Completed });
    }
}
