namespace SinchConv.Api;

/// <summary>Asks the service about channels by which this side chooses: nobody else would tell that one of them does not exist.</summary>
internal static class ChannelCheck
{
    /// <exception cref="SinchException">The service refuses a channel.</exception>
    public static async Task RunAsync(SinchClient client, Query query, CallContext call)
    {
        foreach (var channel in ((IReadOnlyList<string>?)query["Channel"] ?? []).Except(KnownValues.Channels))
        {
            Filter?[] owner = [query["AppId"] is string app ? ConversationQuery.App(app) : null, query["ContactId"] is string contact ? ConversationQuery.Contact(contact) : null];
            await client.CountAsync(Endpoints.Conversations, new Query([.. owner.OfType<Filter>(), ConversationQuery.Channel(channel)]), call).ConfigureAwait(false);
        }
    }
}
