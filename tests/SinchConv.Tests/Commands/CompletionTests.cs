using System.Diagnostics;
using System.Management.Automation;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>Tab: known values always, the project's own values with a session; quoted, at once, and silent when nothing can be had.</summary>
public sealed class CompletionTests
{
    private static List<CompletionResult> Complete(Host host, string line)
    {
        using var engine = PowerShell.Create(host.Runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, engine).CompletionMatches];
    }

    private static IEnumerable<string> Texts(Host host, string line) => Complete(host, line).Select(match => match.CompletionText);

    [Theory]
    [InlineData("Connect-SinchProject -Region ", "us eu br")]
    [InlineData("Connect-SinchProject -Region e", "eu")]
    [InlineData("Get-SinchConversation -Channel kakao", "KAKAOTALK KAKAOTALKCHAT")]
    [InlineData("Get-SinchConversation -Channel SMS, w", "WHATSAPP WECHAT")]
    [InlineData("Measure-SinchConversation -Channel app", "APPLEBC")]
    [InlineData("Get-SinchConversation -State ", "Active Inactive")]
    [InlineData("Connect-SinchProject -Authentication ", "Basic OAuth2")]
    public void Known_values_complete_without_a_session(string line, string wanted)
    {
        using var host = new Host();
        Assert.Equal(wanted.Split(' '), Texts(host, line));
    }

    [Fact]
    public void All_thirteen_channels_are_offered()
    {
        using var host = new Host();
        Assert.Equal(13, Texts(host, "Get-SinchConversation -Channel ").Count());
    }

    [Fact]
    public void Apps_complete_from_the_project_with_their_names_as_tooltips()
    {
        using var host = Host.OnSandbox();
        var apps = Complete(host, "Get-SinchConversation -AppId ");
        Assert.Equal([SandboxProject.ConversationAppId, SandboxProject.DispatchAppId], apps.Select(app => app.CompletionText));
        Assert.Equal(["Nordwind Kundendienst ☕", "One-time passcodes"], apps.Select(app => app.ToolTip));
    }

    [Fact]
    public void After_a_reset_nothing_completes_from_the_project_of_before()
    {
        using var host = Host.OnSandbox();
        Assert.NotEmpty(Texts(host, "Get-SinchConversation -AppId 0"));
        host.Runspace.ResetRunspaceState();
        Assert.DoesNotContain(SandboxProject.ConversationAppId, Texts(host, "Get-SinchConversation -AppId 0"));
    }

    [Fact]
    public async Task Apps_are_asked_for_once()
    {
        await using var server = await SinchServer.StartAsync();
        using var host = new Host();
        host.Set("session", Sessions.To(server));
        for (var i = 0; i < 5; i++)
            Assert.Equal(2, Texts(host, "Get-SinchConversation -Session $session -AppId ").Count());
        Assert.Single(server.Calls);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(200)]
    public async Task A_failure_is_silent_and_one_request(int status)
    {
        await using var server = await SinchServer.StartAsync();
        server.Faults = request => request.IsToken ? null : new Fault.Answer(status, "<html>");
        using var host = new Host();
        host.Set("session", Sessions.To(server));
        for (var i = 0; i < 3; i++)
            _ = Texts(host, "Get-SinchConversation -Session $session -AppId ").ToList();
        Assert.Single(server.Calls);
        Assert.Empty(host.Run("$Error").Output);
    }

    [Fact]
    public async Task A_service_that_hangs_holds_the_prompt_for_two_seconds_at_the_most()
    {
        await using var server = await SinchServer.StartAsync();
        server.Faults = request => request.IsToken ? null : new Fault.Stall(Stage.BeforeHeaders);
        using var session = Sessions.To(server);
        var watch = Stopwatch.StartNew();
        Assert.Empty(await session.Memory.GetAppsAsync());
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void Conversations_and_contacts_complete_from_what_was_shown()
    {
        using var host = Host.OnSandbox();
        Assert.DoesNotContain("01J", string.Concat(Texts(host, "Get-SinchConversation -ConversationId ")), StringComparison.Ordinal);
        var shown = host.Run("Get-SinchConversation -First 3").As<Conversation>();
        Assert.Equal(shown.Select(item => item.ConversationId), Texts(host, "Get-SinchConversation -ConversationId "));
        Assert.Equal(shown.Select(item => item.ContactId), Texts(host, "Get-SinchConversation -ContactId "));
        Assert.Equal([shown[1].ConversationId], Texts(host, $"Get-SinchConversation -ConversationId {shown[1].ConversationId![..8]}"));
        Assert.Contains(shown[0].ActiveChannel!, Complete(host, "Get-SinchConversation -ConversationId ")[0].ToolTip, StringComparison.Ordinal);
    }

    [Fact]
    public void What_needs_quotes_gets_them()
    {
        using var host = new Host();
        var session = Sessions.Over(new StubHandler("""{"conversations":[{"id":"it's; $(odd)"},{"id":"plain-1"}]}"""));
        host.Set("session", session);
        host.Run("Get-SinchConversation -Session $session").ShouldBeClean();
        Assert.Equal(["'it''s; $(odd)'", "plain-1"], Texts(host, "Get-SinchConversation -Session $session -ConversationId "));
    }

    [Fact]
    public void What_is_remembered_does_not_grow_with_what_is_listed()
    {
        using var host = Host.OnSandbox();
        host.Run("Get-SinchConversation -All").ShouldBeClean();
        Assert.InRange(host.Run("Get-SinchSession").As<SinchSession>().Single().Memory.Recall<Conversation>().Count, 100, 200);
    }
}
