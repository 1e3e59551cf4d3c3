namespace SinchConv.Api;

/// <summary>
/// The way from the oldest message up to the end of the window. A conversation that was read and gets a message leaves its
/// place; where page tokens count entries, one is then skipped between two pages. So at the end the newest end is looked
/// at, and where one is found that was read, the list is read again for what stands in such a gap: from this end, where
/// the window is a part of it, and from the newest one, where nothing is skipped, when that was not enough.
/// </summary>
internal sealed class OldestFirst(RecentList list, IRecentRange range)
{
    private readonly SortCheck order = new(isOldestFirst: true);

    // A listing that goes on does not know what was read before: any of it.
    private Gaps gaps = new(DateTime.MinValue);
    private MovedItems? moved;

    public async Task<RecentPage> NextAsync(RecentPlace place, CallContext call)
    {
        var isFirst = place.Token is null;
        var page = await list.GetAsync(isOldestFirst: true, place.Token, call).ConfigureAwait(false);
        if (isFirst)
            Begin(place);
        if (!order.Holds(page.Items) && !place.IsUnsorted)
        {
            SortCheck.Tell(call);
            place = place with { IsUnsorted = true };
        }
        List<Conversation> items = [.. page.Items.Where(item => place.Takes(item, range))];
        gaps.Add(page.Items);
        moved?.Add(page.Items);
        var hasEnded = page.NextPageToken is null || (!place.IsUnsorted && page.Items.Any(range.IsNewer));
        if (hasEnded)
        {
            place = place with { IsUnsorted = await range.ArriveAsync(place.IsUnsorted, call).ConfigureAwait(false) };
            hasEnded = page.NextPageToken is null || !place.IsUnsorted;
        }
        return new(
            items,
            !hasEnded ? place with { Token = page.NextPageToken } : await AgainAsync(place, isFirst, page.NextPageToken is null, call).ConfigureAwait(false),
            place.Mark,
            page.TotalSize);
    }

    /// <summary>The mark for somebody who goes on at a place of this way.</summary>
    /// <param name="mark">The mark of the place.</param>
    /// <param name="seen">The newest end as far as it was seen meanwhile.</param>
    public Mark Widen(Mark mark, Mark seen) => moved?.Widen(seen) ?? mark;

    private void Begin(RecentPlace place)
    {
        order.Begin();
        (gaps, moved) = (new(last: null) { Within = place.IsForGaps ? range.Skipped : null }, new(place.Mark));
    }

    private async Task<RecentPlace?> AgainAsync(RecentPlace place, bool isOnePage, bool isEndOfList, CallContext call)
    {
        // What was still to be read here may have moved, and who would have looked for it there is gone.
        var end = range.IsRest ? new RecentPlace(RecentPhase.NewestFirst) { Floor = place.Mark, Split = place.Split } : null;
        if (isOnePage || (place.IsUnsorted && !range.IsShared))
            return end;
        var (newest, hasMoved) = await LookAsync(place.Mark, call).ConfigureAwait(false);
        if (!hasMoved)
            return end;
        gaps.Close();
        // Without an order there are no gaps to look at, but everything.
        range.Skipped = place.IsUnsorted ? Gaps.Everything : gaps;
        // The other reader looks there.
        if (range.IsShared && !range.IsRest)
            return null;
        call.Note("A conversation that was read got a message meanwhile: the list is read once more for what its place may have hidden.");
        // The other end may be far from a window; but it is only from there that this cannot come about again.
        var isNear = !isEndOfList && !place.IsForGaps;
        return new(isNear ? RecentPhase.OldestAgain : RecentPhase.Gaps) { Mark = range.IsRest ? place.Mark : newest, Split = place.Split };
    }

    /// <summary>Where the newest end is, and whether something that was read has moved there; again, until one page shows all that came meanwhile.</summary>
    private async Task<(Mark Newest, bool HasMoved)> LookAsync(Mark known, CallContext call)
    {
        while (true)
        {
            var walk = new PageWalk<Conversation>((token, inner) => list.GetAsync(isOldestFirst: false, token, inner));
            Mark? newest = null;
            var isOnePage = true;
            var hasEnded = false;
            while (walk.HasMore && !hasEnded)
            {
                isOnePage = newest is null;
                var page = await walk.NextAsync(call).ConfigureAwait(false);
                newest ??= Mark.Of(page.Items);
                if (moved is null ? page.Items.Any(known.IsBefore) : moved.HasSome || page.Items.Any(moved.IsOne))
                    return (newest, HasMoved: true);
                hasEnded = page.Items.Any(known.IsBehind);
            }
            if (isOnePage || newest!.Time <= known.Time)
                return (newest!, HasMoved: false);
            known = newest!;
        }
    }
}
