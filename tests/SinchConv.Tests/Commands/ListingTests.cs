using CsCheck;
using SinchConv.Api;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Commands;

/// <summary>How many come, in how many requests, and when a warning says that there are more.</summary>
public sealed class ListingTests
{
    private static readonly SandboxProject Full = SandboxProject.Create();

    private static (Host Host, StubHandler Seen) Start(SandboxProject project)
    {
        var sandbox = new HttpMessageInvoker(new SandboxHandler(project, Clock.System));
        var seen = new StubHandler((request, _) => sandbox.SendAsync(request, default).GetAwaiter().GetResult());
        var host = new Host();
        host.Set("session", new SinchSession(
            new SessionSettings
            {
                ProjectId = project.ProjectId,
                ApiUri = new Uri("https://sandbox.invalid/"),
                Authentication = SinchAuthentication.Basic,
                KeyId = SandboxProject.KeyId,
                Secret = SandboxProject.KeySecret,
                AppId = SandboxProject.ConversationAppId,
            },
            seen,
            Clock.System));
        return (host, seen);
    }

    [Fact]
    public void The_default_is_100_and_a_warning_tells_of_the_rest()
    {
        var (host, seen) = Start(Full);
        using var _ = host;
        var outcome = host.Run("Get-SinchConversation -Session $session").ShouldBeClean();
        Assert.Equal(Full.Conversations.Take(100).Select(item => item.Id), outcome.Ids);
        Assert.Equal(5, seen.Requests.Count);
        var warning = Assert.Single(outcome.Warnings);
        Assert.Equal("These are the first 100 of 1234. Use -First to get another number of them, or -All to get everything.", warning);
    }

    [Fact]
    public void Everything_comes_with_All_and_without_a_warning()
    {
        var (host, seen) = Start(Full);
        using var _ = host;
        var outcome = host.Run("Get-SinchConversation -Session $session -All").ShouldBeClean();
        Assert.Equal(Full.Conversations.Select(item => item.Id), outcome.Ids);
        Assert.Equal(62, seen.Requests.Count);
        Assert.Empty(outcome.Warnings);
    }

    [Fact]
    public void First_never_asks_for_a_page_too_many_and_never_warns()
    {
        var project = SandboxProject.Create(130);
        var (host, seen) = Start(project);
        using var _ = host;
        Gen.Int[0, 150].Sample(
            first =>
            {
                var before = seen.Requests.Count;
                var outcome = host.Run($"Get-SinchConversation -Session $session -First {first}").ShouldBeClean();
                var count = Math.Min(first, 130);
                Assert.Equal(project.Conversations.Take(count).Select(item => item.Id), outcome.Ids);
                Assert.Equal((count + 19) / 20, seen.Requests.Count - before);
                Assert.Empty(outcome.Warnings);
            },
            iter: 150,
            threads: 1);
    }

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public void The_default_warns_only_when_it_cut_something(int count, bool isCut)
    {
        var (host, _) = Start(SandboxProject.Create(count));
        using var __ = host;
        Assert.Equal(isCut ? 1 : 0, host.Run("Get-SinchConversation -Session $session").ShouldBeClean().Warnings.Count);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("100")]
    [InlineData("null")]
    public void The_default_warns_also_where_the_service_announces_too_little(string totalSize)
    {
        using var host = new Host();
        var page = string.Join(',', Enumerable.Repeat("""{"id":"x"}""", 19));
        host.Set("session", Sessions.Over(new StubHandler((_, number) => StubHandler.Json($$"""{"conversations":[{{page}}],"next_page_token":"{{number}}","total_size":{{totalSize}}}"""))));
        // Pages of 19 do not fill the limit evenly: the sixth leaves some over.
        var warnings = host.Run("Get-SinchConversation -Session $session -PageSize 19").ShouldBeClean().Warnings;
        Assert.Equal("These are the first 100 of possibly more. Use -First to get another number of them, or -All to get everything.", Assert.Single(warnings));
    }

