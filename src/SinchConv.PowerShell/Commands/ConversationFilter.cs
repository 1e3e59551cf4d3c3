using System.Collections;
using System.Management.Automation;
using SinchConv.PowerShell.Api;

namespace SinchConv.PowerShell.Commands;

/// <summary>What a command was told to look at, and the queries that this means.</summary>
internal sealed class ConversationFilter(string? appId, string? contactId, ConversationState? state, string[]? channels)
{
    /// <summary>The identifier that stands for the filter in an error record.</summary>
    public string? Target => NullIfEmpty(contactId) ?? appId;

    /// <summary>The channels, each once, as the service writes them; empty for all channels.</summary>
    public IReadOnlyList<string> Channels { get; } = [.. (channels ?? []).Select(channel => channel.ToUpperInvariant()).Distinct()];

    /// <summary>What a count says, where it was not given otherwise.</summary>
    /// <exception cref="SinchException">It does not say which conversations it counted.</exception>
    public static ConversationFilter Of(PipelineInput count, string? appId, string? contactId, ConversationState? state)
    {
        // Without its channel, it would list what the other counts list as well.
        if (count.ActiveChannel is not { } channel)
            throw Refusal("This count is of channels that the module does not know, and the service lists by the name of a channel only: give it with -Channel, or list everything with -State.");
        if (count.State is { } named)
            state = LanguagePrimitives.TryConvertTo<ConversationState>(named, out var known) ? known : throw Refusal($"The State '{Text.Quote($"{named}", 100)}' of the input is neither Active nor Inactive.");
        return new ConversationFilter(appId, contactId, state, [channel]);
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

    private static SinchException Refusal(string message) => new(SinchError.InvalidRequest, message);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
