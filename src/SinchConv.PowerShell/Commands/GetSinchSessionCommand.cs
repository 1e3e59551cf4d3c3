using System.Management.Automation;

namespace SinchConv.PowerShell.Commands;

/// <summary>Gets the current connection to a Sinch project.</summary>
/// <remarks>
/// <para>
/// Shows the default session of the runspace: project, region, hosts, key ID, kind of authentication, default app, and
/// when its token expires. Secrets are never part of it. Gives nothing when nothing is connected.
/// </para>
/// </remarks>
[Cmdlet(VerbsCommon.Get, "SinchSession")]
[OutputType(typeof(SinchSession))]
public sealed class GetSinchSessionCommand : SinchSessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if ((Session ?? SessionStore.Default) is { } session)
            WriteObject(session);
    }
}
