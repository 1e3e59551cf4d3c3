using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>A command that lists: how many objects, the page loop, and the warning when the default number cut the list.</summary>
public abstract class SinchListCommand<T> : SinchSessionCommand
{
    /// <summary>The name of the parameter set of listings.</summary>
    private protected const string ListSet = "List";

    private readonly Queue<Listing<T>> waiting = new();

    /// <summary>
    /// How many objects to get at the most, for each input. 100 when neither -First nor -All is given; a warning tells
    /// when that cut the list.
    /// </summary>
    /// <value>100</value>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(0, long.MaxValue)]
    public long First { get; set; } = 100;

    /// <summary>Gets everything there is, page after page.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter All { get; set; }

    /// <summary>How many objects one listing may write.</summary>
    private protected long Limit => All ? long.MaxValue : First;

    private ListingProgress Progress => field ??= new ListingProgress(this);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (All && IsOnCommandLine(nameof(First)))
            Refuse("-First and -All contradict each other: give one of the two.", First);
    }

    /// <summary>Writes what is still waiting.</summary>
    protected override void EndProcessing() => WriteWaiting();

    /// <summary>Writes all listings that wait for their turn.</summary>
    private protected void WriteWaiting()
    {
        while (waiting.Count > 0)
            Write(waiting.Dequeue());
    }

    /// <summary>Starts a listing, and writes the oldest ones until no more than <paramref name="most"/> wait with a page under way.</summary>
    private protected void Enqueue(Listing<T> listing, int most)
    {
        listing.Fill(Start);
        waiting.Enqueue(listing);
        while (waiting.Count >= most || (waiting.Count > 0 && waiting.Peek().Pages.All(page => page.IsCompleted)))
            Write(waiting.Dequeue());
    }

    /// <summary>Writes the objects of a listing as their pages come; while they flow, the next page is under way.</summary>
    private protected void Write(Listing<T> listing)
    {
        try
        {
            WritePages(listing);
        }
        finally
        {
            // Also when a later command of the pipeline has enough: nothing else would take the display away.
            Progress.Complete();
        }
        if (listing.IsCut && !IsOnCommandLine(nameof(First)))
            WarnOfCut(listing);
        if (listing.Kept != listing.Promised)
            WriteWarning($"{listing.Kept} objects came, and {listing.Promised} were announced: the project changed meanwhile. An object that moved between the parts of a divided listing may have come twice or not at all; -ThrottleLimit 1 does not divide.");
    }

    private void WritePages(Listing<T> listing)
    {
        Progress.Begin();
        listing.Fill(Start);
        var isFirstPage = true;
        while (listing.Pages.Count > 0)
        {
            listing.SetHungry(true);
            var ended = AwaitAny(listing.Pages);
            listing.SetHungry(false);
            Page<T> page;
            try
            {
                page = Await(listing.Pages[ended]);
            }
            catch (SinchException e)
            {
                var token = listing.Token(ended);
                if (isFirstPage && token is null && ErrorRecords.IsPerInput(e.Error, listing.IsOnePart))
                {
                    WriteFailure(e, listing.Target, listing.Session);
                    return;
                }
                // A shortened list looks like a whole one in a CSV: nobody may take it for one.
                var isSame = listing.IsOneWalk && !MyInvocation.ExpectingInput && (token is null || ValidateIdentifierAttribute.Problem(token) is null);
                var failure = e.Of(isSame ? token : null, [.. listing.Rest(), .. waiting.SelectMany(other => other.Rest())]);
                ThrowFailure(failure, listing.Target, listing.Session, ResumeAdvice(failure, isSame));
                throw;
            }
            isFirstPage = false;
            Remember(listing.Session, page.Items);
            Write(listing, listing.Take(ended, page), page);
            Progress.Report(listing.Written, Limit, listing.TotalSize);
        }
    }

    /// <summary>Lets the session remember what was shown, for completion.</summary>
    private protected abstract void Remember(SinchSession session, IReadOnlyList<T> page);

    private void Write(Listing<T> listing, Listing<T>.Lane lane, Page<T> page)
    {
        var goesOn = page.Items.Count < listing.Room;
        if (!goesOn)
            listing.Close(lane, page.Items.Count > listing.Room);
        var hasGoneOn = false;
        for (var i = 0; i < page.Items.Count && listing.Room > 0; i++)
        {
            WriteObject(page.Items[i]);
            listing.Count(lane);
            // Asked for once the first object was taken: Select-Object -First 1 then costs one request only.
            if (goesOn && !hasGoneOn)
                listing.GoOn(lane, Start);
            hasGoneOn = true;
        }
        if (goesOn && !hasGoneOn)
            listing.GoOn(lane, Start);
    }

    /// <summary>How to go on after a failure.</summary>
    /// <param name="failure">The failure, with what is left.</param>
    /// <param name="isSame">Whether the same command goes on when it is given the page token; its filters belong to it.</param>
    private string? ResumeAdvice(SinchException failure, bool isSame)
    {
        if (isSame && failure.ResumeToken is null)
            return null;
        if (isSame)
        {
            var first = All ? "" : $" -First {failure.ResumeParameters[0]["First"]}";
            return $"To go on from here, run the command again with -PageToken '{CodeGeneration.EscapeSingleQuotedStringContent(failure.ResumeToken)}'{first}.";
        }
        var most = All || failure.ResumeParameters.Count < 2 ? "" : " Each of them may bring as many as are still wanted in all.";
        // Which inputs were still to come, only the commands before this one know.
        var inputs = MyInvocation.ExpectingInput ? " Inputs that had not arrived yet are not part of it." : "";
        return $"What is left: foreach ($part in $_.Exception.ResumeParameters) {{ {MyInvocation.MyCommand.Name} @part }}, where $_ is this error.{most}{inputs}";
    }

    private void WarnOfCut(Listing<T> listing)
    {
        // The service may announce a next page that turns out to be empty.
        if (listing.TotalSize == listing.Written && !listing.HasLeftOver)
            return;
        // Its size is not always right, either.
        var total = listing.TotalSize > listing.Written ? listing.TotalSize.Value.ToString(CultureInfo.InvariantCulture) : "possibly more";
        WriteWarning($"These are the first {listing.Written} of {total}. Use -First to get another number of them, or -All to get everything.");
    }
}
