using System.Globalization;
using System.Management.Automation;
using SinchConv.PowerShell.Api;

namespace SinchConv.PowerShell.Commands;

/// <summary>A command that lists: how many objects, the page loop, and the warning when the default number cut the list.</summary>
public abstract class SinchListCommand<T> : SinchSessionCommand
{
    /// <summary>The name of the parameter set of listings.</summary>
    private protected const string ListSet = "List";

    /// <summary>How many objects come when neither -First nor -All is given.</summary>
    private const long DefaultFirst = 100;

    /// <summary>
    /// How many objects to get at the most, for each input. 100 when neither -First nor -All is given; a warning tells
    /// when that cut the list.
    /// </summary>
    /// <value>100</value>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(0, long.MaxValue)]
    public long First { get; set; } = DefaultFirst;

    /// <summary>Gets everything there is, page after page.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter All { get; set; }

    private protected bool IsFirstGiven => MyInvocation.BoundParameters.ContainsKey(nameof(First));

    private long Limit => All ? long.MaxValue : First;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (All && IsFirstGiven)
            ThrowFailure(new SinchException(SinchError.InvalidRequest, "-First and -All contradict each other: give one of the two."), First, Session);
    }

    /// <summary>Writes the objects of one listing as their pages come; while they flow, the next page is under way.</summary>
    /// <param name="walk">The pages.</param>
    /// <param name="target">The identifier that the user gave, for error records.</param>
    /// <param name="session">The session in use.</param>
    private protected void List(PageWalk<T> walk, object? target, SinchSession session)
    {
        long written = 0;
        var isCut = false;
        var isFirstPage = true;
        var next = Limit > 0 ? Start(walk.NextAsync) : null;
        while (next is not null)
        {
            Page<T> page;
            try
            {
                page = Await(next);
            }
            catch (SinchException e) when (isFirstPage && Failure.IsPerInput(e.Error))
            {
                WriteFailure(e, target, session);
                return;
            }
            catch (SinchException e)
            {
                // A shortened list looks like a whole one in a CSV: nobody may take it for one.
                ThrowFailure(e, target, session, ResumeAdvice(e, walk.Part, written));
                throw;
            }
            isFirstPage = false;
            next = null;
            var wanted = (int)Math.Min(page.Items.Count, Limit - written);
            var needsMore = walk.HasMore && written + page.Items.Count < Limit;
            isCut = !needsMore && (walk.HasMore || wanted < page.Items.Count);
            for (var i = 0; i < wanted; i++)
            {
                WriteObject(page.Items[i]);
                written++;
                // Asked for once the first object was taken: Select-Object -First 1 then costs one request only.
                if (needsMore && next is null)
                    next = Start(walk.NextAsync);
            }
            if (needsMore && next is null)
                next = Start(walk.NextAsync);
        }
        if (isCut && !IsFirstGiven)
            WarnOfCut(written, walk);
    }

    /// <summary>How to go on after a failure in the middle of a listing; null when there is nothing to keep.</summary>
    private protected abstract string? ResumeAdvice(SinchException failure, int part, long written);

    private void WarnOfCut(long written, PageWalk<T> walk)
    {
        // The service may announce a next page that turns out to be empty.
        if (walk.HasWholeTotal && walk.TotalSize <= written)
            return;
        var total = walk is { HasWholeTotal: true, TotalSize: { } size } ? size.ToString(CultureInfo.InvariantCulture) : "possibly more";
        WriteWarning($"These are the first {written} of {total}. Use -First to get another number of them, or -All to get everything.");
    }
}
