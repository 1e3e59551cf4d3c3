using System.Text.Json;

namespace SinchConv.Sandbox;

/// <summary>What changes a conversation. A request that is refused changes nothing.</summary>
internal sealed class SandboxChanges(SandboxProject project)
{
    private static readonly Action<Utf8JsonWriter> Nothing = SandboxAnswer.Value(new { });

    public Action<Utf8JsonWriter> Create(SandboxRequest request)
    {
        var fields = SandboxFields.OfConversation(request);
        var app = project.RequireApp(fields.Require("app_id"));
        var contactId = fields.Require("contact_id");
        project.RequireContact(contactId);
        if (app.ProcessingMode == "DISPATCH")
            throw SandboxRefusal.Precondition("An app in DISPATCH mode has no conversations.");
        var empty = new SandboxConversation
        {
            Id = SandboxId.Of("created", project.Store.SlotCount),
            AppId = app.Id,
            ContactId = contactId,
        };
        var created = fields.Apply(empty, SandboxFields.Changeable, isMerge: false);
        RefuseSecondActive(empty, created);
        project.Add(created);
        return created.Write;
    }

    public Action<Utf8JsonWriter> Update(SandboxRequest request)
    {
        var conversation = Find(request);
        var fields = SandboxFields.OfConversation(request);
        var isMerge = request.OneOf("metadata_update_strategy", "REPLACE", "MERGE_PATCH") == "MERGE_PATCH";
        var mask = request.Value("update_mask")?.Split(',');
        if (mask?.Except(SandboxFields.Changeable).FirstOrDefault() is { } unknown)
            throw SandboxRefusal.Invalid("update_mask", $"'{unknown}' cannot be updated.");
        // A masked field that the body does not hold gets its default value; without a mask, what the body holds is meant.
        var changed = fields.Apply(conversation, mask ?? SandboxFields.Changeable.Where(fields.Has), isMerge);
        RefuseSecondActive(conversation, changed);
        project.Change(changed);
        return changed.Write;
    }

    public Action<Utf8JsonWriter> Stop(SandboxRequest request)
    {
        project.Change(Find(request) with { IsActive = false });
        return Nothing;
    }

    public Action<Utf8JsonWriter> Delete(SandboxRequest request)
    {
        project.Remove(request.Id);
        return Nothing;
    }

    private SandboxConversation Find(SandboxRequest request) => project.Store[project.RequireSlot(request.Id)]!;

    private void RefuseSecondActive(SandboxConversation before, SandboxConversation after)
    {
        if (!before.IsActive && after.IsActive && project.RequireContact(after.ContactId).Any(slot =>
            project.Store[slot] is { IsActive: true } other && other.AppId == after.AppId))
        {
            throw SandboxRefusal.Precondition("The contact has an active conversation with this app already.");
        }
    }
}
