using System.Globalization;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>Promises about a whole process, kept in a child.</summary>
public sealed class ProcessTests
{
    private const string Compare = """
        $session = Connect-SinchProject -Sandbox -PassThru
        $c = @(Get-SinchConversation -First 1)[0]
        "$([TimeZoneInfo]::Local.BaseUtcOffset.TotalHours)"
        "$($c.LastReceived.Kind)"
        "$($c.LastReceived.ToUniversalTime().ToString('s'))"
        "$($c.LastReceived -lt $c.LastReceived.ToUniversalTime().ToLocalTime().AddSeconds(1))"
        "$($session.ConnectedAt -le [datetime]::Now -and $session.ConnectedAt -gt [datetime]::Now.AddMinutes(-1))"
        "$($session.TokenExpiresAt -gt [datetime]::Now)"
        """;

    // Windows takes the time zone from the system, not from the variable TZ.
    public static TheoryData<string, double> Zones => OperatingSystem.IsWindows()
        ? new() { { "", TimeZoneInfo.Local.BaseUtcOffset.TotalHours } }
        : new() { { "America/New_York", -5 }, { "Asia/Kolkata", 5.5 }, { "Etc/UTC", 0 } };

    [Theory]
    [MemberData(nameof(Zones))]
    public async Task Times_compare_rightly_with_Get_Date_in_every_time_zone(string zone, double offset)
    {
        var received = SandboxProject.Create().Conversations[0].LastReceived!.Value.ToString("s", null);
        var (exitCode, output, error) = await ChildShell.RunAsync(Compare, ("TZ", zone));
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal([offset.ToString(CultureInfo.InvariantCulture), "Local", received, "True", "True", "True"], output.Split('\n'));
    }

    [Fact]
    public async Task After_a_thousand_listings_and_the_modules_removal_nothing_is_left_behind()
    {
        await using var server = await SinchServer.StartAsync(SandboxProject.Create(60));
        var script = $$"""
            $secret = [securestring]::new(); '{{SandboxProject.KeySecret}}'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
            function Connect {
                Connect-SinchProject '{{server.Project.ProjectId}}' -KeyId '{{SandboxProject.KeyId}}' -KeySecret $secret -ApiUri '{{server.Uri}}' -AuthUri '{{server.Uri}}' -AppId '{{SandboxProject.ConversationAppId}}'
            }
            function Open {
                @([Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections() |
                    Where-Object { $_.RemoteEndPoint.Port -eq {{server.Uri.Port}} -and $_.State -eq 'Established' }).Count
            }
            function Settle { [GC]::Collect(); [GC]::WaitForPendingFinalizers(); [Threading.Thread]::Sleep(300) }
            Connect; $null = Get-SinchConversation -First 1; Disconnect-SinchProject; Settle
            $timers = [Threading.Timer]::ActiveCount; $threads = [Diagnostics.Process]::GetCurrentProcess().Threads.Count
            Connect
            $rows = 0
            foreach ($i in 1..1000) { foreach ($c in Get-SinchConversation -First 2) { $rows++ } }
            "$rows rows, $(Open) open"
            Remove-Module SinchConv
            Settle
            "$(Open) open, $([Math]::Max(0, [Threading.Timer]::ActiveCount - $timers)) timers, $([Diagnostics.Process]::GetCurrentProcess().Threads.Count - $threads -lt 8)"
            """;
        var (exitCode, output, error) = await ChildShell.RunAsync(script);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(["2000 rows, 1 open", "0 open, 0 timers, True"], output.Split('\n'));
    }
}
