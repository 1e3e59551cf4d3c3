namespace SinchConv.Sandbox;

/// <summary>What a message or an event brings along, before it has a place.</summary>
/// <param name="Time">When it was accepted.</param>
/// <param name="Family">What it is: <c>app_message</c>, <c>contact_message</c>, <c>app_event</c>, <c>contact_event</c> or <c>contact_message_event</c>.</param>
/// <param name="Content">What stands under that name: its one body, and what comes beside it.</param>
internal sealed record SandboxArrival(DateTime Time, string Family, IReadOnlyDictionary<string, object?> Content)
{
    /// <summary>Null for that of the conversation.</summary>
    public string? Channel { get; init; }

    /// <summary>Null for that of the contact on the channel.</summary>
    public string? Identity { get; init; }

    public string Metadata { get; init; } = "";

    public bool IsInjected { get; init; }
}
