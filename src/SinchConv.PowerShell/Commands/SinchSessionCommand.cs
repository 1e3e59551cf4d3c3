using System.Management.Automation;
using SinchConv.PowerShell.Api;

namespace SinchConv.PowerShell.Commands;

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

    /// <summary>An identifier that was given, be it empty; null when there was none.</summary>
    private protected static string? Given(string? identifier) => identifier == NotGiven ? null : identifier;

    /// <summary>Whether a session was piped in. Its AppId is its default app, and not one that was given.</summary>
    private protected bool IsPipedSession(PSObject? input)
    {
        if (input is null || !new PipelineInput(input).IsSession)
            return false;
        if (!ReferenceEquals(input.BaseObject, Session))
            End("A session was piped in, and -Session names another one or none: give it on the pipeline or with -Session.");
        return true;
    }

    /// <summary>Ends the command when a count that was piped in tells what a parameter tells too.</summary>
    private protected void RefuseTwofold(PipelineInput count, string? appId, string? contactId)
    {
        if (IsBound("Channel") || (IsBound("State") && count.State is not null) || IsOther(count.AppId, appId) || IsOther(count.ContactId, contactId))
            End("A count tells its own -AppId, -ContactId, -State and -Channel: choose among the counts with Where-Object instead.");

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
