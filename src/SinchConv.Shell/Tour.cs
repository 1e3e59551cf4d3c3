namespace SinchConv.Shell;

/// <summary>One command of the tour.</summary>
internal sealed record TourStep(string Why, string Command, bool Fails = false);

/// <summary>What the module does, in a few commands that need no account.</summary>
internal static class Tour
{
    public static IReadOnlyList<TourStep> Steps { get; } =
    [
        new("A made-up project in memory: no account, no network. A real one takes -ProjectId, -KeyId and -KeySecret.",
            "Connect-SinchProject -Sandbox"),
        new("The conversations of the app, as a table; the service decides the order.",
            "Get-SinchConversation -First 8"),
        new("They are objects: filter them by any property, and by what their metadata holds.",
            "Get-SinchConversation -All | Where-Object { $_.Active -and $_.ActiveChannel -eq 'WHATSAPP' -and $_.MetadataJson.order.total -gt 400 }"),
        new("A line of your own for each, for a log or a message.",
            "Get-SinchConversation -All -State Active -Channel SMS | Where-Object { $_.MetadataJson.order } | ForEach-Object { \"$($_.ConversationId) $($_.MetadataJson.order.id) $($_.MetadataJson.customer)\" }"),
        new("Only what you ask for is requested: five conversations are one request for five.",
            "Get-SinchConversation -First 5 -Verbose | ForEach-Object ConversationId"),
        new("Without -First and -All, 100 come, and a warning tells when there are more.",
            "(Get-SinchConversation).Count"),
        new("-All goes from page to page; the next one is already on its way while you work on the last.",
            "(Get-SinchConversation -All -State Active -Channel SMS -Verbose).Count"),
        new("One conversation: pipe in its ID, or any object that has one.",
            "$c = @(Get-SinchConversation -First 20 | Where-Object { $_.MetadataJson.order })[0] | Get-SinchConversation; $c"),
        new("Its metadata can be walked into...",
            "$c.MetadataJson.order.total"),
        new("... and is JSON again wherever text is needed, as in a CSV.",
            "\"$($c.MetadataJson)\""),
        new("An error says what was asked, what was answered, and what to do.",
            "Get-SinchConversation -ConversationId 01J00000000000000000000000", Fails: true),
    ];
}
