using System.Management.Automation;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>With -ErrorAction Stop, every failure of every command ends the script: what stands behind it does not run.</summary>
public sealed class ErrorActionTests : Connecting
{
    public static TheoryData<string, string> Failures =>
    [
        ("Get-SinchConversation -First 1", "SinchNotConnected"),
        ("'x' | Get-SinchConversation", "SinchNotConnected"),
        ("Measure-SinchConversation", "SinchNotConnected"),
        ("Measure-SinchConversation -Total", "SinchNotConnected"),
        ("Get-SinchMessage -AppId a", "SinchNotConnected"),
        ("Get-SinchConversationEvent -ContactId c", "SinchNotConnected"),
        ("Get-SinchContact", "SinchNotConnected"),
        ("Get-SinchApp", "SinchNotConnected"),
        ("Set-SinchConversation x -State Active", "SinchNotConnected"),
        ("Stop-SinchConversation x", "SinchNotConnected"),
        ("Remove-SinchConversation x -Confirm:$false", "SinchNotConnected"),
        ("Invoke-SinchRequest -Path apps", "SinchNotConnected"),
        ("Connect-SinchProject", "SinchInvalidRequest"),
        ("Connect-SinchProject p -Credential $credential -Region ''", "SinchInvalidRequest"),
        ("Connect-SinchProject 'a b' -Credential $credential -Region eu", "SinchInvalidRequest"),
        ("Connect-SinchProject p -Credential $credential -ApiUri http://127.0.0.1:9 -AuthUri http://127.0.0.1:9 -MaximumRetryCount 0", "SinchUnavailable"),
        ("Get-SinchConversation -Session $s -First 1 -All", "SinchInvalidRequest"),
        ("Get-SinchConversation -Session $s -AppId ''", "SinchInvalidRequest"),
        ("Get-SinchConversation -Session $s -State Activ", "SinchInvalidRequest"),
        ("Get-SinchConversation -Session $s -InputObject x", "SinchInvalidRequest"),
        ("Get-SinchConversation -Session $s -PageSize 21", "SinchInvalidRequest"),
        ("Get-SinchConversation -Session $s -PageToken zzz", "SinchInvalidRequest"),
        ("Get-SinchConversation -Session $s -Channel NOCHANNEL, LINE", "SinchInvalidRequest"),
        ("Get-SinchConversation -Session $s nobody", "SinchNotFound"),
        ("Get-SinchConversation -Session $s '01*'", "SinchInvalidRequest"),
        ("Get-SinchConversation -Session $s -AppId nosuch", "SinchNotFound"),
        ("Get-SinchConversation -Session $s -All -ThrottleLimit 4 -AppId nosuch", "SinchNotFound"),
        ("Measure-SinchConversation -Session $s -AppId nosuch", "SinchNotFound"),
        ("Measure-SinchConversation -Session $s -Channel NOCHANNEL", "SinchInvalidRequest"),
        ("$null | Get-SinchConversation -Session $s", "SinchInvalidRequest"),
        ("42 | Measure-SinchConversation -Session $s", "SinchInvalidRequest"),
        ("42 | Get-SinchSession", "SinchInvalidRequest"),
        ("42 | Disconnect-SinchProject", "SinchInvalidRequest"),
        ("[pscustomobject]@{ AppId = @('a', 'b') } | Get-SinchConversation -Session $s", "ParameterArgumentTransformationError"),
        ("[pscustomobject]@{ AppId = 'a b' } | Get-SinchConversation -Session $s", "ParameterArgumentValidationError"),
        ("Get-SinchMessage -Session $s -MessageId nobody", "SinchNotFound"),
        ("Get-SinchContact -Session $s -ExternalId nobody", "SinchNotFound"),
        ("Stop-SinchConversation -Session $s nobody -Confirm:$false", "SinchNotFound"),
        ("Remove-SinchConversation -Session $s '' -Confirm:$false", "SinchInvalidRequest"),
        ("$s | Get-SinchConversation -Session $gone", "SinchInvalidRequest"),
        ("$gone | Get-SinchConversation", "SinchNotConnected"),
        ("Get-SinchConversation -Session $gone", "SinchNotConnected"),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public void The_next_line_does_not_run(string command, string id)
    {
        host.Run("$s = Connect-SinchProject -Sandbox -PassThru; $gone = Connect-SinchProject -Sandbox -ProjectId gone -PassThru; Disconnect-SinchProject").ShouldBeClean();
        foreach (var script in new[] { $"{command} -ErrorAction Stop", $"{command} -ErrorAction Stop | Select-Object -First 1", $"$ErrorActionPreference = 'Stop'; {command}", $"$all = @({command} -EA 1)" })
        {
            var (isReached, failure) = Run(script);
            Assert.False(isReached, script);
            Assert.Equal(id, failure?.FullyQualifiedErrorId.Split(',')[0]);
        }
        Assert.True(Run($"{command} -ErrorAction SilentlyContinue").IsReached);
        // Once caught, it is the same error, and there is one.
        host.Run("$Error.Clear()");
        var caught = host.Run($"try {{ {command} -ErrorAction Stop }} catch {{ $_.FullyQualifiedErrorId; ($_.Exception -is [SinchConv.SinchException]) }}").ShouldBeClean();
        Assert.Equal(id, $"{caught.Output[0]}".Split(',')[0]);
        Assert.Equal(id.StartsWith("Sinch", StringComparison.Ordinal), caught.Output[1].BaseObject);
    }

    [Theory]
    [InlineData("Get-SinchConversation -First abc")]
    [InlineData("Get-SinchConversation -First ''")]
    [InlineData("Get-SinchConversation -ContactId 01*")]
    [InlineData("Get-SinchConversation -All $true")]
    [InlineData("Get-SinchConversation -Session x")]
    [InlineData("Connect-SinchProject p -ApiUri $null")]
    [InlineData("Connect-SinchProject p -KeySecret text")]
    [InlineData("Connect-SinchProject p -Nonsense")]
    public void What_the_binder_refuses_ends_a_script_that_prefers_it(string command)
    {
        // For these, PowerShell looks at the preference only, whatever the command.
        Assert.False(Run($"$ErrorActionPreference = 'Stop'; {command}").IsReached);
        host.Run("$ErrorActionPreference = 'Continue'");
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ThrottleLimit 4")]
    public async Task A_listing_that_breaks_off_midway_does_so_too(string arguments)
    {
        await using var server = await SinchServer.StartAsync(SandboxProject.Create());
        using var session = Sessions.To(server, retries: 0);
        host.Set("session", session);
        server.Faults = request => request.IsToken || request.Number < 40 ? null : new Fault.Answer(503);
        var folder = Directory.CreateTempSubdirectory("listing");
        try
        {
            host.Set("path", Path.Combine(folder.FullName, "all.csv"));
            var (isReached, failure) = await Task.Run(() => Run($"Get-SinchConversation -Session $session -All {arguments} -ErrorAction Stop | Export-Csv -LiteralPath $path"));
            Assert.False(isReached);
            Assert.StartsWith("SinchUnavailable,", failure!.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.NotEmpty(((SinchException)failure.Exception).ResumeParameters);
            Assert.InRange(host.Run("@(Import-Csv -LiteralPath $path).Count").As<int>().Single(), 1, 1_233);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private (bool IsReached, ErrorRecord? Failure) Run(string script)
    {
        using var engine = PowerShell.Create(host.Runspace);
        engine.AddScript($"{script}\n$global:isReached = $true");
        host.Set("isReached", false);
        try
        {
            engine.Invoke();
            return ((bool)host.Runspace.SessionStateProxy.GetVariable("isReached"), engine.Streams.Error.FirstOrDefault());
        }
        catch (RuntimeException e)
        {
            return ((bool)host.Runspace.SessionStateProxy.GetVariable("isReached"), e.ErrorRecord);
        }
        finally
        {
            host.Runspace.SessionStateProxy.SetVariable("ErrorActionPreference", ActionPreference.Continue);
        }
    }
}
