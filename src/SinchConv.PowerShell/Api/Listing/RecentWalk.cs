namespace SinchConv.Api;

/// <summary>
/// The pages of a listing by time, whose items are already chosen: from whichever end is asked for or nearer, else through
/// the ordinary list where there is none by time.
/// </summary>
internal sealed class RecentWalk
{
    private readonly RecentList list;
    private readonly RecentChoice choice;
    private readonly NewestFirst newestFirst;
    private readonly OldestFirst oldestFirst;
    private readonly OrdinaryList ordinary;
    private readonly bool isOfContact;
    private readonly Func<CallContext, Task> checkChannels;

    public RecentWalk(SinchClient client, Query query, long limit)
    {
        choice = new(query);
        // Where this side chooses, nobody knows how many are useful.
        list = new(client, choice.IsPartial ? query with { PageSize = (int?)query["PageSize"] ?? Endpoints.Recent.LargestPage } : query);
        newestFirst = new(list, choice);
        oldestFirst = new(list, choice);
        ordinary = new(client, query, choice, limit);
        isOfContact = query["ContactId"] is not null;
        checkChannels = call => ChannelCheck.RunAsync(client, query, call);
    }

    /// <summary>A page, by the token of a <see cref="RecentPlace"/>; null for the first one.</summary>
    public async Task<Page<Conversation>> FetchAsync(string? token, CallContext call)
    {
        var page = token is null ? await FirstAsync(call).ConfigureAwait(false) : await NextAsync(RecentPlace.Read(token), call).ConfigureAwait(false);
        return new() { Items = page.Items, NextPageToken = page.Next?.ToString(), TotalSize = choice.IsPartial ? null : page.TotalSize };
    }

    private async Task<RecentPage> FirstAsync(CallContext call)
    {
        await checkChannels(call).ConfigureAwait(false);
        var why = "a contact has no list by time";
        try
        {
            if (!isOfContact)
                return await NextAsync(await BeginAsync(call).ConfigureAwait(false), call).ConfigureAwait(false);
        }
        catch (SinchException fault) when (fault.StatusCode is 404 or 501)
        {
            // If it is the app that is unknown, the ordinary list says so itself.
            why = $"the service does not give the list by time ({fault.StatusCode})";
        }
        call.Note($"The ordinary list is read, and all of it: {why}.");
        return await NextAsync(new(RecentPhase.Ordinary), call).ConfigureAwait(false);
    }

    private Task<RecentPage> NextAsync(RecentPlace place, CallContext call) =>
        place.Phase == RecentPhase.Ordinary ? ordinary.NextAsync(place, call)
        : place.IsFromOldest ? oldestFirst.NextAsync(place, call)
        : newestFirst.NextAsync(place, call);

    private async Task<RecentPlace> BeginAsync(CallContext call)
    {
        if (choice.IsOldestFirst == false)
            return new(RecentPhase.NewestFirst);
        var newest = await list.GetAsync(isOldestFirst: false, null, call).ConfigureAwait(false);
        var isOldestFirst = choice.IsOldestFirst ?? IsShorter(await list.GetAsync(isOldestFirst: true, null, call).ConfigureAwait(false), newest);
        return isOldestFirst ? new(RecentPhase.OldestFirst) { Mark = Mark.Of(newest.Items) } : new(RecentPhase.NewestFirst);
    }

    // A list that begins with conversations without a message does not tell how many of them there are.
    private bool IsShorter(Page<Conversation> oldest, Page<Conversation> newest) =>
        choice.After - First(oldest) < First(newest) - choice.Before;

    private static DateTime? First(Page<Conversation> page) => page.Items.Count == 0 ? null : page.Items[0].Newest;
}
