namespace SinchConv.Api;

/// <summary>Counts conversations by channel and state from the sizes that the service announces.</summary>
internal sealed class ConversationCensus(SinchClient client, Throttle throttle)
{
    /// <summary>How many conversations the queries have together.</summary>
    public async Task<long> TotalAsync(IReadOnlyList<Query> queries, CallContext call)
    {
        var counts = await Task.WhenAll(queries.Select(query => CountAsync(query, call))).ConfigureAwait(false);
        return counts.Sum();
    }

    /// <summary>A count for each channel and state that has conversations, and for each state what no known channel covers.</summary>
    public async Task<IReadOnlyList<ConversationCount>> TakeAsync(IReadOnlyList<Query> queries, CallContext call)
    {
        var states = queries.SelectMany(ConversationQuery.ByState).ToList();
        var cells = states.SelectMany(ConversationQuery.ByChannel).ToList();
        var wholes = states.Where(state => state["Channel"] is null).ToList();
        var areNamed = wholes.Count == 0;
        var counts = await Task.WhenAll([
            .. cells.Select(query => areNamed ? CountAsync(query, call) : CountKnownAsync(query, call)),
            .. wholes.Select(query => CountAsync(query, call)),
        ]).ConfigureAwait(false);
        var found = cells.Zip(counts, (query, count) => (Query: query, Count: count)).ToList();
        foreach (var (whole, count) in wholes.Zip(counts.Skip(cells.Count), (query, count) => (query, count)))
            found.Add((whole, count - found.Where(cell => Equals(cell.Query["State"], whole["State"])).Sum(cell => cell.Count)));
        var largest = found.Max(cell => cell.Count);
        return [.. found.Where(cell => cell.Count > 0).Select(cell => new ConversationCount(largest)
        {
            Channel = (string?)cell.Query["Channel"],
            State = (string)cell.Query["State"]!,
            Count = cell.Count,
            AppId = (string?)cell.Query["AppId"],
            ContactId = (string?)cell.Query["ContactId"],
        })];
    }

    private Task<long> CountAsync(Query query, CallContext call) =>
        throttle.RunAsync(() => client.CountAsync(Endpoints.Conversations, query, call), call);

    // Nobody asked for this channel by name, and the service may give it up: the row of the rest then holds what it has.
    private async Task<long> CountKnownAsync(Query query, CallContext call)
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
