using System.Collections;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>One listing on its way: its parts, in their order, of which some have a page under way.</summary>
/// <param name="parts">The parts.</param>
/// <param name="width">How many parts may have a page under way at a time: 1 for one after the other.</param>
/// <param name="limit">The most objects to write.</param>
/// <param name="target">The identifier that the user gave, for error records.</param>
/// <param name="session">The session in use; null where there is none.</param>
internal sealed class Listing<T>(IReadOnlyList<ListPart<T>> parts, int width, long limit, object? target, SinchSession? session)
{
    private bool isUnknown;
    private bool hasFault;

    public object? Target { get; } = target;

    public SinchSession? Session { get; } = session;

    /// <summary>The most objects to write; <see cref="long.MaxValue"/> for all.</summary>
    public long Limit { get; } = limit;

    /// <summary>What an input is called that this listing is of.</summary>
    public string InputName { get; init; } = "input";

    /// <summary>Which objects to write, where this side chooses; null for all.</summary>
    public Func<T, bool>? Keep { get; init; }

    /// <summary>What is wrong when nothing came; null where that may be.</summary>
    public SinchException? WhenEmpty { get; init; }

    /// <summary>A listing of one part, all of it.</summary>
    public static Listing<T> Of(ListPart<T> part, object? target, SinchSession? session) => new([part], 1, long.MaxValue, target, session);

    public long Written => Sum(static part => part.Written) ?? 0;

    /// <summary>How many objects may still be written.</summary>
    public long Room => Limit - Written;

    /// <summary>How many objects the service announced; null when it did not say, or not for all parts yet.</summary>
    public long? TotalSize => Keep is null ? Sum(static part => part.TotalSize) : null;

    /// <summary>How many objects the parts of a divided listing announced.</summary>
    public long? Promised => parts.Where(part => part.IsShare).Sum(part => part.TotalSize);

    /// <summary>How many objects the parts of a divided listing brought.</summary>
    public long Kept => parts.Where(part => part.IsShare).Sum(part => part.Written);

    /// <summary>How many of these were found where objects move to, so that they may have come before.</summary>
    public long Repeated => parts.Sum(part => part.Repeated);

    /// <summary>Whether objects were left out because of the limit; a page that was announced may turn out to be empty.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether nothing more is to be written.</summary>
    public bool HasEnded => isUnknown || Room <= 0;

    /// <summary>Whether nothing came although all of it was asked for.</summary>
    public bool IsEmpty => Written == 0 && Limit > 0 && !hasFault;

    /// <summary>The parts with a page under way.</summary>
    public IReadOnlyList<ListPart<T>> UnderWay => [.. parts.Where(part => part.Page is not null)];

    /// <summary>Asks for first pages until <c>width</c> parts have one under way, or no part is left to begin.</summary>
    public void Fill(Func<Func<CallContext, Task<Page<T>>>, Task<Page<T>>> start)
    {
        // They begin in their order.
        if (HasEnded || parts[parts.Count - 1].HasBegun)
            return;
        foreach (var part in parts.Where(part => !part.HasBegun).Take(width - UnderWay.Count).ToList())
            part.Request(start);
    }

    /// <summary>Goes on behind a page that leaves room: with the next page of its part, or with the first one of the next part.</summary>
    public void GoOn(ListPart<T> part, Func<Func<CallContext, Task<Page<T>>>, Task<Page<T>>> start)
    {
        if (part.Walk.HasMore)
            part.Request(start);
        else
            Fill(start);
    }

    /// <summary>Goes on without a part that failed, where that concerns its input alone, or one of its channels; false where it may not.</summary>
    public bool TryGoOnWithout(ListPart<T> part, SinchError error)
    {
        if (!part.IsAtStart || part.IsShare || !(part.IsLookUp ? ErrorRecords.IsPerObject(error) : ErrorRecords.IsPerInput(error)))
            return false;
        // An app or a contact that is not known under one channel is not known under the others, unless some of them were.
        if (error is SinchError.NotFound && Written > 0)
            return false;
        isUnknown = error is SinchError.NotFound;
        hasFault = true;
        part.End();
        return true;
    }

    /// <summary>Notes that a page filled the limit.</summary>
    /// <param name="part">The part of the page.</param>
    /// <param name="hasLeftOver">Whether objects of it were not written.</param>
    public void Close(ListPart<T> part, bool hasLeftOver) =>
        IsCut |= hasLeftOver || ((part.Walk.HasMore || parts.Any(other => !other.HasBegun)) && TotalSize != Written);

    // By hand: it is asked for with every page. Null where a part does not know.
    private long? Sum(Func<ListPart<T>, long?> number)
    {
        long? sum = 0;
        for (var i = 0; i < parts.Count; i++)
            sum += number(parts[i]);
        return sum;
    }

    /// <summary>The parameters for all that was not written.</summary>
    public IEnumerable<Hashtable> Rest()
    {
        foreach (var part in parts)
            part.Settle?.Invoke();
        var room = Limit == long.MaxValue ? Limit : Room;
        return parts.Select(part => part.Rest(room)).OfType<Hashtable>();
    }
}
