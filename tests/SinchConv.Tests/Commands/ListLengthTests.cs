using CsCheck;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Commands;

/// <summary>How many come, in how many requests, and when a warning says that there are more.</summary>
public sealed class ListLengthTests
{
    private static readonly SandboxProject Full = SandboxProject.Create();

    private static (Host Host, StubHandler Seen) Start(SandboxProject project)
    {
        var (session, seen) = Sessions.OverSandbox(project);
        var host = new Host();
        host.Set("session", session);
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
    public void A_channel_that_was_not_reached_is_more()
    {
        var (host, seen) = Start(SandboxProject.With([.. SandboxProject.Create(105).Conversations.Select((item, number) => item with { Channel = number < 100 ? "SMS" : "LINE" })]));
        using var _ = host;
        var outcome = host.Run("Get-SinchConversation -Session $session -Channel SMS, LINE").ShouldBeClean();
        Assert.Equal(100, outcome.Ids.Count);
        Assert.Equal(5, seen.Requests.Count);
        Assert.StartsWith("These are the first 100 of possibly more.", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
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

    [Fact]
    public void The_default_does_not_warn_where_the_list_has_ended_before_what_was_announced()
    {
        using var host = new Host();
        var page = string.Join(',', Enumerable.Repeat("""{"id":"x"}""", 20));
        host.Set("session", Sessions.Over(new StubHandler((_, number) => StubHandler.Json($$"""{"conversations":[{{page}}],"next_page_token":"{{(number < 4 ? number : "")}}","total_size":150}"""))));
        var outcome = host.Run("Get-SinchConversation -Session $session").ShouldBeClean();
        Assert.Equal(100, outcome.Ids.Count);
        Assert.Empty(outcome.Warnings);
    }

    [Theory]
    [InlineData("Get-SinchConversation -PageToken t -First 5", "page_size=20")]
    [InlineData("Get-SinchConversation -PageToken t -First 5 -PageSize 7", "page_size=7")]
    [InlineData("Get-SinchContact -Identity x -Channel MESSENGER -First 5", "page_size=20")]
    public void Where_nobody_knows_how_many_are_useful_it_is_the_largest_page(string command, string wanted)
    {
        using var host = new Host();
        var seen = new StubHandler((_, _) => StubHandler.Json(StubHandler.Anything));
        host.Set("session", Sessions.Over(seen));
        host.Run($"{command} -Session $session");
        Assert.StartsWith($"?{wanted}&", Assert.Single(seen.Queries), StringComparison.Ordinal);
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

    [Fact]
    public void All_switched_off_is_the_default()
    {
        var (host, _) = Start(Full);
        using var __ = host;
        Assert.Equal(100, host.Run("Get-SinchConversation -Session $session -All:$false").Ids.Count);
        Assert.Equal(3, host.Run("Get-SinchConversation -Session $session -All:$false -First 3").ShouldBeClean().Ids.Count);
    }
}
