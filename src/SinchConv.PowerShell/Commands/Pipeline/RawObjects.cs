using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>What an object with an "id" is.</summary>
internal enum RawObject
{
    None,
    App,
    Contact,
    Conversation,
    Message,
    Event,
}

/// <summary>Tells raw answers of the API apart, which all call their own ID just "id", by the fields that no other kind has.</summary>
internal static class RawObjects
{
    public static RawObject KindOf(PSObject input)
    {
        bool Has(params string[] names) => names.Any(name => input.Properties[name] is not null);
        if (!Has("id") || Has("AppId", "ContactId", "ConversationId", "MessageId", "EventId"))
            return RawObject.None;
        if (Has("app_event", "contact_event", "contact_message_event"))
            return RawObject.Event;
        if (Has("app_message", "contact_message", "accept_time", "direction"))
            return RawObject.Message;
        if (Has("active", "active_channel", "last_received", "metadata_json", "correlation_id"))
            return RawObject.Conversation;
        if (Has("channel_identities", "channel_priority", "external_id", "email"))
            return RawObject.Contact;
        if (Has("channel_credentials", "processing_mode", "rate_limits", "retention_policy", "queue_stats"))
            return RawObject.App;
        // A webhook names an app as well, and where it is to be called.
        return Has("app_id") && !Has("target") ? RawObject.Conversation : RawObject.None;
    }
}
