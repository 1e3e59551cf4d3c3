using System.Diagnostics;
using SinchConv.Benchmarks.Processes;

namespace SinchConv.Benchmarks.Listing;

/// <summary>One way to get a project's conversations.</summary>
/// <param name="Name">How the tables call it.</param>
/// <param name="Start">The process that does it; null when something is missing.</param>
/// <param name="Missing">What is missing then.</param>
internal sealed record Contender(string Name, ProcessStartInfo? Start, string Missing = "")
{
    public const string OneWalk = "`Get-SinchConversation -All`";
    public const string FanOut = "`Get-SinchConversation -All -ThrottleLimit 16`";
    public const string Bare = "bare `HttpClient` loop";
    public const string RestMethod = "`Invoke-RestMethod` loop";

    private const string NoSdk = "no --node-sdk and no SINCH_NODE_SDK";

    public static IReadOnlyList<Contender> All(Settings settings) =>
    [
        new(OneWalk, Launch.Worker("cmdlet")),
        new(FanOut, Launch.Worker("fan-out")),
        new(Bare, Launch.Worker("bare")),
        Node("Sinch Node SDK", settings, encodesTokens: false),
        // The sandbox's page tokens need percent-encoding, which the SDK leaves out: with it, the SDK's speed can be seen.
        Node("Sinch Node SDK, page tokens encoded by hand", settings, encodesTokens: true),
        new(RestMethod, Launch.PowerShellScript("irm.ps1")),
    ];

    private static Contender Node(string name, Settings settings, bool encodesTokens) =>
        new(name, settings.NodeSdk is { } sdk ? Launch.NodeScript("node/list.mjs", sdk, encodesTokens) : null, NoSdk);
}
