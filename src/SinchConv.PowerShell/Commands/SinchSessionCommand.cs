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
        if ((Session ?? SessionStore.Default) is { } session)
            return session;
        ThrowFailure(new SinchException(SinchError.NotConnected, "There is no connection to a Sinch project."), target: null, session: null);
        throw new InvalidOperationException();
    }
}
