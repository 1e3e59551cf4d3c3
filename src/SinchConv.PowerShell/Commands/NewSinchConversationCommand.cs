using System.Management.Automation;
using System.Net.Http;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>Creates conversations between an app and contacts.</summary>
/// <remarks>
/// <para>
/// Usually Sinch creates a conversation with its first message; this is for a conversation that is to be there before. There
/// is at most one active conversation of an app and a contact. A request whose answer is lost is not repeated, because it may
/// have created the conversation.
/// </para>
/// </remarks>
/// <example>
/// <para>Create a conversation with metadata</para>
/// <code>
/// $contact = Get-SinchContact -First 1
/// $contact | New-SinchConversation -Channel SMS -MetadataJson @{ ticket = 'T-4711' } -State Inactive
/// </code>
/// <para>The metadata can be given as a hashtable or as the text of a JSON object.</para>
/// </example>
/// <example>
/// <para>See what would be created from the rows of a file</para>
/// <code>
/// Get-SinchContact -First 3 | Select-Object -Property ContactId, @{ Name = 'Channel'; Expression = { 'SMS' } } |
///     Export-Csv -Path ./new.csv -NoTypeInformation -Encoding UTF8
/// Import-Csv -Path ./new.csv | New-SinchConversation -State Inactive -WhatIf
/// </code>
/// <para>Each row is a conversation. What a row leaves empty is not set.</para>
/// </example>
/// <input type="System.Management.Automation.PSObject">
/// Objects with a ContactId or contact_id, and as far as they have them AppId, Channel, MetadataJson and CorrelationId, for
/// example rows of Import-Csv.
/// </input>
/// <input type="SinchConv.SinchSession">A session, beside -ContactId.</input>
/// <output type="SinchConv.Conversation">The new conversations.</output>
/// <seealso cref="GetSinchConversationCommand"/>
/// <seealso cref="SetSinchConversationCommand"/>
[Cmdlet(VerbsCommon.New, "SinchConversation", SupportsShouldProcess = true, HelpUri = "https://developers.sinch.com/docs/conversation/api-reference/conversation/tag/Conversation/#tag/Conversation/operation/Conversation_CreateConversation")]
[OutputType(typeof(Conversation))]
public sealed class NewSinchConversationCommand : SinchSessionCommand
{
    /// <summary>The ID of the contact.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("contact_id")]
    [TextArgument(nameof(ContactId))]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(ContactIdCompleter))]
    public string? ContactId { get; set; }

    /// <summary>The ID of the app. Without it, the default app of the session.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("app_id")]
    [TextArgument(nameof(AppId))]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(AppIdCompleter))]
    public string? AppId { get; set; }

    /// <summary>The channel to use. Without it, Sinch chooses by the contact.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TextArgument(nameof(Channel))]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string? Channel { get; set; }

    /// <summary>The metadata: a hashtable, or the text of a JSON object.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [JsonArgument(IsObject = true)]
    public string? MetadataJson { get; set; }

    /// <summary>The correlation ID, up to 128 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TextArgument(nameof(CorrelationId))]
    [ValidateLength(0, 128)]
    public string? CorrelationId { get; set; }

    /// <summary>Whether the conversation begins as Active or Inactive.</summary>
    /// <value>Active</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TextArgument(nameof(State))]
    [ArgumentCompleter(typeof(StateCompleter))]
    public string? State { get; set; }

    /// <summary>How many requests may be under way at a time, 1 to 32.</summary>
    /// <value>1</value>
    [Parameter]
    [NumberArgument]
    [ValidateRange(1, 32)]
    public int ThrottleLimit { get; set; } = 1;

    // Raw answers have no word for it.
    private string? StateOfRaw => OfInput("active") switch
    {
        "True" => KnownValues.Active,
        "False" => KnownValues.Inactive,
        _ => null,
    };

    // Of any kind that the parameter takes.
    private string? MetadataOfRow
    {
        get
        {
            var property = IsOnCommandLine(nameof(MetadataJson)) ? null : InputObject?.Properties[nameof(MetadataJson)] ?? InputObject?.Properties["metadata_json"];
            try
            {
                return (property?.Value is { } value ? JsonArgumentAttribute.ToJson(value, isObject: true) : MetadataJson) is { Length: > 0 } json ? json : null;
            }
            catch (ArgumentTransformationMetadataException fault)
            {
                throw Invalid($"The {property!.Name} of the input: {fault.Message}");
            }
        }
    }

    private ListingWriter<Conversation> Writer => field ??= new(this, isCutByDefault: false) { IsChange = true };

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        SinchSession? session = null;
        ListPart<Conversation> part;
        var contact = ContactId;
        try
        {
            session = ConnectedSession;
            RefuseInputBeside(nameof(ContactId), MayBeTyped(nameof(ContactId)));
            RefuseContradiction(nameof(AppId), OfInput(nameof(AppId), "app_id"), AppId, isChange: true);
            contact = Given(nameof(ContactId), ContactId, "contact_id") ?? RawId(RawObject.Contact) ?? throw Invalid("Nothing says with whom: give -ContactId, or pipe in contacts.");
            var app = Given(nameof(AppId), AppId, "app_id") ?? session.DefaultAppId ?? throw Invalid("A conversation belongs to an app: give -AppId, or a default app with Connect-SinchProject -AppId.");
            var state = ConversationScope.KnownState((IsOnCommandLine(nameof(State)) ? null : OfRow(nameof(State), null) ?? StateOfRaw) ?? State ?? KnownValues.Active);
            var channel = OfRow(nameof(Channel), Channel, "active_channel", "ActiveChannel");
            var metadata = MetadataOfRow;
            if (!ShouldProcess($"app {app} and contact {contact} of {session}", $"New {state} conversation{(channel is null ? "" : $" in {channel}")}{(metadata is null ? "" : " with metadata")}"))
                return;
            var fields = new ConversationFields().Text("app_id", app).Text("contact_id", contact)
                .With(state, channel, metadata, OfRow(nameof(CorrelationId), CorrelationId, "correlation_id"));
            var request = new ApiRequest(HttpMethod.Post, Endpoints.Conversations.Path, fields.ToJson(), MayRepeat: false);
            var client = session.Client;
            part = new(null, new PageWalk<Conversation>(async (_, call) =>
                new Page<Conversation> { Items = [await client.DoAsync(Endpoints.Conversations, request, call).ConfigureAwait(false)] }))
            {
                IsLookUp = true,
            };
        }
        catch (SinchException fault)
        {
            part = ListPart<Conversation>.Failed(null, fault);
        }
        Writer.Add([Listing<Conversation>.Of(part, contact ?? (object?)InputObject, session)], ThrottleLimit);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Writer.Finish();

    // What stands on the command line, else what the input has; a row of a CSV leaves empty what it does not say.
    private string? OfRow(string parameter, string? bound, params string[] names) =>
        (IsOnCommandLine(parameter) ? bound : OfInput([parameter, .. names]) ?? bound) is { Length: > 0 } text ? text : null;
}
