namespace SinchConv.Api;

/// <summary>
/// One of the two readers of a list by time that is divided: it reads from its end up to where the other one is. The reader
/// from the newest end waits there for the other, and then looks at its end once more for what has moved meanwhile.
/// </summary>
internal sealed class RecentEnd : IRecentRange
{
    private readonly RecentChoice choice;
    private readonly NewestFirst newestFirst;
    private readonly OldestFirst oldestFirst;
    private readonly bool isFromOldest;
    private readonly Meeting meeting;

    public RecentEnd(Func<Query, string?, CallContext, Task<Page<Conversation>>> fetch, Query query, Meeting meeting, bool isFromOldest)
    {
        var list = new RecentList(fetch, query);
        choice = new(query);
        newestFirst = new(list, this);
        oldestFirst = new(list, this);
        (this.meeting, this.isFromOldest) = (meeting, isFromOldest);
    }

    public bool IsShared => true;

    /// <summary>The reader that goes on at a place where another one has stopped.</summary>
    public static RecentEnd GoOn(Func<Query, string?, CallContext, Task<Page<Conversation>>> fetch, Query query, RecentPlace place) =>
        new(fetch, query, Meeting.At(place.Split!.Value), place.Phase != RecentPhase.NewestFirst);

    public async Task<Page<Conversation>> FetchAsync(string? token, CallContext call)
    {
        var place = Place(token);
        var page = await (isFromOldest ? oldestFirst.NextAsync(place, call) : newestFirst.NextAsync(place, call)).ConfigureAwait(false);
        if (!isFromOldest)
            meeting.Mark = meeting.Mark.With(page.Mark);
        if (token is null && !isFromOldest)
            meeting.Total = page.TotalSize ?? 0;
        if (page.Next is null)
            meeting.End(isFromOldest);
        return new()
        {
            Items = page.Items,
            NextPageToken = page.Next?.ToString(),
            // Both lists announce everything.
            TotalSize = isFromOldest ? 0 : page.TotalSize,
            IsSecondLook = place.Floor is not null || place.Phase == RecentPhase.Gaps,
        };
    }

    /// <summary>The token with which somebody can go on alone.</summary>
    public string ToToken(string? token) => (Place(token) with { Split = meeting.Split }).ToString();

    public bool Takes(Conversation item) => meeting.Claim(item, isFromOldest) && choice.Takes(item);

    public bool IsOlder(Conversation item) => meeting.IsBeyond(item, isFromOldest: false);

    public bool IsNewer(Conversation item) => meeting.IsBeyond(item, isFromOldest: true);

    public bool Ends(Mark mark) => false;

    public Task<bool> ArriveAsync(bool foundDisorder, CallContext call) => meeting.ArriveAsync(isFromOldest, foundDisorder, call);

    // A token has no room for all who share the newest moment.
    private RecentPlace Place(string? token) =>
        token is not null ? RecentPlace.Read(token) is var place && place.Floor?.Time == meeting.Mark.Time ? place with { Floor = meeting.Mark } : place
        : isFromOldest ? new(RecentPhase.OldestFirst) { Mark = meeting.Mark }
        : new(RecentPhase.NewestFirst);
}
