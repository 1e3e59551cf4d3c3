using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>The default session belongs to its runspace; -Session always wins.</summary>
public sealed class SessionTests
{
    [Fact]
    public void Runspaces_of_one_process_do_not_see_each_others_sessions()
    {
        using var first = new Host();
        using var second = new Host();
        first.Run("Connect-SinchProject one -Sandbox").ShouldBeClean();
        Assert.Empty(second.Run("Get-SinchSession").ShouldBeClean().Output);
        Assert.Equal("SinchNotConnected,SinchConv.Commands.GetSinchConversationCommand", second.Run("Get-SinchConversation").TerminatingId);
        second.Run("Connect-SinchProject two -Sandbox").ShouldBeClean();
        Assert.Equal("one", first.Run("Get-SinchSession").As<SinchSession>().Single().ProjectId);
        Assert.Equal("two", second.Run("Get-SinchSession").As<SinchSession>().Single().ProjectId);
    }

    [Fact]
    public void A_runspace_that_was_reset_has_no_session()
    {
        using var host = Host.OnSandbox();
        host.Runspace.ResetRunspaceState();
        Assert.Empty(host.Run("Get-SinchSession").ShouldBeClean().Output);
        foreach (var command in new[] { "Get-SinchConversation", "Measure-SinchConversation", "Get-SinchApp" })
            Assert.StartsWith("SinchNotConnected,", host.Run(command).TerminatingId, StringComparison.Ordinal);
        host.Run("Disconnect-SinchProject").ShouldBeClean();
        host.Run("Connect-SinchProject two -Sandbox").ShouldBeClean();
        Assert.Equal("two", host.Run("Get-SinchSession").As<SinchSession>().Single().ProjectId);
        Assert.Single(host.Run("Get-SinchConversation -First 1").ShouldBeClean().Output);
    }

    [Theory]
    [InlineData("& { Get-SinchSession }")]
    [InlineData("function Find { Get-SinchSession }; Find")]
    [InlineData("$module = New-Module { function Find { Get-SinchSession } }; & $module { Find }")]
    [InlineData("1 | ForEach-Object { Get-SinchSession }")]
    [InlineData("Invoke-Command { Get-SinchSession }")]
    [InlineData("[scriptblock]::Create('Get-SinchSession').Invoke()")]
    public void In_one_runspace_it_is_found_from_everywhere(string script)
    {
        using var host = Host.OnSandbox();
        Assert.True(Assert.Single(host.Run(script).ShouldBeClean().As<SinchSession>()).IsSandbox);
    }

    [Fact]
    public void Connecting_in_a_function_lasts_beyond_it()
    {
        using var host = new Host();
        host.Run("function Open { Connect-SinchProject -Sandbox }; Open").ShouldBeClean();
        Assert.Single(host.Run("Get-SinchConversation -First 1").ShouldBeClean().Output);
    }

    [Fact]
    public void A_session_given_wins_over_the_default_one()
    {
        using var host = Host.OnSandbox();
        host.Set("other", Sessions.Over(new StubHandler("""{"conversations":[{"id":"of the other"}]}""")));
        Assert.Equal(["of the other"], host.Run("Get-SinchConversation -Session $other").ShouldBeClean().Ids);
        Assert.Equal("p1", host.Run("Get-SinchSession -Session $other").As<SinchSession>().Single().ProjectId);
    }

