using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>A listing that broke off tells what is left: with it, every row has come once.</summary>
public sealed class ResumeTests
{
    [Fact]
    public async Task Listings_that_share_what_failed_tell_each_its_own_rest()
    {
        await using var server = await SinchServer.StartAsync();
        using var session = Sessions.To(server, retries: 0);
        // Both listings wait for the same fetch of a token, which fails.
        server.Latency = TimeSpan.FromMilliseconds(500);
        server.Faults = request => request.IsToken ? new Fault.Answer(503) : null;
        string[] contacts = ["one", "two"];
        var failures = await Task.WhenAll(contacts.Select(contact => Task.Run(() =>
        {
            using var host = new Host();
            host.Set("session", session);
            return (SinchException)host.Run($"Get-SinchConversation -Session $session -ContactId {contact} -All").Terminating!.Exception;
        })));
        Assert.Equal(contacts, failures.Select(failure => Assert.Single(failure.ResumeParameters)["ContactId"]));
    }

    [Fact]
    public async Task What_is_left_keeps_the_number_and_the_page_size_that_were_asked_for()
    {
        var project = SandboxProject.Create(60);
        await using var server = await SinchServer.StartAsync(project);
        using var host = new Host();
        using var session = Sessions.To(server, retries: 0);
        host.Set("session", session);
        server.Faults = request => request.IsToken || request.Number < 2 ? null : new Fault.Answer(503);
        var broken = await Task.Run(() => host.Run("Get-SinchConversation -Session $session -First 31 -PageSize 7"));
        Assert.Equal(17L, Assert.Single(((SinchException)broken.Terminating!.Exception).ResumeParameters)["First"]);
        server.Faults = null;
        host.Set("failure", broken.Terminating.Exception);
        var rest = host.Run("foreach ($part in $failure.ResumeParameters) { Get-SinchConversation @part }").ShouldBeClean();
        Assert.Equal(project.Conversations.Take(31).Select(item => item.Id), broken.Ids.Concat(rest.Ids));
        Assert.Equal(["7", "7", "7", "7", "7", "7"], server.Calls.Select(call => call.Query["page_size"]));
    }

    [Fact]
    public async Task What_is_left_names_its_session_and_can_be_indexed()
    {
        var project = SandboxProject.Create(60);
        await using var server = await SinchServer.StartAsync(project);
        using var host = Host.OnSandbox();
        using var session = Sessions.To(server, retries: 0);
        host.Set("session", session);
        server.Faults = request => request.IsToken || request.Number < 2 ? null : new Fault.Answer(503);
        var broken = await Task.Run(() => host.Run("Get-SinchConversation -Session $session -All"));
        server.Faults = null;
        host.Set("failure", broken.Terminating!.Exception);
        // The default session is another one.
        var rest = host.Run("$part = $failure.ResumeParameters[0]; Get-SinchConversation @part").ShouldBeClean();
        Assert.Equal(project.Conversations.Select(item => item.Id), broken.Ids.Concat(rest.Ids));
    }

    [Fact]
    public async Task The_advice_says_how_many_were_written_and_what_is_lost()
    {
        var project = SandboxProject.Create(300);
        await using var server = await SinchServer.StartAsync(project);
        using var host = new Host();
        using var session = Sessions.To(server, retries: 0);
        host.Set("session", session);
        server.Faults = request => request.IsToken || request.Number < 3 ? null : new Fault.Answer(503);
        var broken = await Task.Run(() => host.Run("Get-SinchConversation -Session $session"));
        Assert.Equal(40L, Assert.Single(((SinchException)broken.Terminating!.Exception).ResumeParameters)["First"]);
        var advice = broken.Terminating.ErrorDetails.RecommendedAction;
        Assert.Contains("60 objects were written before.", advice, StringComparison.Ordinal);
        Assert.Contains("foreach ($part in $_.Exception.ResumeParameters) { Get-SinchConversation @part }", advice, StringComparison.Ordinal);
        Assert.EndsWith("An assignment to a variable got nothing of it: start that over.", advice, StringComparison.Ordinal);
        server.Faults = null;
        // The advice as it stands, after an assignment and after a pipeline that kept what it got.
        host.Set("left", broken.Terminating);
        var rest = host.Run("$left | ForEach-Object { foreach ($part in $_.Exception.ResumeParameters) { Get-SinchConversation @part } }").ShouldBeClean();
        Assert.Equal(project.Conversations.Take(100).Select(item => item.Id), broken.Ids.Concat(rest.Ids));
    }

    [Theory]
    [InlineData("Get-SinchConversation -All -PageToken AAAA")]
    [InlineData("foreach ($part in @{ PageToken = 'AAAA'; All = $true }, @{ First = 1 }) { Get-SinchConversation @part }")]
    public void A_page_token_that_is_refused_ends_the_command(string script)
    {
        using var host = Host.OnSandbox();
        var outcome = host.Run(script);
        Assert.StartsWith("SinchInvalidRequest,", outcome.TerminatingId, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }
}
