namespace SinchConv.Api;

/// <summary>Counts conversations by channel and state from the sizes that the service announces.</summary>
internal sealed class ConversationCensus(SinchClient client, Throttle throttle)
{
    /// <summary>How many conversations the queries have together.</summary>
    public async Task<long> TotalAsync(IReadOnlyList<ConversationQuery> queries, CallContext call)
    {
        var counts = await Task.WhenAll(queries.Select(query => CountAsync(query, call))).ConfigureAwait(false);
        return counts.Sum();
    }

    /// <summary>A count for each channel and state that has conversations, and for each state what no known channel covers.</summary>
    public async Task<IReadOnlyList<ConversationCount>> TakeAsync(IReadOnlyList<ConversationQuery> queries, CallContext call)
    {
        var states = queries.SelectMany(States).ToList();
        var cells = states.SelectMany(Channels).ToList();
        var wholes = states.Where(state => state.ActiveChannel is null).ToList();
        var areNamed = wholes.Count == 0;
        var counts = await Task.WhenAll([
            .. cells.Select(query => areNamed ? CountAsync(query, call) : CountKnownAsync(query, call)),
            .. wholes.Select(query => CountAsync(query, call)),
        ]).ConfigureAwait(false);
        var found = cells.Zip(counts, (query, count) => (Query: query, Count: count)).ToList();
        foreach (var (whole, count) in wholes.Zip(counts.Skip(cells.Count), (query, count) => (query, count)))
            found.Add((whole, count - found.Where(cell => cell.Query.OnlyActive == whole.OnlyActive).Sum(cell => cell.Count)));
        var largest = found.Max(cell => cell.Count);
        return [.. found.Where(cell => cell.Count > 0).Select(cell => new ConversationCount(largest)
        {
            ActiveChannel = cell.Query.ActiveChannel,
            State = cell.Query.OnlyActive == true ? ConversationState.Active : ConversationState.Inactive,
            Count = cell.Count,
            AppId = cell.Query.AppId,
            ContactId = cell.Query.ContactId,
        })];
    }

    private static IEnumerable<ConversationQuery> States(ConversationQuery query) =>
        query.OnlyActive is null ? [query with { OnlyActive = true }, query with { OnlyActive = false }] : [query];

    private static IEnumerable<ConversationQuery> Channels(ConversationQuery query) =>
        query.ActiveChannel is null ? KnownValues.Channels.Select(channel => query with { ActiveChannel = channel }) : [query];

    private Task<long> CountAsync(ConversationQuery query, CallContext call) =>
        throttle.RunAsync(() => client.CountConversationsAsync(query, call), call);

    // Nobody asked for this channel by name, and the service may give it up: the row of the rest then holds what it has.
    private async Task<long> CountKnownAsync(ConversationQuery query, CallContext call)
    {
        try
        {
            return await CountAsync(query, call).ConfigureAwait(false);
        }
        catch (SinchException e) when (e.Error is SinchError.InvalidRequest)
        {
            call.Note($"The service does not know a channel: {e.Message}");
            return 0;
        }
    }
}
