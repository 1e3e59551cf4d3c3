using System.Management.Automation;
using SinchConv.PowerShell.Api;

namespace SinchConv.PowerShell.Commands;

/// <summary>A command that works with a session: the one given, else the default one of the runspace.</summary>
public abstract class SinchSessionCommand : SinchCommand
{
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
        if ((Session ?? SessionStore.Default) is not { } session)
            ThrowFailure(new SinchException(SinchError.NotConnected, "There is no connection to a Sinch project."), target: null, session: null);
        else if (session.IsDisconnected)
            ThrowFailure(Transport.WasDisconnected(), target: null, session);
        else
            return session;
        throw new InvalidOperationException();
    }

    /// <summary>Ends the command when a count that was piped in and a parameter both tell a state or a channel.</summary>
    private protected void RefuseTwofold(PSObject? input)
    {
        if (ConversationFilter.IsTwofold(MyInvocation.BoundParameters, input))
            Refuse("A count tells its own -State and -Channel: choose among the counts with Where-Object instead.");
    }
}
