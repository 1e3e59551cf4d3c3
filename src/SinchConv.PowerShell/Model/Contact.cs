namespace SinchConv;

/// <summary>A contact of a Sinch project: a person, by the identities that the channels know.</summary>
public sealed class Contact
{
    internal static FieldTable<Contact> Fields { get; } = new FieldTable<Contact>(() => new())
        .Text("id", (item, value) => item.ContactId = value)
        .List("channel_identities", ChannelIdentity.Fields, (item, value) => item.ChannelIdentities = new(value))
        .Texts("channel_priority", (item, value) => item.ChannelPriority = new(value))
        .Text("display_name", (item, value) => item.DisplayName = value)
        .Text("email", (item, value) => item.Email = value)
        .Text("external_id", (item, value) => item.ExternalId = value)
        .Text("metadata", (item, value) => item.Metadata = value)
        .Text("language", (item, value) => item.Language = value);

    // Contacts come from Sinch only.
    internal Contact()
    {
    }

    /// <summary>The ID of the contact.</summary>
    public string? ContactId { get; internal set; }

    /// <summary>The name of the person.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; internal set; }

    /// <summary>The ID that another system knows the contact by.</summary>
    public string? ExternalId { get; internal set; }

    /// <summary>The language, for example <c>EN_US</c>.</summary>
    public string? Language { get; internal set; }

    /// <summary>The addresses of the contact, one for each channel.</summary>
    public ItemList<ChannelIdentity> ChannelIdentities { get; internal set; } = new([]);

    /// <summary>The channels in the order in which they are tried.</summary>
    public ItemList<string> ChannelPriority { get; internal set; } = new([]);

    /// <summary>What an application left with the contact.</summary>
    public string? Metadata { get; internal set; }

    /// <summary>The ID of the contact.</summary>
    public override string ToString() => ContactId ?? "";
}
