using System.Management.Automation;
using System.Net.Http;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>Stops conversations: they become inactive, and the next message of the contact begins a new one.</summary>
/// <remarks>
/// <para>
/// Asks before each conversation unless -Confirm:$false is given; -WhatIf shows what would be done. A conversation that Sinch
/// does not know is an error of its own, and the others are stopped all the same.
/// </para>
/// </remarks>
/// <example>
/// <para>See which conversations have been silent for 90 days, then stop them</para>
/// <code>
/// $silent = Get-SinchConversation -State Active -All |
///     Where-Object { $_.LastReceived -and $_.LastReceived -lt (Get-Date).AddDays(-90) }
/// $silent | Stop-SinchConversation -WhatIf
/// $silent | Stop-SinchConversation -Confirm:$false -ThrottleLimit 16
/// </code>
/// <para>A conversation without a message has no LastReceived, which PowerShell would take for long ago.</para>
/// </example>
/// <example>
/// <para>Stop one conversation and see it afterwards</para>
/// <code>
/// $conversation = Get-SinchConversation -State Active -First 1
/// Stop-SinchConversation $conversation -Confirm:$false -PassThru
/// </code>
/// <para>In a runbook, where nobody answers, -Confirm:$false is needed.</para>
/// </example>
/// <input type="System.String">IDs of conversations to stop.</input>
/// <input type="System.Management.Automation.PSObject">Objects with a ConversationId or conversation_id; raw conversations of the API.</input>
/// <input type="SinchConv.SinchSession">A session, beside -ConversationId.</input>
/// <output type="SinchConv.Conversation">With -PassThru, the conversations as they are then. Else nothing.</output>
/// <seealso cref="GetSinchConversationCommand"/>
/// <seealso cref="SetSinchConversationCommand"/>
/// <seealso cref="RemoveSinchConversationCommand"/>
[Cmdlet(VerbsLifecycle.Stop, "SinchConversation", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = "https://developers.sinch.com/docs/conversation/api-reference/conversation/tag/Conversation/#tag/Conversation/operation/Conversation_StopActiveConversation")]
[OutputType(typeof(Conversation))]
public sealed class StopSinchConversationCommand : SinchChangeCommand
{
    /// <summary>Gets each conversation afterwards, with one more request.</summary>
    [Parameter]
    [SwitchArgument]
    public SwitchParameter PassThru { get; set; }

    private protected override string Action => "Stop";

    private protected override async Task<Conversation?> ChangeAsync(SinchClient client, string conversationId, CallContext call)
    {
        await client.DoAsync(new ApiRequest(HttpMethod.Post, $"{Endpoints.Conversations.Path}/{Uri.EscapeDataString(conversationId)}:stop"), call).ConfigureAwait(false);
        if (!PassThru)
            return null;
        try
        {
            return await client.GetAsync(Endpoints.Conversations, conversationId, call).ConfigureAwait(false);
        }
        catch (SinchException fault)
        {
            throw new SinchException(fault.Error, $"The conversation was stopped, but could not be read. {fault.Message}", fault);
        }
    }
}
