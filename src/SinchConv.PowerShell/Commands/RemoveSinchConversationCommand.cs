using System.Management.Automation;
using System.Net.Http;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>Deletes conversations, together with all their messages.</summary>
/// <remarks>
/// <para>
/// The messages of a conversation are deleted with it, and nothing brings them back. Asks before each conversation unless
/// -Confirm:$false is given; -WhatIf shows what would be done. To end a conversation and keep it, use Stop-SinchConversation.
/// </para>
/// </remarks>
/// <example>
/// <para>Delete the conversations of a CSV file</para>
/// <code>
/// Get-SinchConversation -State Inactive -First 3 | Export-Csv -Path ./old.csv -NoTypeInformation -Encoding UTF8
/// Import-Csv -Path ./old.csv | Remove-SinchConversation -WhatIf
/// Import-Csv -Path ./old.csv | Remove-SinchConversation -Confirm:$false
/// </code>
/// <para>One that is gone already is an error of its own; the others are deleted all the same.</para>
/// </example>
/// <example>
/// <para>Delete one conversation without being asked</para>
/// <code>
/// $conversation = Get-SinchConversation -State Inactive -First 1
/// Remove-SinchConversation $conversation -Confirm:$false
/// </code>
/// <para>In a runbook, where nobody answers, -Confirm:$false is needed.</para>
/// </example>
/// <input type="System.String">IDs of conversations to delete.</input>
/// <input type="System.Management.Automation.PSObject">Objects with a ConversationId or conversation_id; raw conversations of the API.</input>
/// <input type="SinchConv.SinchSession">A session, beside -ConversationId.</input>
/// <seealso cref="GetSinchConversationCommand"/>
/// <seealso cref="StopSinchConversationCommand"/>
[Cmdlet(VerbsCommon.Remove, "SinchConversation", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = "https://developers.sinch.com/docs/conversation/api-reference/conversation/tag/Conversation/#tag/Conversation/operation/Conversation_DeleteConversation")]
[OutputType(typeof(void))]
public sealed class RemoveSinchConversationCommand : SinchChangeCommand
{
    private protected override string Action => "Remove with all messages";

    private protected override async Task<Conversation?> ChangeAsync(SinchClient client, string conversationId, CallContext call)
    {
        try
        {
            await client.DoAsync(new ApiRequest(HttpMethod.Delete, $"{Endpoints.Conversations.Path}/{Uri.EscapeDataString(conversationId)}"), call).ConfigureAwait(false);
        }
        catch (SinchException fault) when (fault is { Error: SinchError.NotFound, MayRepeatWhatWasDone: true })
        {
            // An attempt whose answer was lost has deleted it.
        }
        return null;
    }
}