    [Theory]
    [InlineData("-First 5", "page_size=5")]
    [InlineData("-First 50", "page_size=20")]
    [InlineData("-All", "page_size=20")]
    [InlineData("-All -PageSize 7", "page_size=7")]
    [InlineData("-First 5 -PageSize 7", "page_size=5")]
    public void The_largest_useful_page_is_asked_for(string arguments, string wanted)
    {
        var (host, seen) = Start(SandboxProject.Create(60));
        using var _ = host;
        host.Run($"Get-SinchConversation -Session $session {arguments}").ShouldBeClean();
        Assert.All(seen.Queries, query => Assert.StartsWith($"?{wanted}&", query, StringComparison.Ordinal));
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
    public void Several_channels_are_listed_one_after_the_other_each_once()
    {
        var (host, seen) = Start(Full);
        using var _ = host;
        var found = host.Run("Get-SinchConversation -Session $session -All -Channel mms, Line, MMS").ShouldBeClean().Ids;
        Assert.Equal(
            Full.Conversations.Where(item => item.Channel == "MMS").Concat(Full.Conversations.Where(item => item.Channel == "LINE")).Select(item => item.Id),
            found);
        Assert.Contains("active_channel=MMS", seen.Queries[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-ActiveChannel LINE")]
    [InlineData("-active_channel LINE")]
    public void The_services_own_name_of_the_channel_works_as_well(string arguments)
    {
        var (host, _) = Start(Full);
        using var __ = host;
        Assert.All(host.Run($"Get-SinchConversation -Session $session -All {arguments}").ShouldBeClean().As<Conversation>(), item => Assert.Equal("LINE", item.ActiveChannel));
    }

    [Fact]
    public void First_counts_over_all_channels()
    {
        var (host, seen) = Start(Full);
        using var _ = host;
        var first = Full.Conversations.Count(item => item.Channel == "LINE");
        var found = host.Run($"Get-SinchConversation -Session $session -Channel LINE, WECHAT -First {first + 2}").ShouldBeClean().As<Conversation>();
        Assert.Equal(first + 2, found.Count);
        Assert.Equal(2, found.Count(item => item.ActiveChannel == "WECHAT"));
        Assert.Equal(((first + 19) / 20) + 1, seen.Requests.Count);
    }

    [Fact]
    public void First_and_All_together_are_refused_with_a_sentence()
    {
        var (host, seen) = Start(Full);
        using var _ = host;
        var outcome = host.Run("Get-SinchConversation -Session $session -First 3 -All");
        Assert.Equal("SinchInvalidRequest,SinchConv.Commands.GetSinchConversationCommand", outcome.TerminatingId);
        Assert.Contains("-First and -All contradict each other", outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(seen.Requests);
    }

    [Fact]
    public void All_switched_off_is_the_default()
    {
        var (host, _) = Start(Full);
        using var __ = host;
        Assert.Equal(100, host.Run("Get-SinchConversation -Session $session -All:$false").Ids.Count);
        Assert.Equal(3, host.Run("Get-SinchConversation -Session $session -All:$false -First 3").ShouldBeClean().Ids.Count);
    }

    [Fact]
    public void An_app_in_dispatch_mode_is_an_empty_list_and_no_error()
    {
        var (host, _) = Start(Full);
        using var __ = host;
        var outcome = host.Run($"Get-SinchConversation -Session $session {SandboxProject.DispatchAppId}").ShouldBeClean();
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

    [Theory]
    [InlineData("Get-SinchConversation -Session $session -Channel SMS, MMS -PageToken x")]
    [InlineData("[pscustomobject]@{ ContactId = 'a' }, [pscustomobject]@{ ContactId = 'b' } | Get-SinchConversation -Session $session -PageToken x")]
    public void A_page_token_for_several_listings_is_refused(string command)
    {
        var (host, seen) = Start(Full);
        using var _ = host;
        Assert.Equal("SinchInvalidRequest,SinchConv.Commands.GetSinchConversationCommand", host.Run(command).TerminatingId);
        Assert.Empty(seen.Requests);
    }
}
