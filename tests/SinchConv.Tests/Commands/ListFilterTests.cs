using SinchConv.Sandbox;

namespace SinchConv.Tests.Commands;

/// <summary>What is asked for, and what is not: app, contact, state, and the place where an earlier listing broke off.</summary>
public sealed class ListFilterTests
{
    private static readonly SandboxProject Full = SandboxProject.Create();

    private static (Host Host, StubHandler Seen) Start(SandboxProject project)
    {
        var (session, seen) = Sessions.OverSandbox(project);
        var host = new Host();
        host.Set("session", session);
        return (host, seen);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("-State Active", "true")]
    [InlineData("-State Inactive", "false")]
    public void State_is_sent_only_when_given(string arguments, string? sent)
    {
        var (host, seen) = Start(Full);
        using var _ = host;
        var outcome = host.Run($"Get-SinchConversation -Session $session -First 60 {arguments}").ShouldBeClean();
        Assert.All(seen.Queries, query => Assert.Equal(sent is null ? null : $"only_active={sent}", query.Split('&').SingleOrDefault(part => part.StartsWith("only_active", StringComparison.Ordinal))));
        var states = outcome.As<Conversation>().Select(item => item.Active).Distinct().Order();
        Assert.Equal(sent switch { "true" => (bool[])[true], "false" => [false], _ => [false, true] }, states);
    }

    [Fact]
    public void An_app_in_dispatch_mode_is_an_empty_list_and_no_error()
    {
        var (host, _) = Start(Full);
        using var __ = host;
        var outcome = host.Run($"Get-SinchConversation -Session $session -AppId {SandboxProject.DispatchAppId}").ShouldBeClean();
        Assert.Empty(outcome.Output);
        Assert.Empty(outcome.Warnings);
    }

    [Fact]
    public void Without_app_and_contact_the_error_tells_all_ways_to_give_one()
    {
        using var host = new Host();
        host.Set("session", Sessions.Over(new StubHandler(), appId: null));
        var error = Assert.Single(host.Run("Get-SinchConversation -Session $session").Errors);
        Assert.Equal("SinchInvalidRequest,SinchConv.Commands.GetSinchConversationCommand", error.FullyQualifiedErrorId);
        Assert.Contains("-AppId or -ContactId", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("SINCH_APP_ID", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Channel WHATSAP", "active_channel=WHATSAP was answered with 400")]
    [InlineData("-ContactId nobody", "contact_id=nobody was answered with 404")]
    public void A_refusal_names_what_was_asked_for(string arguments, string named)
    {
        using var host = Host.OnSandbox();
        Assert.Contains(named, Assert.Single(host.Run($"Get-SinchConversation {arguments}").Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contact_alone_is_not_narrowed_to_the_default_app()
    {
        using var host = new Host();
        var seen = new StubHandler("{}");
        host.Set("session", Sessions.Over(seen));
        host.Run("Get-SinchConversation -Session $session -ContactId c").ShouldBeClean();
        Assert.Equal("?page_size=20&contact_id=c", Assert.Single(seen.Queries));
    }

    [Fact]
    public void A_page_token_goes_on_where_it_points()
    {
        var (host, _) = Start(Full);
        using var __ = host;
        var filter = new SandboxFilter(SandboxProject.ConversationAppId, null, null, null);
        var outcome = host.Run($"Get-SinchConversation -Session $session -All -PageToken '{SandboxToken.Write(1_200, filter)}'").ShouldBeClean();
        Assert.Equal(Full.Conversations.Skip(1_200).Select(item => item.Id), outcome.Ids);
    }
}
