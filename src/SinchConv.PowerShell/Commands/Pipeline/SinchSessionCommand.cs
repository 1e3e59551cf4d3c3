using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>A command that works with a session: the one given, else the default one of the runspace.</summary>
public abstract class SinchSessionCommand : SinchCommand
{
    /// <summary>
    /// What an identifier is when neither the command line nor the input has it. Not null, which an input may bring: that
    /// must not widen what the command does. No identifier holds this character.
    /// </summary>
    private protected const string NotGiven = "\0";

    /// <summary>
    /// The session to use, as Connect-SinchProject -PassThru or Get-SinchSession gives it. Without it, the default
    /// session of the runspace is used, which Connect-SinchProject sets.
    /// </summary>
    /// <value>The default session of the runspace</value>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public SinchSession? Session { get; set; }

    /// <summary>The session to work with. Ends the command when there is none.</summary>
    private protected SinchSession Connected()
    {
        if ((Session ?? SessionStore.Default) is { IsDisconnected: false } session)
            return session;
        Settle();
        var failure = Session is null ? new SinchException(SinchError.NotConnected, "There is no connection to a Sinch project.") : Transport.WasDisconnected();
        ThrowFailure(failure, target: null, session: null);
        throw failure;
    }

    /// <summary>What the filters of the command and its input ask for. Ends the command where the two contradict each other.</summary>
    /// <exception cref="SinchException">The input is a count that does not tell what it counted.</exception>
    private protected ConversationFilter Filter(PSObject? input, string? appId, string? contactId, ConversationState state, string[]? channels, SinchSession session)
    {
        var piped = input is null ? null : new PipelineInput(input);
        var isSession = piped is { IsSession: true };
        if (isSession && !ReferenceEquals(input!.BaseObject, Session))
            End("A session was piped in, and -Session names another one or none: give it on the pipeline or with -Session.");
        // The AppId of a session that was piped in is its default app, and not one that was given.
        var app = isSession ? null : Given(appId);
        var contact = Given(contactId);
        var count = isSession ? null : piped;
        if (count is not null && (IsOnCommandLine("Channel") || (IsOnCommandLine("State") && count.State is not null) || IsOther(count.AppId, app) || IsOther(count.ContactId, contact)))
            End("A count tells its own -AppId, -ContactId, -State and -Channel: choose among the counts with Where-Object instead.");
        return ConversationFilter.From((app, contact, IsOnCommandLine("State") ? state : null, channels), count, session);

        // Be it empty, an identifier that was given is one.
        static string? Given(string? identifier) => identifier == NotGiven ? null : identifier;

        static bool IsOther(string? counted, string? given) => counted is not null && given is not null && counted != given;
    }

    /// <summary>Ends the command because of one of its inputs; what earlier ones have under way is written before.</summary>
    private protected void End(string message)
    {
        Settle();
        Refuse(message);
    }

    /// <summary>Writes what earlier inputs still have under way, before an error of this one ends the command.</summary>
    private protected virtual void Settle()
    {
    }
}
