using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>Shows how far a command is and what it waits for, once it has taken a second, four times a second at most, where somebody can see it.</summary>
internal sealed class CommandProgress(PSCmdlet command)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private TimeSpan next = Silence;
    private TimeSpan latest;
    private string doing = "";
    private int percent = -1;
    private Wait? wait;
    private TimeSpan waitEnds;
    private bool isShown;

    /// <summary>Whether anybody watches.</summary>
    public bool IsSeen { get; } = Audience.IsThere(command);

    /// <summary>How long the command has been running.</summary>
    public TimeSpan Elapsed => watch.Elapsed;

    /// <summary>Notes how far it is, and shows it when it is time to.</summary>
    /// <param name="status">In words.</param>
    /// <param name="done">How much is done.</param>
    /// <param name="of">Of how much; null when nobody knows.</param>
    public void Report(string status, long done, long? of)
    {
        (doing, percent) = (status, of > 0 ? (int)Math.Min(100, done * 100 / of.Value) : -1);
        (latest, wait) = (watch.Elapsed, null);
        Show(doing);
    }

    /// <summary>Notes that a request waits before its next attempt.</summary>
    public void Waits(Wait begun)
    {
        (wait, waitEnds) = (begun, watch.Elapsed + begun.Length);
        Tick();
    }

    /// <summary>Shows that nothing has come for a while, and why.</summary>
    public void Tick()
    {
        var left = waitEnds - watch.Elapsed;
        if (wait is not null && left > TimeSpan.Zero)
            Show(Join(doing, (wait with { Length = TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds)) }).ToString()));
        else if (watch.Elapsed - latest >= Silence)
            Show(Join(doing, FormattableString.Invariant($"no answer for {(watch.Elapsed - latest).TotalSeconds:0} s")));
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

    private void Show(string status)
    {
        if (!IsSeen || watch.Elapsed < next)
            return;
        next = watch.Elapsed + Interval;
        isShown = true;
        command.WriteProgress(new ProgressRecord(0, command.MyInvocation.MyCommand.Name, status) { PercentComplete = percent });
    }

    private static string Join(string doing, string waiting) => doing.Length == 0 ? waiting : string.Format(CultureInfo.InvariantCulture, "{0}; {1}", doing, waiting);
}
