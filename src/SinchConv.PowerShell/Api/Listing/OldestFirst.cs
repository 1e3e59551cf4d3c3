namespace SinchConv.Api;

/// <summary>
/// The way from the oldest message up to the end of the window. A conversation that was read and gets a message leaves its
/// place; where page tokens count entries, one is then skipped between two pages. So at the end the newest end is looked
/// at, and where one is found that was read, the list is walked once more for what stands in such a gap.
/// </summary>
internal sealed class OldestFirst(RecentList list, IRecentRange range)
{
    private readonly SortCheck order = new(isOldestFirst: true);

    // A listing that goes on does not know what was read before: any of it.
    private Gaps gaps = new(DateTime.MinValue);
    private Gaps? skipped;
    private Sketch? read;

    public async Task<RecentPage> NextAsync(RecentPlace place, CallContext call)
    {
        var isFirst = place.Token is null;
        var page = await list.GetAsync(isOldestFirst: true, place.Token, call).ConfigureAwait(false);
        if (isFirst)
            Begin(place.Phase);
        if (!order.Holds(page.Items) && !place.IsUnsorted)
        {
            SortCheck.Tell(call);
            place = place with { IsUnsorted = true };
        }
        List<Conversation> items = [.. page.Items.Where(range.Takes)];
        var hasEnded = page.NextPageToken is null || (!place.IsUnsorted && page.Items.Any(range.IsNewer));
        if (place.Phase == RecentPhase.Gaps)
        {
            items.RemoveAll(item => skipped?.Hold(item) == false);
        }
        else
        {
            Note(page.Items, place.Mark);
            if (hasEnded)
            {
                place = place with { IsUnsorted = await range.ArriveAsync(place.IsUnsorted, call).ConfigureAwait(false) };
                hasEnded = page.NextPageToken is null || !place.IsUnsorted;
            }
        }
        return new(
            items,
            !hasEnded ? place with { Token = page.NextPageToken } : isFirst ? null : await AgainAsync(place, call).ConfigureAwait(false),
            place.Mark,
            page.TotalSize);
    }

    private void Begin(RecentPhase phase)
    {
        order.Begin();
        if (phase == RecentPhase.OldestFirst)
            (gaps, read) = (new(last: null), new());
    }

    private void Note(IReadOnlyList<Conversation> items, Mark mark)
    {
        gaps.Add(items);
        // What moved ahead of the reader and is read there has left no gap behind.
        foreach (var item in items.Where(item => !mark.IsBefore(item)))
            read?.Add(item);
    }

    private async Task<RecentPlace?> AgainAsync(RecentPlace place, CallContext call)
    {
        if (place.Phase == RecentPhase.Gaps || (place.IsUnsorted && !range.IsShared) || !await HasMovedAsync(place.Mark, call).ConfigureAwait(false))
            return null;
        gaps.Close();
        // Without an order there are no gaps to look at, but everything.
        if (range.Hands(place.IsUnsorted ? Gaps.Everything : gaps))
            return null;
        call.Note("A conversation that was read got a message meanwhile: the list is read once more for what its place may have hidden.");
        skipped = gaps;
        return new(RecentPhase.Gaps) { Split = place.Split };
    }

    private async Task<bool> HasMovedAsync(Mark mark, CallContext call)
    {
        var walk = new PageWalk<Conversation>((token, inner) => list.GetAsync(isOldestFirst: false, token, inner));
        while (walk.HasMore)
        {
            var page = await walk.NextAsync(call).ConfigureAwait(false);
            if (page.Items.Any(item => mark.IsBefore(item) && read?.MayHold(item) != false))
                return true;
            if (page.Items.Any(mark.IsBehind))
                return false;
        }
        return false;
    }
}