    [Fact]
    public void Not_connected_says_how_to_connect_and_how_to_pass_a_session_on()
    {
        using var host = new Host();
        var error = host.Run("Get-SinchConversation").Terminating!;
        Assert.Equal("SinchNotConnected,SinchConv.Commands.GetSinchConversationCommand", error.FullyQualifiedErrorId);
        Assert.Equal(System.Management.Automation.ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Contains("Connect-SinchProject", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("-Session $using:session", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Disconnecting_forgets_the_session_and_is_harmless_without_one()
    {
        using var host = Host.OnSandbox();
        Assert.Empty(host.Run("Disconnect-SinchProject; Disconnect-SinchProject; Get-SinchSession").ShouldBeClean().Output);
    }

    [Fact]
    public void Disconnecting_another_session_keeps_the_default_one()
    {
        using var host = Host.OnSandbox();
        host.Set("other", Sessions.Over(new StubHandler("{}")));
        host.Run("Disconnect-SinchProject -Session $other").ShouldBeClean();
        Assert.True(host.Run("Get-SinchSession").As<SinchSession>().Single().IsSandbox);
        Assert.Equal("SinchNotConnected,SinchConv.Commands.GetSinchConversationCommand", host.Run("Get-SinchConversation -Session $other").TerminatingId);
    }

    [Fact]
    public async Task Disconnecting_ends_what_is_under_way_with_a_clear_error()
    {
        await using var server = await SinchServer.StartAsync();
        using var host = new Host();
        var session = Sessions.To(server);
        host.Set("session", session);
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Faults = request =>
        {
            if (request.IsToken || request.Number < 2)
                return null;
            hangs.TrySetResult();
            return new Fault.Stall(Stage.MidBody);
        };
        var run = Task.Run(() => host.Run("Get-SinchConversation -Session $session -All"));
        await hangs.Task.WaitAsync(TimeSpan.FromSeconds(20));
        session.Dispose();
        var outcome = await run.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal("SinchNotConnected,SinchConv.Commands.GetSinchConversationCommand", outcome.TerminatingId);
        Assert.Equal(40, outcome.Output.Count);
    }

    [Fact]
    public void Removing_the_module_takes_the_session_with_it()
    {
        using var host = Host.OnSandbox();
        var session = host.Run("Get-SinchSession").As<SinchSession>().Single();
        host.Run("Remove-Module SinchConv").ShouldBeClean();
        host.Run("Import-Module $manifest").ShouldBeClean();
        Assert.Empty(host.Run("Get-SinchSession").ShouldBeClean().Output);
        host.Set("session", session);
        Assert.Equal("SinchNotConnected,SinchConv.Commands.GetSinchConversationCommand", host.Run("Get-SinchConversation -Session $session").TerminatingId);
    }

    [Fact]
    public void A_session_tells_everything_but_its_secrets()
    {
        using var host = new Host();
        var session = host.Run("Connect-SinchProject -Sandbox -PassThru").ShouldBeClean().As<SinchSession>().Single();
        Assert.Equal(SandboxProject.KeyId, session.KeyId);
        Assert.Equal(SandboxProject.ConversationAppId, session.DefaultAppId);
        Assert.Equal(SinchAuthentication.OAuth2, session.Authentication);
        Assert.InRange(session.ConnectedAt, DateTime.Now.AddMinutes(-1), DateTime.Now);
        Assert.InRange(session.TokenExpiresAt!.Value, DateTime.Now.AddMinutes(58), DateTime.Now.AddMinutes(61));
        foreach (var property in typeof(SinchSession).GetProperties())
            Assert.DoesNotContain(SandboxProject.KeySecret, $"{property.GetValue(session)}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Disconnect-SinchProject -Session $session")]
    [InlineData("$session.Dispose()")]
    public void A_session_that_was_disconnected_is_no_connection(string ending)
    {
        using var fresh = new Host();
        var outcome = fresh.Run($"$session = Connect-SinchProject -Sandbox -PassThru; {ending}; Get-SinchSession; Get-SinchSession -Session $session; Get-SinchConversation -Session $session -Verbose");
        Assert.Empty(outcome.Output);
        Assert.StartsWith("SinchNotConnected,", outcome.TerminatingId, StringComparison.Ordinal);
        Assert.Equal("The session was disconnected.", outcome.Terminating!.Exception.Message);
        Assert.Contains("Connect-SinchProject", outcome.Terminating.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}
