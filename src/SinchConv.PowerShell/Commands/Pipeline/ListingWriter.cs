using System.Collections;
using System.Globalization;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>Writes listings in the order of their inputs, of which so many may be under way at a time.</summary>
/// <param name="command">The command that they belong to.</param>
/// <param name="isCutByDefault">Whether nobody chose how many objects to get.</param>
internal sealed class ListingWriter<T>(SinchCommand command, bool isCutByDefault)
{
    private readonly Queue<Listing<T>> waiting = new();
    private readonly Func<Func<CallContext, Task<Page<T>>>, Task<Page<T>>> start = command.Start;
    private readonly Func<Func<CallContext, Task<Page<T>>>, Task<Page<T>>> goOn = command.GoOn;
    private long pages;
    private long inputs;
    private long written;

    /// <summary>What the objects are called, in the plural.</summary>
    private static string Noun { get; } = typeof(T) == typeof(ConversationEvent) ? "events" : typeof(T).Namespace == nameof(SinchConv) ? typeof(T).Name.ToLowerInvariant() + "s" : "objects";

    /// <summary>Whether it is about changes, of which nothing has to be written.</summary>
    public bool IsChange { get; init; }

    /// <summary>Told before each page what is left from there on, and at the end that nothing is; null where nobody wants to know.</summary>
    public Action<IReadOnlyList<Hashtable>>? Left { get; init; }

    /// <summary>What to write for an object, where it is not the object itself.</summary>
    public Func<T, object?>? Show { get; init; }

    /// <summary>Takes the listings of an input, and writes the oldest ones until fewer than <paramref name="most"/> are under way.</summary>
    public void Add(IEnumerable<Listing<T>> listings, int most)
    {
        // All of them at first: what is left after a failure is to name them.
        foreach (var listing in listings)
            waiting.Enqueue(listing);
        while (waiting.Count > 0)
        {
            foreach (var listing in waiting.Take(most))
                listing.Fill(start);
            if (waiting.Count < most && waiting.Peek().UnderWay.Any(part => !part.Page!.IsCompleted))
                break;
            WriteOldest();
        }
    }

    /// <summary>Writes all that are still under way.</summary>
    public void Finish()
    {
        while (waiting.Count > 0)
            WriteOldest();
        Left?.Invoke([]);
    }

    private void WriteOldest()
    {
        var listing = waiting.Dequeue();
        try
        {
            inputs++;
            while (Next(listing) is { } part)
                Write(listing, part);
        }
        finally
        {
            // Also when a later command of the pipeline has enough: nothing else would take the display away.
            command.Progress.Complete();
        }
        if (listing is { IsEmpty: true, WhenEmpty: { } fault })
            command.WriteFault(fault, listing.Target, listing.Session);
        if (listing.IsCut && isCutByDefault)
            command.WriteWarning($"These are the first {listing.Written} of {Total(listing)}. Use -First to get another number of them, or -All to get everything.");
        if (listing.Kept < listing.Promised || listing.Kept - listing.Repeated > listing.Promised)
            command.WriteWarning($"{listing.Kept} objects came, and {listing.Promised} were announced: the project changed meanwhile, or the service counted otherwise. An object that moved between the parts of a divided listing may have come twice or not at all; -ThrottleLimit 1 does not divide.");
    }

    /// <summary>The part whose page is to be written next; null at the end.</summary>
    private ListPart<T>? Next(Listing<T> listing)
    {
        listing.Fill(start);
        var underWay = listing.HasEnded ? [] : listing.UnderWay;
        if (underWay.Count < 2)
            return underWay.Count == 0 ? null : underWay[0];
        command.Await(Task.WhenAny(underWay.Select(part => part.Page!)));
        return underWay.First(part => part.Page!.IsCompleted);
    }

