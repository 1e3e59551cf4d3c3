using System.Text.Json;
using SinchConv.Api;

namespace SinchConv.Sandbox;

/// <summary>What a client writes into a conversation as if it had happened there.</summary>
internal sealed class SandboxInjections(SandboxProject project, Clock clock)
{
    public Action<Utf8JsonWriter> Message(SandboxRequest request)
    {
        project.AddMessage(project.RequireSlot(request.Id), Read(request, "app_message", "contact_message"));
        return SandboxAnswer.Value(new { });
    }

    public Action<Utf8JsonWriter> Event(SandboxRequest request)
    {
        var added = project.Events.Add(project.RequireSlot(request.Id), Read(request, "app_event", "contact_event", "contact_message_event"));
        return SandboxAnswer.Value(new { event_id = added.Id, accepted_time = added.AcceptTime });
    }

    private SandboxArrival Read(SandboxRequest request, params IReadOnlyList<string> families)
    {
        var fields = new SandboxFields(request.Body(), [.. families, "accept_time", "channel_identity", "contact_id", "direction", "metadata", "processing_mode"]);
        var given = families.Where(fields.Has).ToList();
        if (given.Count != 1 || fields.Object(given[0]) is not { Count: > 0 } content)
            throw SandboxRefusal.Invalid(families[0], $"one of {string.Join(", ", families)} is required.");
        var time = fields.Text("accept_time") is { } text ? SandboxRequest.Time("accept_time", text) : clock.UtcNow.UtcDateTime;
        var identity = fields.Object("channel_identity") is { } node ? new SandboxFields(node, "channel", "identity", "app_id") : null;
        return new SandboxArrival(time, given[0], content.ToDictionary(pair => pair.Key, pair => (object?)pair.Value?.DeepClone()))
        {
            Channel = identity?.Text("channel"),
            Identity = identity?.Text("identity"),
            Metadata = fields.Text("metadata", longest: 1024) ?? "",
            IsInjected = true,
        };
    }
}
