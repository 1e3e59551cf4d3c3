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

    /// <summary>The app that was given. A session on the pipeline has an AppId too, but that is its default one.</summary>
    private protected string? GivenApp(string? appId) => Session is not null && !IsBound(nameof(Session)) && !IsBound("AppId") ? null : Given(appId);

    /// <summary>Ends the command when a count that was piped in and a parameter both tell a state or a channel.</summary>
    private protected void RefuseTwofold(PSObject? input)
    {
        if (input is null || !(IsBound("Channel") || (IsBound("State") && new PipelineInput(input).State is not null)))
            return;
        Settle();
        Refuse("A count tells its own -State and -Channel: choose among the counts with Where-Object instead.");
    }

    /// <summary>Writes what earlier inputs still have under way, before an error of this one ends the command.</summary>
    private protected virtual void Settle()
    {
    }
}