    private void Write(Listing<T> listing, ListPart<T> part)
    {
        Page<T> page;
        try
        {
            page = command.Await(part.Page!);
        }
        catch (SinchException fault)
        {
            if (!listing.TryGoOnWithout(part, fault.Error))
                throw Terminate(listing, fault);
            command.WriteFault(fault, listing.Target, listing.Session);
            return;
        }
        Left?.Invoke(Rest(listing));
        part.Take();
        // Nothing completes answers of which nobody knows what they hold.
        if (Show is null)
            listing.Session!.Memory.Remember(page.Items);
        var items = listing.Keep is { } keep ? [.. page.Items.Where(keep)] : page.Items;
        var room = listing.Room;
        var count = (int)Math.Min(room, items.Count);
        for (var i = 0; i < count; i++)
        {
            command.WriteObject(Show is null ? items[i] : Show(items[i]));
            part.Written++;
            written++;
            // Asked for once the first object was taken: Select-Object -First 1 then costs one request only.
            if (i == 0 && count < room)
                listing.GoOn(part, goOn);
        }
        if (count == 0 && room > 0)
            listing.GoOn(part, goOn);
        if (page.IsSecondLook)
            part.Repeated += count;
        if (count == room)
            listing.Close(part, items.Count > count);
        pages++;
        if (command.Progress.IsSeen)
            Report(listing);
    }

    private List<Hashtable> Rest(Listing<T> listing) => [.. waiting.Prepend(listing).SelectMany(other => other.Rest())];

    // A shortened list looks like a whole one in a CSV: nobody may take it for one.
    private Exception Terminate(Listing<T> listing, SinchException fault)
    {
        if (IsChange)
            WriteDone();
        // What the service did not accept, it does not accept again; and what is left without it would look like all of it.
        var rest = fault.Error is SinchError.InvalidRequest ? [] : Rest(listing);
        // Where nothing had come, to go on is what has just failed.
        return command.Terminate(fault.Of(rest), listing.Target, listing.Session, rest.Count == 0 || (written == 0 && rest.Count == 1 && !command.MyInvocation.ExpectingInput) ? null : Advice(rest.Count, listing.Limit));
    }

    // What was changed cannot be taken back, so it is told before the command ends.
    private void WriteDone()
    {
        foreach (var part in waiting.SelectMany(listing => listing.UnderWay).Where(part => part.Page!.Status == TaskStatus.RanToCompletion))
        {
            foreach (var item in command.Await(part.Page!).Items)
                command.WriteObject(item);
            part.Take();
        }
        if (waiting.Sum(listing => listing.UnderWay.Count) is > 0 and var open)
            command.WriteWarning(FormattableString.Invariant($"Up to {open} more changes were under way: look whether they were done."));
    }

    private string Advice(int parts, long limit)
    {
        var most = limit == long.MaxValue || parts < 2 ? "" : " Each of them may bring as many as are still wanted in all.";
        // Which inputs were still to come, only the commands before this one know.
        var inputs = command.MyInvocation.ExpectingInput ? " Inputs that had not arrived yet are not part of it." : "";
        return (IsChange ? "" : FormattableString.Invariant($"{written} objects were written before. "))
            + $"What is left: foreach ($part in $_.Exception.ResumeParameters) {{ {command.MyInvocation.MyCommand.Name} @part }}, where $_ is this error.{most}{inputs}"
            + (IsChange ? "" : " An assignment to a variable got nothing of it: start that over.");
    }

    private void Report(Listing<T> listing)
    {
        if (IsChange)
        {
            command.Progress.Report(FormattableString.Invariant($"{pages} done, {pages / command.Progress.Elapsed.TotalSeconds:0} per second"), pages, null);
            return;
        }
        var limit = listing.Limit == long.MaxValue ? (long?)null : listing.Limit;
        var of = listing.TotalSize is > 0 and var total ? Math.Min(total, listing.Limit) : limit;
        var input = command.MyInvocation.ExpectingInput ? $"{listing.InputName} {inputs}, " : "";
        var number = of is null ? $"{listing.Written}" : $"{listing.Written} of {of}";
        command.Progress.Report(FormattableString.Invariant($"{input}{number} {Noun}, page {pages}, {written / command.Progress.Elapsed.TotalSeconds:0} per second"), listing.Written, of);
    }

    private static string Total(Listing<T> listing) =>
        listing.TotalSize > listing.Written ? listing.TotalSize.Value.ToString(CultureInfo.InvariantCulture) : "possibly more";
}
