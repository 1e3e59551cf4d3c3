using System.Net;
using System.Text.Json;

namespace SinchConv.Sandbox;

/// <summary>The two lists of conversations: the ordinary one, and the recent ones by the time of their newest message.</summary>
internal sealed class SandboxLists(SandboxProject project)
{
    private const int LargestPage = 20;
    private const int LargestRecentPage = 50;

    public Action<Utf8JsonWriter> List(SandboxRequest request)
    {
        if (request.Value("app_id") is null && request.Value("contact_id") is null)
            throw SandboxRefusal.Invalid("app_id", "app_id or contact_id is required.");
        var filter = new SandboxFilter(request.Value("app_id"), request.Value("contact_id"), request.Boolean("only_active"), SandboxFields.Channel(request.Value("active_channel")));
        var size = request.PageSize(LargestPage);
        var among = Require(filter);
        var list = among is null ? project.Store.List(filter) : project.Store.Make(filter, SandboxOrder.Listed, among);
        // A place counts from 0 and stands for the slot where the page begins at the earliest: what is deleted meanwhile shifts nothing.
        var first = request.Start(filter)?.Place ?? 0;
        var start = list.CountTo(0, (int)first - 1);
        var slots = list.Take(start, size);
        var next = start + size < list.Count ? SandboxToken.Write(slots[slots.Length - 1] + 1, filter) : "";
        // As in the service, only the first page knows.
        var total = Total(filter, first == 0 ? list.Count : 0);
        return SandboxAnswer.Page("conversations", [.. slots.Select(slot => (Action<Utf8JsonWriter>)project.Store[slot]!.Write)], next, total);
    }

    public Action<Utf8JsonWriter> Recent(SandboxRequest request)
    {
        var quirks = project.Quirks;
        if (quirks.RecentStatus is { } status)
            throw new SandboxRefusal(status, status == HttpStatusCode.NotFound ? "NOT_FOUND" : "UNIMPLEMENTED", "There is no such list.");
        if (request.Value("app_id") is not { } appId)
            throw SandboxRefusal.Invalid("app_id", "is required.");
        var onlyActive = request.Boolean("only_active");
        var filter = new SandboxFilter(appId, null, onlyActive is false && quirks.RecentFalseIsBoth ? null : onlyActive, null);
        var order = request.OneOf("order", "ASC", "DESC") == "ASC" ? SandboxOrder.OldestFirst : SandboxOrder.NewestFirst;
        var size = request.PageSize(LargestRecentPage);
        Require(filter);
        if (quirks.RecentNeedsPageSize && request.Value("page_size") is null)
            return SandboxAnswer.Page("conversations", [], "", 0);
        var list = project.Store.List(filter, order);
        var start = request.Start(request.Listing) is not { } after ? 0
            : quirks.RecentTokensCount ? (int)after.Place
            : list.CountTo(after.Place, (int)after.Tie);
        var slots = list.Take(start, size);
        var next = start + size >= list.Count ? ""
            : quirks.RecentTokensCount ? SandboxToken.Write(start + size, request.Listing)
            : SandboxToken.Write(list.Key(slots[size - 1]), request.Listing, slots[size - 1]);
        return SandboxAnswer.Page("conversations", [.. slots.Select(Entry)], next, Total(filter, list.Count));
    }

    private Action<Utf8JsonWriter> Entry(int slot)
    {
        var conversation = project.Store[slot]!;
        var last = project.Messages.Newest(slot);
        return json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("conversation");
            conversation.Write(json);
            if (last is not null)
            {
                json.WritePropertyName("last_message");
                last.Write(json, withMetadata: true);
            }
            json.WriteEndObject();
        };
    }

    private int? Total(SandboxFilter filter, int count) => project.Quirks.TotalSize is { } told ? told(filter, count) : count;

    /// <summary>The slots of the contact that the filter names; null when it names none.</summary>
    private IReadOnlyList<int>? Require(SandboxFilter filter)
    {
        if (filter.AppId is { } app)
            project.RequireApp(app);
        return filter.ContactId is { } contact ? project.RequireContact(contact) : null;
    }
}
