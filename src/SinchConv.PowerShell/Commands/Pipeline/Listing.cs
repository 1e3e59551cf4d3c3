using System.Collections;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>A part of a listing.</summary>
/// <param name="walk">The way through its pages.</param>
/// <param name="parameters">The parameters by which a user would ask for it.</param>
/// <param name="isOfSeveral">Whether it is one of those into which a listing was divided because their sizes add up.</param>
internal sealed class ListingPart<T>(PageWalk<T> walk, Hashtable parameters, bool isOfSeveral = false)
{
    public PageWalk<T> Walk { get; } = walk;

    public bool IsOfSeveral { get; } = isOfSeveral;

    /// <summary>How many objects of it were written.</summary>
    public long Written { get; set; }

    /// <summary>The parameters that get what is left from a page on.</summary>
    /// <param name="pageToken">The token of the page; null for the first one.</param>
    /// <param name="room">How many objects may still come; <see cref="long.MaxValue"/> for all.</param>
    public Hashtable ParametersFrom(string? pageToken, long room)
    {
        var rest = (Hashtable)parameters.Clone();
        if (room == long.MaxValue)
            rest["All"] = true;
        else
            rest["First"] = room;
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
    private readonly bool isWhole = limit == long.MaxValue;
    private readonly List<Lane> lanes = [];
    private readonly List<Task<Page<T>>> pages = [];
    private int isHungry;
    private int begun;
    private int announcing;
    private long? announced = 0;

    public object? Target { get; } = target;

    public SinchSession Session { get; } = session;

    /// <summary>How many objects may still be written.</summary>
    public long Room => limit - Written;

    public long Written { get; private set; }

    /// <summary>Whether objects may have been left out because of the limit.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether an object that had come was left out.</summary>
    public bool HasLeftOver { get; private set; }

    /// <summary>How many objects the service announced; null when it did not say, or not for all parts yet.</summary>
    public long? TotalSize => announcing == parts.Count ? announced : null;

    public bool IsOnePart => parts.Count == 1;

    /// <summary>Whether it is just what the user asked for, page after page.</summary>
    public bool IsOneWalk => IsOnePart && !parts[0].IsOfSeveral;

    /// <summary>How many objects the parts of a divided listing announced.</summary>
    public long? Promised => parts.Where(part => part.IsOfSeveral).Sum(part => part.Walk.TotalSize);

    /// <summary>How many objects the parts of a divided listing brought.</summary>
    public long Kept => parts.Where(part => part.IsOfSeveral).Sum(part => part.Written);

    /// <summary>The pages under way, at most one for each part.</summary>
    public IReadOnlyList<Task<Page<T>>> Pages => pages;

    /// <summary>Starts pages until <c>width</c> parts have one, or no part is left to begin.</summary>
    public void Fill(Func<Func<CallContext, Task<Page<T>>>, Task<Page<T>>> start)
    {
        while (Room > 0 && pages.Count < width && begun < parts.Count)
            Add(Begin(parts[begun++], start));
    }

    /// <summary>
    /// Tells whether the pipeline has nothing to do but wait. The page that comes then is taken at once, so the next one
    /// may be asked for before the pipeline thread has even woken up; never more than one page is ahead of it.
    /// </summary>
    public void SetHungry(bool isWaiting) => Interlocked.Exchange(ref isHungry, isWaiting ? 1 : 0);

    /// <summary>Takes a page that has come off the list of those under way; its part goes on only when told.</summary>
    public Lane Take(int index, Page<T> page)
    {
        var lane = lanes[index];
        if (lane.Token is null)
        {
            announcing++;
            announced += page.TotalSize;
        }
        lanes.RemoveAt(index);
        pages.RemoveAt(index);
        return lane;
    }

    /// <summary>Goes on with the next page of a part, or with the first one of the next part.</summary>
    public void GoOn(Lane lane, Func<Func<CallContext, Task<Page<T>>>, Task<Page<T>>> start)
    {
        if (lane.Next is { } next)
            Add(next);
        else if (lane.Part.Walk.HasMore)
            Add(Begin(lane.Part, start));
        else
            Fill(start);
    }

    /// <summary>Notes an object as written.</summary>
    public void Count(Lane lane)
    {
        lane.Part.Written++;
        Written++;
    }

    /// <summary>Notes whether a page that filled the limit left anything behind.</summary>
    public void Close(Lane lane, bool hasLeftOver)
    {
        HasLeftOver = hasLeftOver;
        IsCut = hasLeftOver || lane.Part.Walk.HasMore || begun < parts.Count;
    }

    /// <summary>The parameters for all that was not written yet: pages under way, from their tokens on, and parts not begun.</summary>
    public IReadOnlyList<Hashtable> Rest()
    {
        var room = isWhole ? long.MaxValue : Room;
        return
        [
            .. lanes.Select(lane => lane.Part.ParametersFrom(lane.Token, room)),
            .. parts.Skip(begun).Select(part => part.ParametersFrom(part.Walk.Token, room)),
        ];
    }

    /// <summary>The token of a page under way; null for the first one.</summary>
    public string? Token(int index) => lanes[index].Token;

    private void Add(Lane lane)
    {
        lanes.Add(lane);
        pages.Add(lane.Page);
    }

    private Lane Begin(ListingPart<T> part, Func<Func<CallContext, Task<Page<T>>>, Task<Page<T>>> start)
    {
        var lane = new Lane(part);
        lane.Page = start(call => FetchAsync(lane, call, start));
        return lane;
    }

    private async Task<Page<T>> FetchAsync(Lane lane, CallContext call, Func<Func<CallContext, Task<Page<T>>>, Task<Page<T>>> start)
    {
        var page = await lane.Part.Walk.NextAsync(call).ConfigureAwait(false);
        // Not behind the very first page: Select-Object -First 1 then costs one request only.
        if (width == 1 && Interlocked.Exchange(ref isHungry, 0) == 1 && Written > 0 && page.Items.Count < Room && lane.Part.Walk.HasMore)
            lane.Next = Begin(lane.Part, start);
        return page;
    }

    /// <summary>A page under way: the part that it belongs to, and the token that asks for it.</summary>
    internal sealed class Lane(ListingPart<T> part)
    {
        public ListingPart<T> Part { get; } = part;

        public string? Token { get; } = part.Walk.Token;

        public Task<Page<T>> Page { get; set; } = null!;

        /// <summary>The page behind it, where that was asked for already.</summary>
        public Lane? Next { get; set; }
    }
}
