using System.Collections;

namespace SinchConv.Api;

/// <summary>A part of a listing: what it asks for, how far it has come, and the page that is under way.</summary>
/// <param name="query">What it asks for, as its user would; null where nobody can.</param>
/// <param name="walk">The way through its pages.</param>
internal sealed class ListPart<T>(Query? query, PageWalk<T> walk)
{
    private string? token;
    private bool hasFailed;

    public PageWalk<T> Walk { get; } = walk;

    /// <summary>Whether it gets one object by its ID.</summary>
    public bool IsLookUp { get; init; }

    /// <summary>Whether it is a change, which is not to be done again once it was done.</summary>
    public bool IsChange { get; init; }

    /// <summary>Whether it is one of those into which a listing was divided because their sizes add up to the whole.</summary>
    public bool IsShare { get; private set; }

    /// <summary>Settles with the other parts whose is what, before any of them tells its rest; null where that is settled.</summary>
    public Action? Settle { get; init; }

    /// <summary>Makes of a place in it the page token of somebody who goes on alone; null where they are the same.</summary>
    public Func<string?, string>? ToToken { get; init; }

    /// <summary>How many objects the service announced, as of the latest page that was taken; null when it did not say.</summary>
    public long? TotalSize { get; private set; } = walk.TotalSize;

    /// <summary>How many objects of it were written.</summary>
    public long Written { get; set; }

    /// <summary>How many of these may have been written twice.</summary>
    public long Repeated { get; set; }

    public bool HasBegun { get; private set; }

    /// <summary>The page under way, or the one that has come and was not taken yet; null when there is none.</summary>
    public Task<Page<T>>? Page { get; private set; }

    /// <summary>Whether the page under way is the first one of the list, so that nothing is lost but the part itself.</summary>
    public bool IsAtStart { get; private set; } = walk.Token is null;

    /// <summary>A part that has failed before anything was sent.</summary>
    public static ListPart<T> Failed(Query? query, SinchException fault) => new(query, new PageWalk<T>((_, _) => Task.FromException<Page<T>>(fault)));

    /// <summary>Makes it one of those, with the size that has proved it; of two ends of a list, one announces all of it.</summary>
    public void Share() => (IsShare, TotalSize) = (true, Walk.TotalSize ?? 0);

    /// <summary>Asks for the next page.</summary>
    public void Request(Func<Func<CallContext, Task<Page<T>>>, Task<Page<T>>> start)
    {
        HasBegun = true;
        token = Walk.Token;
        Page = start(Walk.NextAsync);
    }

    /// <summary>Notes that the page that has come is being written.</summary>
    public void Take() => (Page, IsAtStart, TotalSize) = (null, false, Walk.TotalSize);

    /// <summary>Notes that the part has failed, and that the listing goes on without it.</summary>
    public void End() => (Page, hasFailed) = (null, true);

    /// <summary>The parameters that get what was not written yet; null when nothing is left.</summary>
    /// <param name="room">How many objects the whole listing may still write; <see cref="long.MaxValue"/> for all.</param>
    public Hashtable? Rest(long room)
    {
        if (query is null || hasFailed || (IsChange && Page is { Status: TaskStatus.RanToCompletion }) || (HasBegun && Page is null && !Walk.HasMore))
            return null;
        var rest = query.ToParameters();
        if (IsLookUp)
            return rest;
        if (room == long.MaxValue)
            rest["All"] = true;
        else
            rest["First"] = room;
        var place = Page is null ? Walk.Token : token;
        if ((ToToken is null ? place : ToToken(place)) is { } from)
        {
            // A token may depend on the page size.
            rest["PageToken"] = from;
            if (query.PageSize is { } size)
                rest["PageSize"] = size;
        }
        return rest;
    }
}
