using System.Globalization;
using System.Text;
using SinchConv.TestServer;

namespace SinchConv.Tests.Wire;

/// <summary>A route of the service, and how it may be repeated.</summary>
/// <param name="Name">For people.</param>
/// <param name="Command">What asks for it; <c>$id</c>, <c>$contact</c>, <c>$app</c>, <c>$message</c> and <c>$happened</c> are IDs.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Route">The route, as the test server names it.</param>
/// <param name="MayRepeat">Whether it is sent again after a failure that leaves open whether it was done.</param>
/// <param name="IsRead">Whether the answer is read.</param>
internal sealed record RouteCase(string Name, string Command, string Method, string Route, bool MayRepeat = true, bool IsRead = true)
{
    public override string ToString() => Name;
}

/// <summary>What every route does about the faults that matter to it; the sessions under test retry twice.</summary>
internal static class RouteTable
{
    public static IReadOnlyList<RouteCase> Routes { get; } =
    [
        new("list conversations", "Get-SinchConversation -First 5", "GET", "conversations"),
        new("get a conversation", "Get-SinchConversation $id", "GET", "conversations/*"),
        new("create a conversation", "New-SinchConversation $contact -State Inactive", "POST", "conversations", MayRepeat: false),
        new("update a conversation", "Set-SinchConversation $id -CorrelationId x", "PATCH", "conversations/*"),
        new("stop a conversation", "Stop-SinchConversation $id -Confirm:$false", "POST", "conversations/*:stop", IsRead: false),
        new("delete a conversation", "Remove-SinchConversation $id -Confirm:$false", "DELETE", "conversations/*", IsRead: false),
        new("list apps", "Get-SinchApp", "GET", "apps"),
        new("get an app", "Get-SinchApp $app", "GET", "apps/*"),
        new("list contacts", "Get-SinchContact -First 5", "GET", "contacts"),
        new("get a contact", "Get-SinchContact $contact", "GET", "contacts/*"),
        new("list messages", "Get-SinchMessage -ConversationId $id", "GET", "messages"),
        new("get a message", "Get-SinchMessage $message", "GET", "messages/*"),
        new("list events", "Get-SinchConversationEvent -ContactId $contact", "GET", "events"),
        new("get an event", "Get-SinchConversationEvent $happened", "GET", "events/*"),
        new("any GET", "Invoke-SinchRequest \"apps/$app/webhooks\"", "GET", "apps/*/webhooks"),
        new("any POST", "Invoke-SinchRequest \"conversations/$($id):inject-event\" -Method POST -Body @{ app_event = @{ composing_event = @{} } }", "POST", "conversations/*:inject-event", MayRepeat: false),
    ];

    /// <summary>Each fault: its name, what the server does at each attempt, the kind of error where it never passes, and whether it leaves open what was done.</summary>
    public static IReadOnlyList<(string Name, Func<int, Fault?> Make, string? Error, bool IsAmbiguous)> Faults { get; } =
    [
        ("404", _ => new Fault.Answer(404), "NotFound", false),
        ("403", _ => new Fault.Answer(403), "PermissionDenied", false),
        ("503", _ => new Fault.Answer(503), "Unavailable", true),
        ("503 once", attempt => attempt == 0 ? new Fault.Answer(503) : null, null, true),
        ("429 once", attempt => attempt == 0 ? new Fault.Answer(429) : null, null, false),
        ("reset, once", attempt => attempt == 0 ? new Fault.Reset(Stage.MidBody) : null, null, true),
        ("stall", _ => new Fault.Stall(Stage.BeforeHeaders), "Timeout", true),
        ("200, half a JSON", _ => new Fault.Answer(200, """{"id":"x","""), "UnexpectedAnswer", false),
    ];

    /// <summary>How it must end: the error id, empty for none, and how many requests it takes.</summary>
    public static (string ErrorId, int Requests) Wanted(RouteCase route, string faultName)
    {
        var (name, _, error, isAmbiguous) = Faults.Single(fault => fault.Name == faultName);
        if (error == "UnexpectedAnswer")
            return (route.IsRead ? "SinchUnexpectedAnswer" : "", 1);
        if (isAmbiguous && !route.MayRepeat)
            return (name is "stall" ? "SinchTimeout" : "SinchUnavailable", 1);
        return error is null ? ("", 2) : ("Sinch" + error, isAmbiguous ? 3 : 1);
    }

    /// <summary>The table as the documentation prints it.</summary>
    public static string ToMarkdown()
    {
        var lines = new StringBuilder("| route |").AppendJoin("|", Faults.Select(fault => $" {fault.Name} ")).Append("|\n|---|").AppendJoin("|", Faults.Select(_ => "---")).Append("|\n");
        foreach (var route in Routes)
        {
            lines.Append(CultureInfo.InvariantCulture, $"| {route.Name} |").AppendJoin("|", Faults.Select(fault => Wanted(route, fault.Name)).Select(wanted =>
                string.Create(CultureInfo.InvariantCulture, $" {(wanted.ErrorId.Length == 0 ? "done" : wanted.ErrorId)}, {wanted.Requests} "))).Append("|\n");
        }
        return lines.ToString();
    }
}
