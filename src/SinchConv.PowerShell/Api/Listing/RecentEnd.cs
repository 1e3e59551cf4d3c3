namespace SinchConv.Api;

/// <summary>
/// One of the two readers of a list by time that is divided: it reads from its end up to where the other one is. The reader
/// from the newest end waits there for the other. Then it looks further down for what that one may have skipped, since on its
/// way a message only repeats entries; and at last at its end once more, for what has moved there.
/// </summary>
internal sealed class RecentEnd : IRecentRange
{
    private readonly RecentChoice choice;
    private readonly RecentList list;
    private readonly NewestFirst newestFirst;
    private readonly OldestFirst oldestFirst;
    private readonly bool isFromOldest;
    private readonly Meeting meeting;
    private RecentPlace current = new(RecentPhase.NewestFirst);

    public RecentEnd(Func<Query, string?, CallContext, Task<Page<Conversation>>> fetch, Query query, Meeting meeting, bool isFromOldest)
    {
        list = new(fetch, query);
        choice = new(query);
        newestFirst = new(list, this);
        oldestFirst = new(list, this);
        (this.meeting, this.isFromOldest) = (meeting, isFromOldest);
    }

    public bool IsShared => true;

    public bool IsRest => isFromOldest && meeting.IsOfOne;

    public Gaps? Skipped
    {
        get => meeting.Skipped;
        set => meeting.Skipped = value;
    }

    /// <summary>The reader that goes on at a place where another one has stopped.</summary>
    public static RecentEnd GoOn(Func<Query, string?, CallContext, Task<Page<Conversation>>> fetch, Query query, RecentPlace place) =>
        new(fetch, query, Meeting.At(place.Split!.Value), place.IsFromOldest);

    public async Task<Page<Conversation>> FetchAsync(string? token, CallContext call)
    {
        current = Place(token);
        var page = await (current.IsFromOldest ? oldestFirst.NextAsync(current, call) : newestFirst.NextAsync(current, call)).ConfigureAwait(false);
        if (!isFromOldest)
            meeting.Mark = meeting.Mark.With(page.Mark);
        if (token is null && !isFromOldest)
            meeting.Total = page.TotalSize ?? 0;
        if (page.Next?.IsUnsorted == true)
            meeting.FindUnsorted();
        if (page.Next is null)
            meeting.End(isFromOldest);
        return new()
        {
            Items = page.Items,
            NextPageToken = page.Next?.ToString(),
            // Both lists announce everything.
            TotalSize = isFromOldest ? 0 : page.TotalSize,
            IsSecondLook = current.Floor is not null || current.IsForGaps,
        };
    }

    /// <summary>The token with which somebody can go on alone.</summary>
    public string ToToken(string? token)
    {
        var place = Place(token) with { Split = meeting.Split, IsUnsorted = meeting.IsUnsorted };
        if (isFromOldest)
            place = place with { Mark = oldestFirst.Widen(place.Mark, meeting.Mark) };
        // What the other reader has skipped is known to this one alone: who goes on without it takes all from this page on.
        return (!isFromOldest && Skipped is not null && place is { Phase: RecentPhase.NewestFirst, Floor: null }
            ? place with { Phase = RecentPhase.Gaps, Split = DateTime.MaxValue, Token = place.IsUnsorted ? null : place.Token }
            : place).ToString();
    }

    public bool Takes(Conversation item) => choice.Takes(item)
        & (current.Floor is not null || (current.IsForGaps ? IsOlder(item) : meeting.Claim(item, isFromOldest)));

    public bool IsOlder(Conversation item) => meeting.IsBeyond(item, isFromOldest: false);

    public bool IsNewer(Conversation item) => meeting.IsBeyond(item, isFromOldest: true);

    public bool Ends(Mark mark) => false;

    public async Task<bool> ArriveAsync(bool foundDisorder, CallContext call)
    {
        if (foundDisorder)
            meeting.FindUnsorted();
        await meeting.ArriveAsync(isFromOldest, call).ConfigureAwait(false);
        // Those that moved are missing among what was taken, too.
        if (isFromOldest && !meeting.IsUnsorted && meeting.TookTooFew && !await HasNewsAsync(call).ConfigureAwait(false))
        {
            call.Note("Both ends have met, but took fewer conversations than there are: all of the list is read.");
            meeting.FindUnsorted();
        }
        return meeting.IsUnsorted;
    }

    private async Task<bool> HasNewsAsync(CallContext call) =>
        (await list.GetAsync(isOldestFirst: false, null, call).ConfigureAwait(false)).Items.Any(meeting.Mark.IsBefore);

    // Of those who share the newest moment, more may have been seen since the token was made.
    private RecentPlace Place(string? token) =>
        token is not null ? RecentPlace.Read(token) is var place && place.Floor?.Time == meeting.Mark.Time ? place with { Floor = place.Floor.With(meeting.Mark) } : place
        : isFromOldest ? new(RecentPhase.OldestFirst) { Mark = meeting.Mark }
        : new(RecentPhase.NewestFirst);
}
