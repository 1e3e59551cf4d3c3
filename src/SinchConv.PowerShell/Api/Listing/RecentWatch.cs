namespace SinchConv.Api;

/// <summary>Looks at the newest end of the list by time again and again, and tells what has come since the last time.</summary>
internal sealed class RecentWatch(SinchClient client, Query query)
{
    private readonly RecentChoice choice = new(query);
    private readonly RecentList list = new(client, query with { PageSize = Endpoints.Recent.LargestPage });

    private bool hasLooked;

    // The window's beginning is where to begin, which is no mark of what is known.
    private Mark? mark = query["After"] is DateTime after ? new Mark(after.ToUniversalTime(), []) : null;

    /// <summary>The conversations with a message behind the last look, the one with the oldest message first. The first look of all sees what is there, and takes none of it for new, unless there is a time to begin at.</summary>
    /// <exception cref="SinchException">The look failed: the next one tells what this one would have.</exception>
    public async Task<IReadOnlyList<Conversation>> LookAsync(CallContext call)
    {
        if (!hasLooked)
            await ChannelCheck.RunAsync(client, query, call).ConfigureAwait(false);
        hasLooked = true;
        var seen = mark ?? Mark.None;
        List<Conversation> found = [];
        var reader = new NewestFirst(list, choice);
        // Without a mark, one page is enough to make one.
        var walk = new PageWalk<Conversation>(async (token, inner) =>
        {
            var page = await reader.NextAsync(token is null ? new(RecentPhase.NewestFirst) { Floor = mark } : RecentPlace.Read(token), inner).ConfigureAwait(false);
            seen = seen.With(page.Mark);
            return new() { Items = page.Items, NextPageToken = mark is null ? null : page.Next?.ToString() };
        });
        while (walk.HasMore)
            found.AddRange((await walk.NextAsync(call).ConfigureAwait(false)).Items);
        var known = mark;
        mark = seen;
        return known is null ? [] : [.. found
            .Where(known.IsBefore)
            .GroupBy(item => (item.ConversationId, item.Newest), (_, same) => same.First())
            .OrderBy(item => item.Newest)];
    }
}
