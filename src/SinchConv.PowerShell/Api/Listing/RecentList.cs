namespace SinchConv.Api;

/// <summary>Asks for pages of the list by time, in either direction.</summary>
internal sealed class RecentList(Func<Query, string?, CallContext, Task<Page<Conversation>>> fetch, Query query)
{
    public RecentList(SinchClient client, Query query)
        : this((part, token, call) => client.ListAsync(Endpoints.Recent, part, token, call), query)
    {
    }

    public Task<Page<Conversation>> GetAsync(bool isOldestFirst, string? token, CallContext call) =>
        fetch(query.With(new Filter(null, null, "order", isOldestFirst ? "ASC" : "DESC")), token, call);
}
