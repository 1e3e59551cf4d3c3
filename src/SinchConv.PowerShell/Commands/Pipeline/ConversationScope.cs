using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>Which conversations a command was told to look at, by its parameters and its input.</summary>
/// <param name="AppId">The app; null when it was not given.</param>
/// <param name="ContactId">The contact; null when it was not given.</param>
/// <param name="State">The state; null for both.</param>
/// <param name="Channels">The channels; null for all.</param>
internal sealed record ConversationScope(string? AppId, string? ContactId, string? State, IReadOnlyList<string>? Channels)
{
    /// <summary>What the parameters of a command say, together with the input that it is working on.</summary>
    /// <exception cref="SinchException">The input names nothing, or contradicts what stands on the command line.</exception>
    public static ConversationScope From(SinchSessionCommand command, string? appId, string? contactId, string? state, string[]? channels)
    {
        if (command.IsCount && command.OfInput("Channel") is "")
            throw Invalid("This count is of channels that the module does not know, and the service asks for the name of a channel. Leave it out of the pipeline, and give the name with -Channel, or ask for everything with -State.");
        if (command.HasInput)
            Check(command, (appId, contactId, state, channels));
        var ofInput = command.IsOnCommandLine("Channel") ? null : command.ListOfInput("Channel");
        return new(
            Given("AppId", appId, "app_id") ?? command.RawId(RawObject.App),
            Given("ContactId", contactId, "contact_id") ?? command.RawId(RawObject.Contact),
            command.Given("State", state),
            Named(command.IsDefault("Channel") ? ofInput ?? channels : channels ?? ofInput));

        // An empty one would be a list of all channels.
        static string[]? Named(string[]? names) => names?.Contains("") == true ? throw Invalid("The Channel of the input is empty.")
            : names?.Select(name => Identifier.Fault("Channel", name)).FirstOrDefault(problem => problem is not null) is { } problem ? throw Invalid(problem)
            : names;

        // A count leaves empty what was not asked for.
        string? Given(string parameter, string? bound, string field) =>
            command.IsCount && !command.IsOnCommandLine(parameter) && !command.IsDefault(parameter) && command.OfInput(parameter, field) is "" ? null : command.Given(parameter, bound, field);
    }

    /// <summary>One query for each channel, or one for all.</summary>
    /// <param name="session">The session, whose default app counts when neither an app nor a contact is given.</param>
    /// <exception cref="SinchException">There is neither an app nor a contact, or a value means nothing.</exception>
    public IReadOnlyList<Query> Queries(SinchSession session)
    {
        var query = Owner(session);
        if (State is not null)
            query = query.With(ConversationQuery.State(KnownState(State)));
        return KnownChannels is not { } channels ? [query] : [.. channels.Select(channel => query.With(ConversationQuery.Channel(channel)))];
    }

    /// <summary>The query of a listing by the time of the newest message.</summary>
    /// <exception cref="SinchException">There is neither an app nor a contact, or a value means nothing.</exception>
    public Query ByTime(SinchSession session, bool isRecent, bool isOldest, DateTime? after, DateTime? before) =>
        ConversationQuery.ByTime(isRecent, isOldest, after, before, State is null ? null : KnownState(State), KnownChannels)
            .Aggregate(Owner(session), (query, filter) => query.With(filter));

    private string[]? KnownChannels => Channels is null ? null : [.. Channels.Select(channel => channel.ToUpperInvariant()).Distinct()];

    private Query Owner(SinchSession session)
    {
        var app = AppId is null && ContactId is null ? session.DefaultAppId : AppId;
        if (app is null && ContactId is null)
            throw Invalid("Conversations are listed by app or by contact: give -AppId or -ContactId, or a default app with Connect-SinchProject -AppId (or SINCH_APP_ID).");
        return ConversationQuery.Of(app, ContactId);
    }

    /// <summary>The state as the module writes it.</summary>
    /// <exception cref="SinchException">It is none.</exception>
    public static string KnownState(string state) =>
        KnownValues.States.FirstOrDefault(known => known.Equals(state, StringComparison.OrdinalIgnoreCase))
        ?? throw Invalid($"The State '{Text.Quote(state, 100)}' is neither Active nor Inactive.");

    private static void Check(SinchSessionCommand command, (string? AppId, string? ContactId, string? State, string[]? Channels) given)
    {
        var app = command.OfInput("AppId", "app_id") ?? command.RawId(RawObject.App);
        var contact = command.OfInput("ContactId", "contact_id") ?? command.RawId(RawObject.Contact);
        var channel = command.ListOfInput("Channel") is { } channels ? string.Join(", ", channels) : null;
        var state = command.OfInput("State");
        // Other things have states, too.
        if (command.IsOnCommandLine("State") && !KnownValues.States.Contains(state, StringComparer.OrdinalIgnoreCase))
            state = null;
        if (channel is null && command.OfInput("ActiveChannel", "active_channel") is not null)
            throw Invalid("The input has an ActiveChannel, by which nothing is listed or counted: rename it to Channel, or leave it out (Select-Object -Property AppId, ContactId).");
        // If what is typed won, several inputs could mean the same.
        command.RefuseContradiction("AppId", app, given.AppId);
        command.RefuseContradiction("ContactId", contact, given.ContactId);
        command.RefuseContradiction("State", state, given.State);
        command.RefuseContradiction("Channel", channel, given.Channels is null ? null : string.Join(", ", given.Channels));
        if (!(Adds("AppId", app) || Adds("ContactId", contact) || Adds("State", state) || Adds("Channel", channel)))
        {
            throw Invalid((app ?? contact ?? state ?? channel) is null
                ? $"{command.InputName} names neither an app nor a contact: a property AppId or ContactId is needed (to get single conversations, ConversationId)."
                : $"{command.InputName} names nothing beside what stands on the command line: leave one of the two out.");
        }

        bool Adds(string parameter, string? value) => value is not null && !(value.Length == 0 && command.IsCount) && !command.IsOnCommandLine(parameter);
    }

    private static SinchException Invalid(string message) => new(SinchError.InvalidRequest, message);
}
