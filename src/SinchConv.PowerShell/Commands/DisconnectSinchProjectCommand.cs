using System.Management.Automation;

namespace SinchConv.PowerShell.Commands;

/// <summary>Ends the connection to a Sinch project.</summary>
/// <remarks>
/// <para>
/// Forgets the credential and closes the connections of the default session, or of the one given. Commands that are
/// using it in other runspaces end with the error SinchNotConnected. Does nothing when nothing is connected.
/// </para>
/// </remarks>
[Cmdlet(VerbsCommunications.Disconnect, "SinchProject")]
[OutputType(typeof(void))]
public sealed class DisconnectSinchProjectCommand : SinchSessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionStore.Default;
        session?.Dispose();
        if (session == SessionStore.Default)
            SessionStore.Default = null;
    }
}
