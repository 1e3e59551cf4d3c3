using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>Gets contacts of a Sinch project, as a list, by ID, by phone number or by the ID of another system.</summary>
/// <remarks>
/// <para>
/// A contact is a person, by the addresses that the channels know. With -Identity, a phone number is taken as people write
/// it, and without -Channel the channels that are addressed by phone number are tried: SMS, WHATSAPP, RCS, MMS, VIBERBM and
/// KAKAOTALK, each with and without the plus, as contacts occur in both forms. That takes 12 requests at the same time.
/// </para>
/// </remarks>
/// <example>
/// <para>Find out what a customer wrote, by the phone number</para>
/// <code>
/// Get-SinchContact -Identity '+46 70-123 45 67' |
///     Get-SinchConversation -All |
///     Get-SinchMessage -First 20
/// </code>
/// <para>A contact can have conversations with several apps and over several channels; this takes all of them.</para>
/// </example>
/// <example>
/// <para>Export all contacts</para>
/// <code>
/// Get-SinchContact -All | Export-Csv -Path ./contacts.csv -NoTypeInformation -Encoding UTF8
/// </code>
/// <para>The addresses become one column, such as SMS:+46701234567; WHATSAPP:+46701234567.</para>
/// </example>
/// <input type="System.String">IDs of contacts to get.</input>
/// <input type="System.Management.Automation.PSObject">Objects with a ContactId or contact_id, to get their contacts; raw contacts of the API.</input>
/// <input type="SinchConv.SinchSession">Sessions, to list the contacts of each project.</input>
/// <output type="SinchConv.Contact">The contacts, one by one.</output>
/// <seealso cref="GetSinchConversationCommand"/>
/// <seealso cref="GetSinchMessageCommand"/>
[Cmdlet(VerbsCommon.Get, "SinchContact", HelpUri = "https://developers.sinch.com/docs/conversation/api-reference/conversation/tag/Contact/#tag/Contact/operation/Contact_ListContacts")]
[OutputType(typeof(Contact))]
public sealed class GetSinchContactCommand : SinchListCommand<Contact>
{
    /// <summary>The IDs of the contacts to get, one request each.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("contact_id")]
    [TextArgument(nameof(ContactId), IsList = true)]
    [ArgumentCompleter(typeof(ContactIdCompleter))]
    public string[]? ContactId { get; set; }

    /// <summary>The ID that another system knows the contact by.</summary>
    [Parameter]
    [TextArgument(nameof(Contact.ExternalId))]
    [ValidateIdentifier(IsPlain = true)]
    public string? ExternalId { get; set; }

    /// <summary>The address of the contact: a phone number with its country code, in any common spelling, or what the channel knows it by.</summary>
    [Parameter]
    [TextArgument(nameof(Identity))]
    [ValidateIdentifier(IsPlain = true)]
    public string? Identity { get; set; }

    /// <summary>The channels of the address. Only for -Identity; without it, the channels that are addressed by phone number are tried.</summary>
    [Parameter]
    [TextArgument(nameof(Channel), IsList = true)]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string[]? Channel { get; set; }

    private protected override Endpoint<Contact> Endpoint => Endpoints.Contacts;

    private protected override string IdParameter => nameof(ContactId);

    private protected override IReadOnlyList<string>? Ids => Given(nameof(ContactId), ContactId, "contact_id") ?? (RawId(RawObject.Contact) is { } id ? [id] : null);

    private protected override IReadOnlyList<string> FilterParameters { get; } = [nameof(Identity), nameof(ExternalId), nameof(Channel)];

    private protected override string? IdHint(string id) => PhoneNumber.Spellings(id).Count > 0 || id.IndexOf('@') >= 0
        ? $"'{Identifier.Quote(id)}' is no contact ID: by a phone number or another address, a contact is found with -Identity."
        : null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        const string OneOfThem = "-ExternalId goes with neither -Identity nor -Channel: the service takes one or the other.";
        if (ExternalId is not null && Identity is not null)
            RefuseOrLeaveOut(IsOnCommandLine(nameof(Identity)) ? nameof(ExternalId) : nameof(Identity), OneOfThem, ExternalId);
        if (ExternalId is not null && Channel is not null)
            RefuseOrLeaveOut(nameof(Channel), OneOfThem, ExternalId);
    }

    private protected override bool AsksTogether => Identity is not null && !(IsDefault(nameof(Identity)) && IsOnCommandLine(nameof(ExternalId)));

    // The same contact may be found by several channels and spellings.
    private protected override Func<Contact, bool>? Keep => Identity is null
        ? null
        : new HashSet<string?>() is var seen ? contact => seen.Add(contact.ContactId) : null;

    private protected override SinchException? WhenEmpty => (Identity ?? ExternalId) is { } wanted
        ? new SinchException(SinchError.NotFound, $"No contact has the {(Identity is null ? "external ID" : "identity")} '{Text.Quote(wanted, 100)}'{(Identity is null ? "" : $" in {string.Join(", ", (Channel ?? KnownValues.PhoneChannels).Select(channel => channel.ToUpperInvariant()))}")}.")
        : null;

    private protected override IReadOnlyList<Query> Queries(SinchSession session)
    {
        RefuseInput(nameof(ContactId));
        if (ExternalId is not null)
            return [new Query(new Filter(nameof(ExternalId), ExternalId, "external_id"))];
        if (Identity is null)
            return !IsOnCommandLine(nameof(Channel)) ? [new Query()] : throw Invalid("-Channel says where an -Identity is known: give both.");
        var spellings = PhoneNumber.Spellings(Identity);
        if (spellings.Count == 0 && Channel is null)
            throw Invalid($"'{Text.Quote(Identity, 100)}' is no phone number with a country code, as +46 70 123 45 67 is. For an address of another kind, -Channel has to say of which channel it is.");
        return
        [
            .. from channel in (Channel ?? KnownValues.PhoneChannels).Select(channel => channel.ToUpperInvariant()).Distinct()
               // A channel that is newer than this module may be one of phone numbers.
               from identity in spellings.Count == 0 || KnownValues.Channels.Except(KnownValues.PhoneChannels).Contains(channel) ? [Identity] : spellings
               select new Query(new Filter(nameof(Channel), channel, "channel"), new Filter(nameof(Identity), identity, "identity")),
        ];
    }
}
