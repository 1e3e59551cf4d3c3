using System.Collections;
using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>What a command was told to look at, and the queries that this means.</summary>
internal sealed class ConversationFilter(string? appId, string? contactId, ConversationState? state, string[]? channels)
{
    /// <summary>The identifier that stands for the filter in an error record.</summary>
    public string? Target => NullIfEmpty(contactId) ?? appId;

    /// <summary>The channels, each once, as the service writes them; empty for all channels.</summary>
    public IReadOnlyList<string> Channels { get; } = [.. (channels ?? []).Select(channel => channel.ToUpperInvariant()).Distinct()];

    /// <summary>What the parameters of a command say, and a count that was piped in.</summary>
    /// <param name="given">What the parameters say; null where they say nothing.</param>
    /// <param name="count">The count; null when there is none.</param>
    /// <param name="session">The session, whose default app counts when neither an app nor a contact is given.</param>
    /// <exception cref="SinchException">The count does not tell what it counted.</exception>
    public static ConversationFilter From((string? AppId, string? ContactId, ConversationState? State, string[]? Channels) given, PipelineInput? count, SinchSession session)
    {
        var appId = given.AppId ?? count?.AppId;
        var contactId = given.ContactId ?? count?.ContactId;
        return new ConversationFilter(
            appId is null && contactId is null ? session.AppId : appId,
            contactId,
            given.State ?? (count is null ? null : State(count)),
            given.Channels ?? (count is null ? null : [Channel(count)]));
    }

    /// <summary>One query for each channel, or one for all.</summary>
    /// <exception cref="SinchException">There is neither an app nor a contact.</exception>
    public IReadOnlyList<ConversationQuery> Queries(int pageSize = ConversationQuery.LargestPage)
    {
        if (string.IsNullOrEmpty(appId) && string.IsNullOrEmpty(contactId))
            throw Refusal("Conversations are listed by app or by contact: give -AppId or -ContactId, or a default app with Connect-SinchProject -AppId (or SINCH_APP_ID).");
        var query = new ConversationQuery
        {
            AppId = NullIfEmpty(appId),
            ContactId = NullIfEmpty(contactId),
            OnlyActive = state is null ? null : state == ConversationState.Active,
            PageSize = pageSize,
        };
        return Channels.Count == 0 ? [query] : [.. Channels.Select(channel => query with { ActiveChannel = channel })];
    }

    /// <summary>The parameters by which a user would ask for a query.</summary>
    public static Hashtable Parameters(ConversationQuery query)
    {
        var parameters = new Hashtable(StringComparer.OrdinalIgnoreCase);
        Add("AppId", query.AppId);
        Add("ContactId", query.ContactId);
        Add("State", query.OnlyActive is { } active ? State(active) : null);
        Add("Channel", query.ActiveChannel);
        return parameters;

        void Add(string name, object? value)
        {
            if (value is not null)
                parameters[name] = value;
        }
    }

    public static ConversationState State(bool isActive) => isActive ? ConversationState.Active : ConversationState.Inactive;

    private static ConversationState? State(PipelineInput count) => count.State switch
    {
        null => null,
        var named when LanguagePrimitives.TryConvertTo<ConversationState>(named, out var state) => state,
        var named => throw Refusal($"The State '{Text.Quote($"{named}", 100)}' of the input is neither Active nor Inactive."),
    };

    // Without its channel, it would ask for what the other counts ask for as well.
    private static string Channel(PipelineInput count) => count.ActiveChannel ?? throw Refusal(
        "This count is of channels that the module does not know, and the service asks for the name of a channel. Leave it out of the pipeline, and give the name with -Channel, or ask for everything with -State.");

    private static SinchException Refusal(string message) => new(SinchError.InvalidRequest, message);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
