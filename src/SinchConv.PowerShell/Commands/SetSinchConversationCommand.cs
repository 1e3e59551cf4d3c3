using System.Management.Automation;
using System.Net.Http;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>Changes conversations: state, channel, metadata or correlation ID.</summary>
/// <remarks>
/// <para>
/// Only what is given is sent, and nothing else is touched. -MetadataJson replaces the metadata; with -MergeMetadata it is
/// merged into it: members that are given are set, members that are null are removed, the others stay (RFC 7386).
/// </para>
/// </remarks>
/// <example>
/// <para>Note a ticket in the metadata and keep the rest</para>
/// <code>
/// Get-SinchConversation -State Active -First 1 |
///     Set-SinchConversation -MetadataJson @{ ticket = 'T-4711' } -MergeMetadata -PassThru |
///     Format-List
/// </code>
/// <para>Without -MergeMetadata, the ticket would be all that is left of the metadata.</para>
/// </example>
/// <example>
/// <para>Give several conversations a correlation ID, eight at a time</para>
/// <code>
/// Get-SinchConversation -State Active -Channel SMS -First 20 |
///     Set-SinchConversation -CorrelationId campaign-7 -ThrottleLimit 8
/// </code>
/// <para>Nothing is written unless -PassThru is given. One that fails is an error of its own.</para>
/// </example>
/// <input type="System.String">IDs of conversations to change.</input>
/// <input type="System.Management.Automation.PSObject">Objects with a ConversationId or conversation_id; raw conversations of the API.</input>
/// <input type="SinchConv.SinchSession">A session, beside -ConversationId.</input>
/// <output type="SinchConv.Conversation">With -PassThru, the conversations as they are then. Else nothing.</output>
/// <seealso cref="GetSinchConversationCommand"/>
/// <seealso cref="StopSinchConversationCommand"/>
[Cmdlet(VerbsCommon.Set, "SinchConversation", SupportsShouldProcess = true, HelpUri = "https://developers.sinch.com/docs/conversation/api-reference/conversation/tag/Conversation/#tag/Conversation/operation/Conversation_UpdateConversation")]
[OutputType(typeof(Conversation))]
public sealed class SetSinchConversationCommand : SinchChangeCommand
{
    private ApiRequest? request;

    /// <summary>The state to set: Active or Inactive.</summary>
    [Parameter]
    [TextArgument(nameof(State))]
    [ArgumentCompleter(typeof(StateCompleter))]
    public string? State { get; set; }

    /// <summary>The channel to use from now on.</summary>
    [Parameter]
    [TextArgument(nameof(Channel))]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string? Channel { get; set; }

    /// <summary>The metadata: a hashtable, or the text of a JSON object.</summary>
    [Parameter]
    [JsonArgument(IsObject = true)]
    public string? MetadataJson { get; set; }

    /// <summary>Merges -MetadataJson into the metadata that is there, instead of replacing it.</summary>
    [Parameter]
    [SwitchArgument]
    public SwitchParameter MergeMetadata { get; set; }

    /// <summary>The correlation ID, up to 128 characters.</summary>
    [Parameter]
    [TextArgument(nameof(CorrelationId))]
    [ValidateIdentifier(IsPlain = true)]
    [ValidateLength(0, 128)]
    public string? CorrelationId { get; set; }

    /// <summary>Writes each conversation as it is then.</summary>
    [Parameter]
    [SwitchArgument]
    public SwitchParameter PassThru { get; set; }

    private protected override string Action => $"Set {string.Join(", ", Fields.Names)}";

    private ConversationFields Fields => new ConversationFields().With(State, Channel, MetadataJson, CorrelationId);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Fields.Names.Count == 0)
            Refuse("Nothing says what to change: give -State, -Channel, -MetadataJson or -CorrelationId.");
        if (MergeMetadata && MetadataJson is null && IsOnCommandLine(nameof(MergeMetadata)))
            Refuse("-MergeMetadata says how to use -MetadataJson: give that as well.");
        var strategy = MetadataJson is null ? "" : $"&metadata_update_strategy={(MergeMetadata ? "MERGE_PATCH" : "REPLACE")}";
        request = new(new HttpMethod("PATCH"), $"?update_mask={string.Join(",", Fields.Names)}{strategy}", Fields.ToJson());
    }

    private protected override async Task<Conversation?> ChangeAsync(SinchClient client, string conversationId, CallContext call)
    {
        var one = request! with { PathAndQuery = $"{Endpoints.Conversations.Path}/{Uri.EscapeDataString(conversationId)}{request.PathAndQuery}" };
        var changed = await client.DoAsync(Endpoints.Conversations, one, call).ConfigureAwait(false);
        return PassThru ? changed : null;
    }
}
