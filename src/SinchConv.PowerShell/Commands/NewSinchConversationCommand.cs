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
    [ValidateSet(KnownValues.Active, KnownValues.Inactive)]
    public string State { get; set; } = KnownValues.Active;

    /// <summary>How many requests may be under way at a time, 1 to 32.</summary>
    /// <value>1</value>
    [Parameter]
    [NumberArgument]
    [ValidateRange(1, 32)]
    public int ThrottleLimit { get; set; } = 1;

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
            if (InputObject is { BaseObject: not SinchSession } && IsOnCommandLine(nameof(ContactId)))
                throw Invalid("-ContactId is given, and something else is piped in: give one of the two.");
            RefuseContradiction(nameof(AppId), OfInput(nameof(AppId), "app_id"), AppId);
            contact = Given(nameof(ContactId), ContactId, "contact_id") ?? RawId(RawObject.Contact) ?? throw Invalid("Nothing says with whom: give -ContactId, or pipe in contacts.");
            var app = Given(nameof(AppId), AppId, "app_id") ?? session.DefaultAppId ?? throw Invalid("A conversation belongs to an app: give -AppId, or a default app with Connect-SinchProject -AppId.");
            if (!ShouldProcess($"app {app} and contact {contact} of {session}", $"New {State} conversation{(string.IsNullOrEmpty(Channel) ? "" : $" in {Channel}")}{(string.IsNullOrEmpty(MetadataJson) ? "" : " with metadata")}"))
                return;
            var fields = new ConversationFields().Text("app_id", app).Text("contact_id", contact)
                .With(State, NullIfEmpty(Channel), NullIfEmpty(MetadataJson), NullIfEmpty(CorrelationId));
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

    // A row of a CSV leaves empty what it does not say.
    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
