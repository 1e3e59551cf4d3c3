namespace SinchConv.Api;

/// <summary>
/// The way from the newest message down to the beginning of the window, or to what the way from the oldest may have
/// skipped. A conversation that was not read yet and gets a message moves behind the reader's back: so the newest end is
/// looked at again, down to where it was, until one page shows all that came meanwhile.
/// </summary>
internal sealed class NewestFirst(RecentList list, IRecentRange range)
{
    // Beyond these, some may come twice.
    private const int MostLate = 65_536;

    private readonly SortCheck order = new(isOldestFirst: false);
    private readonly HashSet<(string? Id, DateTime? Newest)> late = [];
    private HashSet<(string? Id, DateTime? Newest)> last = [];

    public async Task<RecentPage> NextAsync(RecentPlace place, CallContext call)
    {
        var isFirst = place.Token is null;
        var page = await list.GetAsync(isOldestFirst: false, place.Token, call).ConfigureAwait(false);
        if (isFirst)
            order.Begin();
        if (!order.Holds(page.Items) && !place.IsUnsorted)
        {
            SortCheck.Tell(call);
            place = place with { IsUnsorted = true };
        }
        // What a later page has that is newer came meanwhile, and is to be looked for.
        var mark = Mark.Of(page.Items);
        if ((isFirst && place.Phase != RecentPhase.Gaps) || mark.Time == place.Mark.Time)
            place = place with { Mark = place.Mark.With(mark) };
        List<Conversation> taken = [.. page.Items.Where(item => place.Takes(item, range) && !(place.Floor is not null && late.Contains((item.ConversationId, item.Newest))))];
        // What a look would find for the message that it was taken with; without an order, that is any.
        late.UnionWith(taken.Where(place.Mark.IsBefore).Take(MostLate - late.Count).Select(item => (item.ConversationId, item.Newest)));
        // Where messages push entries on, a page begins with what ended the one before.
        List<Conversation> items = [.. taken.Where(item => !last.Contains((item.ConversationId, item.Newest)))];
        last = [.. taken.Select(item => (item.ConversationId, item.Newest))];
        var hasEnded = page.NextPageToken is null || (!place.IsUnsorted && !(range.IsShared && place.Phase == RecentPhase.Gaps) && page.Items.Any(item => IsBehind(place, item)));
        // A single page shows everything at one moment.
        var isAll = isFirst && page.NextPageToken is null;
        if (hasEnded && place.Floor is null && place.Phase != RecentPhase.Gaps && !isAll)
        {
            place = place with { IsUnsorted = await range.ArriveAsync(place.IsUnsorted, call).ConfigureAwait(false) };
            hasEnded = page.NextPageToken is null || !place.IsUnsorted;
            // This page again: what the other reader has skipped may stand on it; without an order, on any.
            if (hasEnded && range.Skipped is not null)
                return new(items, place with { Phase = RecentPhase.Gaps, Token = place.IsUnsorted ? null : place.Token }, place.Mark, page.TotalSize);
        }
        return new(
            items,
            !hasEnded ? place with { Token = page.NextPageToken } : isAll || (isFirst && (!range.IsShared || place.Floor is not null)) ? null : Again(place),
            place.Mark,
            page.TotalSize);
    }

    private bool IsBehind(RecentPlace place, Conversation item) => place.Floor is { } floor
        ? floor.IsBehind(item)
        : range.IsOlder(item);

    // What moved has a message at the mark or later: it may be behind the window, and where nothing is newer, nothing moved.
    private RecentPlace? Again(RecentPlace place) => range.Ends(place.Mark) || place.Mark.Time <= place.Floor?.Time
        ? null
        : new(RecentPhase.NewestFirst) { Floor = place.Mark, Split = place.Split };
}
