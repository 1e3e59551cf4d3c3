using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Wire;

/// <summary>The credentials of channels and the secrets of callbacks, which the service's answers about apps hold, are shown by nothing but Invoke-SinchRequest's own output.</summary>
public sealed class AppSecretTests
{
    // All that anybody could see of an object.
    private const string ShowAll = """
        function Show-All {
            process {
                "$_"
                $_ | Out-String -Width 4096
                $_ | Format-List -Property * -Force | Out-String -Width 4096
                $_ | ConvertTo-Csv
                $_ | ConvertTo-Json -Depth 9
                [Management.Automation.PSSerializer]::Serialize($_, 9)
                $_ | Get-Member -Force | Out-String -Width 4096
                $_.PSObject.Properties | ForEach-Object { $_.Value | Format-List -Property * -Force | Out-String -Width 4096 }
            }
        }
        function Show-Failure {
            process {
                $_ | Format-List -Property * -Force | Out-String -Width 4096
                $_.Exception | Format-List -Property * -Force | Out-String -Width 4096
                $_.Exception | ConvertTo-Json -Depth 2 -WarningAction SilentlyContinue
                Get-Error -InputObject $_ | Out-String -Width 4096
            }
        }
        $VerbosePreference = $DebugPreference = 'Continue'
        """;

    [Theory]
    [InlineData("Get-SinchApp")]
    [InlineData("Get-SinchApp $session.DefaultAppId")]
    [InlineData("Get-SinchApp | Get-SinchConversation -First 2")]
    [InlineData("Get-SinchContact -First 3")]
    [InlineData("Get-SinchMessage -First 3")]
    [InlineData("Get-SinchConversation -First 9 | Get-SinchConversationEvent")]
    [InlineData("Get-SinchSession")]
    public async Task No_output_shows_one(string command)
    {
        await using var wire = await WireHost.StartAsync();
        var seen = Everything(await wire.RunAsync($"{ShowAll}\n{command} | Show-All"));
        Assert.True(seen.Length > 200, seen);
        Assert.DoesNotContain(SandboxApp.SecretMark, seen, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_answers_do_hold_them_and_Invoke_shows_them_in_its_output_only()
    {
        await using var wire = await WireHost.StartAsync();
        var outcome = await wire.RunAsync($"{ShowAll}\nInvoke-SinchRequest apps | ConvertTo-Json -Depth 9");
        Assert.Contains(SandboxApp.SecretMark, $"{outcome.Output[0]}", StringComparison.Ordinal);
        Assert.DoesNotContain(SandboxApp.SecretMark, Everything(outcome with { Output = [] }), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("apps", "Get-SinchApp")]
    [InlineData("apps/*", "Get-SinchApp $session.DefaultAppId")]
    [InlineData("apps", "Invoke-SinchRequest apps")]
    [InlineData("apps/*/webhooks", "Invoke-SinchRequest \"apps/$($session.DefaultAppId)/webhooks\" -All")]
    public async Task No_failure_shows_one(string route, string command)
    {
        await using var wire = await WireHost.StartAsync();
        var whole = (await wire.RunAsync("Invoke-SinchRequest apps | ConvertTo-Json -Depth 9 -Compress")).As<string>().Single();
        foreach (var answer in new[] { whole[..400], "\ufeff \n" + whole[..600], whole + "}", whole.Replace("\"id\":", "\"id\":{},\"old\":", StringComparison.Ordinal), "[" + whole + "]", whole.Replace("\"apps\":", "\"message\":\"x\",\"other\":", StringComparison.Ordinal) })
        {
            wire.Server.Faults = request => request.IsOn(route) ? new Fault.Answer(200, answer) : null;
            var outcome = await wire.RunAsync($"{ShowAll}\n{command} -ErrorVariable failed; $failed | Where-Object {{ $_ -is [Management.Automation.ErrorRecord] }} | Show-Failure");
            if (command.StartsWith("Invoke", StringComparison.Ordinal))
                outcome = outcome with { Output = [.. outcome.Output.Where(item => item.BaseObject is string)] };
            Assert.DoesNotContain(SandboxApp.SecretMark, Everything(outcome), StringComparison.OrdinalIgnoreCase);
        }
        wire.Server.Faults = request => request.IsOn(route) ? new Fault.Reset(Stage.MidBody) : null;
        Assert.DoesNotContain(SandboxApp.SecretMark, Everything(await wire.RunAsync($"{ShowAll}\n{command}")), StringComparison.OrdinalIgnoreCase);
    }

    private static string Everything(Outcome outcome) => string.Join('\n',
    [
        .. outcome.Output.Select(item => $"{item}"),
        .. outcome.Verbose,
        .. outcome.Debug,
        .. outcome.Warnings,
        .. outcome.Errors.Append(outcome.Terminating).OfType<System.Management.Automation.ErrorRecord>().Select(error => $"{error}\n{error.Exception}\n{error.ErrorDetails?.RecommendedAction}\n{error.TargetObject}"),
    ]);
}
