using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>After a connect that failed there is no session: nothing can go to the project of before.</summary>
public sealed class FailedConnectTests : Connecting
{
    [Theory]
    [InlineData("Connect-SinchProject $project -KeyId sandbox-key -KeySecret $wrong -ApiUri $uri -AuthUri $uri", "SinchAuthenticationFailed")]
    [InlineData("Connect-SinchProject $project -KeyId nobody -KeySecret $secret -ApiUri $uri -AuthUri $uri", "SinchAuthenticationFailed")]
    [InlineData("Connect-SinchProject $project -Credential $credential -ApiUri $uri -AuthUri http://127.0.0.1:9 -MaximumRetryCount 0", "SinchUnavailable")]
    [InlineData("Connect-SinchProject elsewhere -Credential $credential -ApiUri $uri -AuthUri $uri -Verify", "SinchPermissionDenied")]
    [InlineData("Connect-SinchProject $project -Credential $credential -ApiUri $uri -AuthUri $uri -AppId nosuch -Verify", "SinchNotFound")]
    [InlineData("Connect-SinchProject", "SinchInvalidRequest")]
    [InlineData("Connect-SinchProject $project -Credential $credential -Region ''", "SinchInvalidRequest")]
    [InlineData("Connect-SinchProject $project -Credential $credential -Region 'not one'", "SinchInvalidRequest")]
    [InlineData("Connect-SinchProject 'a b' -Credential $credential -Region eu", "SinchInvalidRequest")]
    [InlineData("Connect-SinchProject $project -KeyId '01*' -KeySecret $secret -Region eu", "SinchInvalidRequest")]
    [InlineData("Connect-SinchProject $project -Credential $credential -Region eu -AppId '\"app\"'", "SinchInvalidRequest")]
    [InlineData("Connect-SinchProject $project -AccessToken ([securestring]::new()) -Region eu", "SinchInvalidRequest")]
    [InlineData("Connect-SinchProject -Sandbox -ProjectId 'a b'", "SinchInvalidRequest")]
    public async Task Nothing_goes_to_the_project_of_before(string connect, string id)
    {
        await using var server = await StartAsync();
        host.Set("wrong", Secure("wrong-secret"));
        host.Run("Connect-SinchProject -Sandbox -ProjectId before").ShouldBeClean();
        Assert.StartsWith(id + ",", host.Run(connect).TerminatingId, StringComparison.Ordinal);
        Assert.Empty(host.Run("Get-SinchSession").ShouldBeClean().Output);
        foreach (var command in new[] { "Get-SinchConversation -First 1", "Measure-SinchConversation", "Get-SinchApp", "Stop-SinchConversation x", "[pscustomobject]@{ AppId = 'a' } | Get-SinchConversation" })
            Assert.StartsWith("SinchNotConnected,", host.Run(command).TerminatingId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connect-SinchProject -Sandbx")]
    [InlineData("Connect-SinchProject -ProjectId B -Region")]
    [InlineData("Connect-SinchProject -ProjectId B -Region eu -Verfy")]
    [InlineData("Connect-SinchProject -Sandbox -TimeoutSec abc")]
    [InlineData("Connect-SinchProject -Sandbox -AccessToken text")]
    public void One_that_PowerShell_itself_refuses_leaves_none_either(string connect)
    {
        host.Run("Connect-SinchProject -Sandbox -ProjectId before").ShouldBeClean();
        Assert.NotEmpty(host.Run(connect).TerminatingId!);
        Assert.StartsWith("SinchNotConnected,", host.Run("Get-SinchConversation").TerminatingId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connect-SinchProject -?")]
    [InlineData("$null = TabExpansion2 'Connect-SinchProject -Reg'")]
    [InlineData("$null = TabExpansion2 'Connect-SinchProject -Region '")]
    [InlineData("$null = Get-Command Connect-SinchProject -Syntax")]
    public void Who_only_asks_about_it_keeps_the_session(string script)
    {
        host.Run("Connect-SinchProject -Sandbox -ProjectId before").ShouldBeClean();
        host.Run(script).ShouldBeClean();
        Assert.Equal("before", Assert.Single(host.Run("Get-SinchSession").ShouldBeClean().As<SinchSession>()).ProjectId);
    }

    [Fact]
    public async Task One_that_was_stopped_leaves_none_either()
    {
        await using var server = await StartAsync();
        host.Run("Connect-SinchProject -Sandbox").ShouldBeClean();
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Faults = _ =>
        {
            hangs.TrySetResult();
            return new Fault.Stall(Stage.BeforeHeaders);
        };
        using (var engine = System.Management.Automation.PowerShell.Create(host.Runspace))
        {
            engine.AddScript("Connect-SinchProject $project -Credential $credential -ApiUri $uri -AuthUri $uri");
            var run = engine.BeginInvoke();
            await hangs.Task.WaitAsync(TimeSpan.FromSeconds(20));
            engine.Stop();
            Assert.Throws<System.Management.Automation.PipelineStoppedException>(() => engine.EndInvoke(run));
        }
        Assert.Empty(host.Run("Get-SinchSession").ShouldBeClean().Output);
    }

    [Fact]
    public async Task A_session_that_somebody_kept_goes_on_working()
    {
        await using var server = await StartAsync();
        host.Run("$kept = Connect-SinchProject -Sandbox -PassThru").ShouldBeClean();
        Assert.NotNull(host.Run("Connect-SinchProject -Region ''").Terminating);
        Assert.Single(host.Run("Get-SinchConversation -Session $kept -First 1").ShouldBeClean().Output);
    }

    [Fact]
    public async Task A_wrong_secret_says_what_to_check()
    {
        await using var server = await StartAsync();
        host.Set("wrong", Secure("wrong-secret"));
        var outcome = host.Run("Connect-SinchProject $project -KeyId sandbox-key -KeySecret $wrong -ApiUri $uri -AuthUri $uri");
        Assert.Equal("SinchAuthenticationFailed,SinchConv.Commands.ConnectSinchProjectCommand", outcome.TerminatingId);
        Assert.Contains("key secret", outcome.Terminating!.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}
