namespace SinchConv.Api;

/// <summary>Asks the service about channels by which this side chooses: nobody else would tell that one of them does not exist.</summary>
internal static class ChannelCheck
{
    /// <exception cref="SinchException">The service refuses a channel.</exception>
    public static async Task RunAsync(SinchClient client, Query query, CallContext call)
    {
        var all = ConversationQuery.Of((string?)query["AppId"], (string?)query["ContactId"]);
        foreach (var channel in ((IReadOnlyList<string>?)query["Channel"] ?? []).Except(KnownValues.Channels))
            await client.CountAsync(Endpoints.Conversations, all.With(ConversationQuery.Channel(channel)), call).ConfigureAwait(false);
    }
}
