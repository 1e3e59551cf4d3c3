namespace SinchConv.Api;

/// <summary>Asks for pages of the list by time, in either direction.</summary>
internal sealed class RecentList(SinchClient client, Query query)
{
    public Task<Page<Conversation>> GetAsync(bool isOldestFirst, string? token, CallContext call) =>
        client.ListAsync(Endpoints.Recent, query.With(new Filter(null, null, "order", isOldestFirst ? "ASC" : "DESC")), token, call);
}
