using System.Collections;
using SinchConv.PowerShell.Api;

namespace SinchConv.PowerShell.Commands;

/// <summary>A part of a listing: the walk through its pages, and the parameters by which a user would ask for it.</summary>
internal sealed class ListingPart<T>(PageWalk<T> walk, Hashtable parameters)
{
    public PageWalk<T> Walk { get; } = walk;

    /// <summary>The parameters that get what is left from a page on.</summary>
    public Hashtable ParametersFrom(string? pageToken)
    {
        var rest = (Hashtable)parameters.Clone();
        if (pageToken is not null)
            rest["PageToken"] = pageToken;
        return rest;
    }
}

/// <summary>One listing on its way: its parts, the pages asked for, and what was written.</summary>
/// <param name="parts">The parts, in their order.</param>
/// <param name="width">How many parts may have a page under way at a time.</param>
/// <param name="limit">The most objects to write.</param>
/// <param name="target">The identifier that the user gave, for error records.</param>
/// <param name="session">The session in use.</param>
internal sealed class Listing<T>(IReadOnlyList<ListingPart<T>> parts, int width, long limit, object? target, SinchSession session)
{
    private readonly List<(ListingPart<T> Part, string? Token)> lanes = [];
    private readonly List<Task<Page<T>>> pages = [];
    private int begun;
    private int announcing;
    private long? announced = 0;

    public object? Target { get; } = target;

    public SinchSession Session { get; } = session;

    /// <summary>How many objects may still be written.</summary>
    public long Room { get; private set; } = limit;

    public long Written { get; private set; }

    /// <summary>Whether objects were left out because of the limit.</summary>
    public bool IsCut { get; private set; }

    /// <summary>How many objects the service announced; null when it did not say, or not for all parts yet.</summary>
    public long? TotalSize => announcing == parts.Count ? announced : null;

    /// <summary>Whether several parts are walked at the same time.</summary>
    public bool IsDivided => width > 1 && parts.Count > 1;

    /// <summary>The pages under way, at most one for each part.</summary>
    public IReadOnlyList<Task<Page<T>>> Pages => pages;

    /// <summary>Starts pages until <c>width</c> parts have one, or no part is left to begin.</summary>
    public void Fill(Func<Func<Call, Task<Page<T>>>, Task<Page<T>>> start)
    {
        while (Room > 0 && pages.Count < width && begun < parts.Count)
            Start(parts[begun++], start);
    }

    /// <summary>Takes a page that has come off the list of those under way; its part goes on only when told.</summary>
    public ListingPart<T> Take(int index, Page<T> page)
    {
        var (part, token) = lanes[index];
        if (token is null)
        {
            announcing++;
            announced += page.TotalSize;
        }
        lanes.RemoveAt(index);
        pages.RemoveAt(index);
        return part;
    }

    /// <summary>Starts the next page of a part, or the first one of the next part.</summary>
    public void GoOn(ListingPart<T> part, Func<Func<Call, Task<Page<T>>>, Task<Page<T>>> start)
    {
        if (part.Walk.HasMore)
            Start(part, start);
        else
            Fill(start);
    }

    /// <summary>Notes an object as written.</summary>
    public void Count()
    {
        Written++;
        Room--;
    }

    /// <summary>Notes whether a page that filled the limit left anything behind.</summary>
    public void Close(ListingPart<T> part, bool hasLeftOver) => IsCut = hasLeftOver || part.Walk.HasMore || begun < parts.Count;

    /// <summary>The parameters for all that was not written yet: pages under way, from their tokens on, and parts not begun.</summary>
    public IReadOnlyList<Hashtable> Rest() =>
    [
        .. lanes.Select(lane => lane.Part.ParametersFrom(lane.Token)),
        .. parts.Skip(begun).Select(part => part.ParametersFrom(part.Walk.Token)),
    ];

    private void Start(ListingPart<T> part, Func<Func<Call, Task<Page<T>>>, Task<Page<T>>> start)
    {
        lanes.Add((part, part.Walk.Token));
        pages.Add(start(part.Walk.NextAsync));
    }
}
