using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>Gets the current connection to a Sinch project.</summary>
/// <remarks>
/// <para>
/// Shows the default session of the runspace: project, region, hosts, key ID, kind of authentication, default app, and
/// when its token expires. Secrets are never part of it. Gives nothing when nothing is connected.
/// </para>
/// </remarks>
/// <example>
/// <para>See what is connected</para>
/// <code>
/// Get-SinchSession
/// </code>
/// <para>Nothing comes when nothing is connected.</para>
/// </example>
/// <example>
/// <para>Make sure that a script works on the right project</para>
/// <code>
/// $session = Get-SinchSession
/// if ($session.ProjectId -ne 'a1b2c3d4-0000-4000-8000-5a6db0c5a6db') {
///     throw "This script is for another project than '$($session.ProjectId)'."
/// }
/// </code>
/// <para>Without a connection, the project ID is empty, so this stops as well.</para>
/// </example>
/// <example>
/// <para>List several channels at the same time in PowerShell 7</para>
/// <code>
/// $session = Get-SinchSession
/// 'WHATSAPP', 'SMS', 'RCS' |
///     ForEach-Object -Parallel { Get-SinchConversation -Channel $_ -All -Session $using:session } |
///     Group-Object -Property ActiveChannel -NoElement
/// </code>
/// <para>
/// The default session belongs to its runspace; each parallel script block has a runspace of its own, which gets the
/// session by $using.
/// </para>
/// </example>
/// <input type="SinchConv.SinchSession">Sessions, to show them.</input>
/// <output type="SinchConv.SinchSession">The session. It holds no secret.</output>
/// <seealso cref="ConnectSinchProjectCommand"/>
/// <seealso cref="DisconnectSinchProjectCommand"/>
[Cmdlet(VerbsCommon.Get, "SinchSession", HelpUri = "https://developers.sinch.com/docs/conversation/api-reference/")]
[OutputType(typeof(SinchSession))]
public sealed class GetSinchSessionCommand : SinchSessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (OneSession() is { IsDisconnected: false } session)
            WriteObject(session);
    }
}
