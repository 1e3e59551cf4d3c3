using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>Ends the connection to a Sinch project.</summary>
/// <remarks>
/// <para>
/// Forgets the credential and closes the connections of the default session, or of the one given. Commands that are
/// using it in other runspaces end with the error SinchNotConnected. Does nothing when nothing is connected.
/// </para>
/// </remarks>
/// <example>
/// <para>Disconnect at the end of a script, however it ends</para>
/// <code>
/// Connect-SinchProject -Sandbox
/// try {
///     Get-SinchConversation -First 5
/// }
/// finally {
///     Disconnect-SinchProject
/// }
/// </code>
/// <para>The finally block runs after an error and after Ctrl+C too.</para>
/// </example>
/// <example>
/// <para>End one of several sessions</para>
/// <code>
/// $other = Connect-SinchProject -Sandbox -PassThru
/// Connect-SinchProject -Sandbox
/// Disconnect-SinchProject -Session $other
/// Get-SinchConversation -First 5
/// </code>
/// <para>The default session is another one and goes on working.</para>
/// </example>
/// <input type="SinchConv.SinchSession">Sessions to end.</input>
/// <seealso cref="ConnectSinchProjectCommand"/>
/// <seealso cref="GetSinchSessionCommand"/>
[Cmdlet(VerbsCommunications.Disconnect, "SinchProject", HelpUri = "https://developers.sinch.com/docs/conversation/api-reference/")]
[OutputType(typeof(void))]
public sealed class DisconnectSinchProjectCommand : SinchSessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (OneSession() is not { } session)
            return;
        session.Dispose();
        if (session == DefaultSession)
            DefaultSession = null;
    }
}
