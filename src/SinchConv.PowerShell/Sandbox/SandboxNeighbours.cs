using System.Text.Json;

namespace SinchConv.Sandbox;

/// <summary>What stands around the conversations: apps and their webhooks, contacts, messages, events.</summary>
internal sealed class SandboxNeighbours(SandboxProject project)
{
    private const int LargestPage = 20;
    private const int LargestMessagePage = 1000;

    public Action<Utf8JsonWriter> Apps() => SandboxAnswer.Page("apps", [.. project.Apps.Select(app => SandboxAnswer.Value(app.ToWire()))]);

    public Action<Utf8JsonWriter> App(string id) => SandboxAnswer.Value(project.RequireApp(id).ToWire());

    public Action<Utf8JsonWriter> Webhooks(string appId) =>
        SandboxAnswer.Page("webhooks", [.. project.RequireApp(appId).Webhooks().Select(webhook => SandboxAnswer.Value(webhook.Wire))]);

    public Action<Utf8JsonWriter> Webhook(string id) => project.Apps.SelectMany(app => app.Webhooks()).FirstOrDefault(webhook => webhook.Id == id).Wire is { } wire
        ? SandboxAnswer.Value(wire)
        : throw SandboxRefusal.NotFound("The webhook was not found.");

    public Action<Utf8JsonWriter> Contact(string id) => project.Contacts.Find(id) is { } contact
        ? contact.Write
        : throw SandboxRefusal.NotFound("The contact was not found.");

    public Action<Utf8JsonWriter> Contacts(SandboxRequest request)
    {
        var (externalId, channel, identity) = (request.Value("external_id"), request.Value("channel"), request.Value("identity"));
        if (externalId is not null && (channel ?? identity) is not null)
            throw SandboxRefusal.Invalid("external_id", "cannot be used together with channel and identity.");
        if ((channel is null) != (identity is null))
            throw SandboxRefusal.Invalid(channel is null ? "channel" : "identity", "channel and identity are used together.");
        var size = request.PageSize(LargestPage);
        var start = (int)(request.Start(request.Listing)?.Place ?? 0);
        var found = Enumerable.Range(start, Math.Max(0, project.Contacts.Count - start))
            .Where(number => identity is null || SandboxContact.Identity(number, channel!) == identity)
            .Select(project.Contacts.Make)
            .Where(contact => (externalId is null || contact.ExternalId == externalId) && (channel is null || contact.Channels.Contains(channel)));
        return Page(request, "contacts", size, found, contact => (contact.Number + 1, 0), contact => contact.Write);
    }

    public Action<Utf8JsonWriter> Messages(SandboxRequest request)
    {
        var source = request.OneOf("messages_source", "CONVERSATION_SOURCE", "DISPATCH_SOURCE");
        var withMetadata = request.OneOf("view", "WITH_METADATA", "WITHOUT_METADATA") != "WITHOUT_METADATA";
        var direction = request.OneOf("direction", "TO_APP", "TO_CONTACT");
        var (from, to) = (request.Time("start_time"), request.Time("end_time"));
        var (app, channel, identity) = (request.Value("app_id"), request.Value("channel"), request.Value("channel_identity"));
        if (app is not null)
            project.RequireApp(app);
        var size = request.PageSize(LargestMessagePage);
        var found = Entries(request, project.Messages, source == "DISPATCH_SOURCE", from).Where(message =>
            (app is null || message.AppId == app)
            && (channel is null || message.Channel == channel)
            && (identity is null || message.Identity == identity)
            && (direction is null || message.Direction == direction)
            && (from is null || message.AcceptTime > from)
            && (to is null || message.AcceptTime < to));
        return Page(request, "messages", size, found, message => (message.Slot, message.Number), message => json => message.Write(json, withMetadata));
    }

    public Action<Utf8JsonWriter> Events(SandboxRequest request)
    {
        if (request.Value("conversation_id") is null && request.Value("contact_id") is null)
            throw SandboxRefusal.Invalid("conversation_id", "conversation_id or contact_id is required.");
        var size = request.PageSize(LargestPage);
        return Page(request, "events", size, Entries(request, project.Events), happened => (happened.Slot, happened.Number), happened => json => happened.Write(json, withMetadata: false));
    }

    public Action<Utf8JsonWriter> Message(string id) => One(project.Messages.Find(id), "message");

    public Action<Utf8JsonWriter> Event(string id) => One(project.Events.Find(id), "event");

    private static Action<Utf8JsonWriter> One(SandboxEntry? entry, string kind) => entry is null
        ? throw SandboxRefusal.NotFound($"The {kind} was not found.")
        : json => entry.Write(json, withMetadata: true);

    // Conversation by conversation, and the last entry first in each; a page goes on behind the last entry of the one before.
    private IEnumerable<SandboxEntry> Entries(SandboxRequest request, SandboxThreads threads, bool isDispatch = false, DateTime? from = null)
    {
        var contactId = request.Value("contact_id");
        var ofContact = contactId is null ? null : project.RequireContact(contactId);
        var slot = request.Value("conversation_id") is { } id ? project.RequireSlot(id) : (int?)null;
        var after = request.Start(request.Listing);
        bool IsLeft(SandboxEntry entry) => after is null || entry.Slot > after.Value.Place || entry.Number < after.Value.Tie;
        if (isDispatch)
            return slot is not null ? [] : threads.Dispatched().Where(entry => IsLeft(entry) && (contactId is null || entry.ContactId == contactId));
        var slots = slot is not null ? [slot.Value] : ofContact ?? Enumerable.Range(0, project.Store.SlotCount);
        return slots
            .Where(slot => (after is null || slot >= after.Value.Place)
                && project.Store[slot] is { } conversation
                && (contactId is null || conversation.ContactId == contactId)
                && (from is null || conversation.Newest > from))
            .SelectMany(threads.Of)
            .Where(IsLeft);
    }

    private static Action<Utf8JsonWriter> Page<T>(SandboxRequest request, string name, int size, IEnumerable<T> left, Func<T, (long Place, long Tie)> place, Func<T, Action<Utf8JsonWriter>> write)
    {
        var items = left.Take(size + 1).ToList();
        var end = items.Count > size ? place(items[size - 1]) : ((long Place, long Tie)?)null;
        var next = end is { } last ? SandboxToken.Write(last.Place, request.Listing, last.Tie) : "";
        return SandboxAnswer.Page(name, [.. items.Take(size).Select(write)], next);
    }
}
