namespace SinchConv.Api;

/// <summary>The ordinary list of conversations in the place of the one by time: everything is read, and this side chooses.</summary>
/// <param name="client">Asks the service.</param>
/// <param name="query">What is asked for.</param>
/// <param name="choice">What is chosen.</param>
/// <param name="limit">The most conversations that anybody wants; <see cref="long.MaxValue"/> for all, which then come in the order of the list.</param>
internal sealed class OrdinaryList(SinchClient client, Query query, RecentChoice choice, long limit)
{
    private readonly Query query = query with
    {
        PageSize = Math.Min((int?)query["PageSize"] ?? int.MaxValue, Endpoints.Conversations.LargestPage),
    };

    public async Task<RecentPage> NextAsync(RecentPlace place, CallContext call)
    {
        if (limit < long.MaxValue)
            return new(await BestAsync(call).ConfigureAwait(false), null, Mark.None, null);
        var page = await GetAsync(place.Token, call).ConfigureAwait(false);
        return new([.. page.Items.Where(choice.Takes)], page.NextPageToken is { } next ? place with { Token = next } : null, Mark.None, page.TotalSize);
    }

    // One more than is wanted, so that the listing knows that it is cut.
    private async Task<IReadOnlyList<Conversation>> BestAsync(CallContext call)
    {
        var walk = new PageWalk<Conversation>(GetAsync);
        List<Conversation> best = [];
        while (walk.HasMore)
        {
            best.AddRange((await walk.NextAsync(call).ConfigureAwait(false)).Items.Where(choice.Takes));
            if (best.Count > 1_000 && best.Count / 2 > limit)
                best = Sort(best);
        }
        return Sort(best);
    }

    private List<Conversation> Sort(List<Conversation> items)
    {
        var sorted = choice.IsOldestFirst == true ? items.OrderBy(Time) : items.OrderByDescending(Time);
        return [.. limit < int.MaxValue ? sorted.Take((int)limit + 1) : sorted];
    }

    private Task<Page<Conversation>> GetAsync(string? token, CallContext call) => client.ListAsync(Endpoints.Conversations, query, token, call);

    private static DateTime Time(Conversation item) => item.Newest ?? DateTime.MinValue;
}
