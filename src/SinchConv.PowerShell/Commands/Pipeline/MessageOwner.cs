using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>Whose messages or events a command was told to look at, by its parameters and its input.</summary>
internal static class MessageOwner
{
    /// <summary>The filters that name the conversation, the contact and the app.</summary>
    /// <param name="command">The command.</param>
    /// <param name="conversationId">What is bound to -ConversationId.</param>
    /// <param name="contactId">What is bound to -ContactId.</param>
    /// <param name="appId">What is bound to -AppId.</param>
    /// <param name="defaultAppId">The app where nothing else is named; null where the command does not list by app.</param>
    /// <exception cref="SinchException">Nothing is named, or the input adds nothing to what stands on the command line.</exception>
    public static IReadOnlyList<Filter> Filters(SinchSessionCommand command, string? conversationId, string? contactId, string? appId = null, string? defaultAppId = null)
    {
        if (command.IsCount && command.OfInput("ConversationId", "conversation_id") is null)
            throw Invalid("A count is of conversations: get them first (Get-SinchConversation), and pipe them on.");
        var isByApp = command.MyInvocation.MyCommand.Parameters.ContainsKey("AppId");
        string[] names = isByApp ? ["ConversationId", "ContactId", "AppId"] : ["ConversationId", "ContactId"];
        List<Filter> filters =
        [
            .. Named("ConversationId", conversationId, "conversation_id", RawObject.Conversation),
            .. Named("ContactId", contactId, "contact_id", RawObject.Contact),
            .. isByApp ? Named("AppId", appId, "app_id", RawObject.App) : [],
        ];
        // A default app does not narrow what a conversation or a contact has.
        if (filters.Count > 1 && command.IsDefault("AppId") && command.OfInput("AppId", "app_id") is null)
            filters.RemoveAll(filter => filter.Parameter == "AppId");
        // Else several inputs would mean the same.
        if (command.HasInput && filters.All(filter => command.IsOnCommandLine(filter.Parameter!)))
            throw Invalid($"{command.InputName} names nothing{(filters.Count > 0 ? " beside what stands on the command line" : "")}: a property {string.Join(" or ", names)} is needed.");
        if (filters.Count == 0 && defaultAppId is not null)
            filters.Add(new Filter("AppId", defaultAppId, "app_id"));
        return filters.Count > 0 ? filters : throw Invalid($"Nothing says whose they are: give {string.Join(" or ", names.Select(name => "-" + name))}, or pipe in conversations or contacts.");

        IEnumerable<Filter> Named(string parameter, string? bound, string field, RawObject kind)
        {
            if ((command.Given(parameter, bound, field) ?? command.RawId(kind)) is not { } id)
                return [];
            command.RefuseContradiction(parameter, command.OfInput(parameter, field) ?? command.RawId(kind), id);
            return [new Filter(parameter, id, field)];
        }
    }

    private static SinchException Invalid(string message) => new(SinchError.InvalidRequest, message);
}
