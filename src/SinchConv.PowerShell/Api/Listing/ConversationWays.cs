namespace SinchConv.Api;

/// <summary>The ways in which a listing of conversations can be divided.</summary>
internal sealed class ConversationWays(SinchClient client, int limit)
{
    private readonly Throttle throttle = new(limit);

    public Divider<Conversation> Divider => new(OneWalk, Ways, limit);

    /// <summary>Filters that are given leave less to divide. The list by time knows neither channels nor contacts.</summary>
    private List<Way<Conversation>> Ways(Query query)
    {
        var states = ConversationQuery.ByState(query);
        List<Way<Conversation>> ways = [];
        if (query["Channel"] is null)
            ways.Add(new("by channel and state", [.. states.SelectMany(ConversationQuery.ByChannel).Select(OneWalk)]));
        if (states.Count > 1)
            ways.Add(new("by state", [.. states.Select(OneWalk)]));
        // What that list means by inactive is not documented: alone, its size could be right by chance.
        if (query["Channel"] is not null || query["ContactId"] is not null || query["State"] is KnownValues.Inactive)
            return ways;
        var byTime = FromBothEnds(query);
        ways.Add(new("from both ends of the list by time", [byTime]) { IsOptional = true });
        // Here, too, sizes could add up by chance, if it gave both.
        if (states.Count > 1)
            ways.Add(new("by state and from both ends of the list by time", [.. states.Select(FromBothEnds)]) { IsOptional = true, Whole = byTime });
        return ways;
    }

    private Share<Conversation> OneWalk(Query query) =>
        new(new(query, new PageWalk<Conversation>((token, call) => FetchAsync(Endpoints.Conversations, query, token, call))), query.PageSize!.Value);

    private Share<Conversation> FromBothEnds(Query query)
    {
        var sized = query with { PageSize = (int?)query["PageSize"] ?? Endpoints.RecentRows.LargestPage };
        var meeting = new Meeting();
        return new(End(isFromOldest: false), sized.PageSize.Value) { Other = End(isFromOldest: true) };

        ListPart<Conversation> End(bool isFromOldest)
        {
            var end = new RecentEnd((query, token, call) => FetchAsync(Endpoints.RecentRows, query, token, call), sized, meeting, isFromOldest);
            return new(sized, new PageWalk<Conversation>(end.FetchAsync)) { Settle = meeting.Settle, ToToken = end.ToToken };
        }
    }

    private Task<Page<Conversation>> FetchAsync(Endpoint<Conversation> endpoint, Query query, string? token, CallContext call) =>
        throttle.RunAsync(() => client.ListAsync(endpoint, query, token, call), call);
}
