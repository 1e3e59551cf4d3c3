namespace SinchConv.Api;

/// <summary>The filters of conversations.</summary>
internal static class ConversationQuery
{
    public static Filter App(string appId) => new("AppId", appId, "app_id");

    public static Filter Contact(string contactId) => new("ContactId", contactId, "contact_id");

    /// <summary>The query for what an app, a contact, or the two together have.</summary>
    public static Query Of(string? appId, string? contactId)
    {
        Filter?[] owners = [appId is null ? null : App(appId), contactId is null ? null : Contact(contactId)];
        return new(owners.OfType<Filter>());
    }

    public static Filter State(string state) => new("State", state, "only_active", state == KnownValues.Active ? "true" : "false");

    public static Filter Channel(string channel) => new("Channel", channel, "active_channel");

    /// <summary>
    /// The filters of the list by time, as a user gives them. What its <c>only_active=false</c> means nobody documents, and
    /// it takes no channel and no times: of these the service hears nothing, and this side chooses.
    /// </summary>
    public static IEnumerable<Filter> ByTime(bool isRecent, bool isOldest, DateTime? after, DateTime? before, string? state, IReadOnlyList<string>? channels)
    {
        if (isRecent)
            yield return new("Recent", true);
        if (isOldest)
            yield return new("Oldest", true);
        if (after is not null)
            yield return new("After", after);
        if (before is not null)
            yield return new("Before", before);
        if (state is not null)
            yield return state == KnownValues.Active ? State(state) : new("State", state);
        if (channels is not null)
            yield return new("Channel", channels);
    }

    /// <summary>The query for each state, or the query alone where it asks for one.</summary>
    public static IReadOnlyList<Query> ByState(Query query) =>
        query["State"] is null ? [.. KnownValues.States.Select(state => query.With(State(state)))] : [query];

    /// <summary>The query for each channel that this module knows, or the query alone where it asks for one.</summary>
    public static IReadOnlyList<Query> ByChannel(Query query) =>
        query["Channel"] is null ? [.. KnownValues.Channels.Select(channel => query.With(Channel(channel)))] : [query];
}
