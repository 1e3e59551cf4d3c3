using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace SinchConv.Commands;

/// <summary>Completes a parameter from what the session knows: that of -Session, else the default one. Silent without one.</summary>
internal abstract class SessionCompleter : IArgumentCompleter
{
    // What needs no quotes as a parameter's value.
    private static readonly Regex Plain = new("^[A-Za-z0-9_][A-Za-z0-9_-]*$", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if ((fakeBoundParameters?["Session"] as SinchSession ?? SessionStore.Latest) is not { } session)
            return [];
        var word = (wordToComplete ?? "").Trim('\'', '"');
        return Candidates(session)
            // Nobody knows an ID by heart: the beginning of a name will do.
            .Where(candidate => candidate.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase) || candidate.Hint.StartsWith(word, StringComparison.CurrentCultureIgnoreCase))
            .GroupBy(candidate => candidate.Id, (id, same) => (Id: id, same.First().Hint))
            .Take(50)
            .Select(candidate => new CompletionResult(Quote(candidate.Id), candidate.Id, CompletionResultType.ParameterValue, candidate.Hint.Trim() is { Length: > 0 } hint ? hint : candidate.Id))
            .ToList();
    }

    /// <summary>The values, the likeliest first, each with what a person would know it by.</summary>
    private protected abstract IEnumerable<(string Id, string Hint)> Candidates(SinchSession session);

    private static string Quote(string id) => Plain.IsMatch(id) ? id : $"'{CodeGeneration.EscapeSingleQuotedStringContent(id)}'";
}

/// <summary>Completes the apps of the project.</summary>
internal sealed class AppIdCompleter : SessionCompleter
{
    private protected override IEnumerable<(string Id, string Hint)> Candidates(SinchSession session) =>
        Task.Run(session.Memory.GetAppsAsync).GetAwaiter().GetResult()
        .Where(app => !string.IsNullOrEmpty(app.AppId))
        .Select(app => (app.AppId!, app.DisplayName ?? app.AppId!));
}

/// <summary>Completes the names of the apps.</summary>
internal sealed class AppNameCompleter : SessionCompleter
{
    private protected override IEnumerable<(string Id, string Hint)> Candidates(SinchSession session) =>
        Task.Run(session.Memory.GetAppsAsync).GetAwaiter().GetResult()
        .Where(app => !string.IsNullOrEmpty(app.DisplayName))
        .Select(app => (WildcardPattern.Escape(app.DisplayName), app.AppId ?? app.DisplayName!));
}

/// <summary>Completes the conversations that the session has shown.</summary>
internal sealed class ConversationIdCompleter : SessionCompleter
{
    private protected override IEnumerable<(string Id, string Hint)> Candidates(SinchSession session) => session.Memory.Recall<Conversation>()
        .Where(item => !string.IsNullOrEmpty(item.ConversationId))
        .Select(item => (item.ConversationId!, string.Format(CultureInfo.CurrentCulture, "{0} {1} {2:g}", item.ActiveChannel, item.State.ToLowerInvariant(), item.LastReceived)));
}

/// <summary>Completes the contacts that the session has shown, by name, and those of its conversations.</summary>
internal sealed class ContactIdCompleter : SessionCompleter
{
    private protected override IEnumerable<(string Id, string Hint)> Candidates(SinchSession session) =>
    [
        .. session.Memory.Recall<Contact>()
            .Where(item => !string.IsNullOrEmpty(item.ContactId))
            .Select(item => (item.ContactId!, $"{item.DisplayName ?? item.ContactId} {item.ChannelIdentities}")),
        .. session.Memory.Recall<Conversation>()
            .Where(item => !string.IsNullOrEmpty(item.ContactId))
            .Select(item => (item.ContactId!, $"contact of conversation {item.ConversationId}")),
    ];
}

/// <summary>Completes the messages that the session has shown.</summary>
internal sealed class MessageIdCompleter : SessionCompleter
{
    private protected override IEnumerable<(string Id, string Hint)> Candidates(SinchSession session) => session.Memory.Recall<Message>()
        .Where(item => !string.IsNullOrEmpty(item.MessageId))
        .Select(item => (item.MessageId!, item.Text.Length == 0 ? item.MessageId! : Text.Quote(item.Text, 60)));
}

/// <summary>Completes the events that the session has shown.</summary>
internal sealed class EventIdCompleter : SessionCompleter
{
    private protected override IEnumerable<(string Id, string Hint)> Candidates(SinchSession session) => session.Memory.Recall<ConversationEvent>()
        .Where(item => !string.IsNullOrEmpty(item.EventId))
        .Select(item => (item.EventId!, $"{item.EventType} {item.AcceptTime:g}"));
}
