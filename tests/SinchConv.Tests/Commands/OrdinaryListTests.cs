namespace SinchConv.Tests.Commands;

/// <summary>A listing by time of a contact, which has no list by time: the ordinary list is read for it.</summary>
public sealed class OrdinaryListTests : IDisposable
{
    private readonly Host host = new();

    public void Dispose() => host.Dispose();

    private StubHandler Start(int count)
    {
        var (session, seen) = Sessions.OverSandbox(RecentTests.Minutes(count));
        host.Set("session", session);
        return seen;
    }

    [Fact]
    public void A_contact_is_listed_by_the_ordinary_list()
    {
        var seen = Start(30);
        var outcome = host.Run("Get-SinchConversation -Session $session -ContactId x -Recent -First 3 -Verbose").ShouldBeClean();
        Assert.Equal(RecentTests.Ids([29, 28, 27]), outcome.Ids);
        Assert.Contains("The ordinary list is read, and all of it: a contact has no list by time.", outcome.Verbose);
        Assert.All(seen.Requests, call => Assert.EndsWith("/conversations", call.RequestUri!.AbsolutePath, StringComparison.Ordinal));
        Assert.All(seen.Queries, query => Assert.Contains("page_size=20&", query, StringComparison.Ordinal));
        Assert.Equal(RecentTests.Ids([29, 28, 27]), host.Run("Get-SinchConversation -Session $session -ContactId x -Recent -First 3 -PageSize 7").ShouldBeClean().Ids);
        Assert.All(seen.Queries.Skip(2), query => Assert.Contains("page_size=7&", query, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-First 2147483647")]
    [InlineData("-First 3000000000")]
    [InlineData("-All")]
    public void However_many_are_wanted_of_the_ordinary_list_all_come(string arguments)
    {
        _ = Start(30);
        Assert.Equal(RecentTests.Ids(Enumerable.Range(0, 30)), host.Run($"Get-SinchConversation -Session $session -ContactId x -Recent {arguments}").ShouldBeClean().Ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void All_of_the_ordinary_list_comes_as_it_is_read()
    {
        var seen = Start(400);
        Assert.Single(host.Run("Get-SinchConversation -Session $session -ContactId x -Recent -All | Select-Object -First 1").ShouldBeClean().Output);
        Assert.InRange(seen.Requests.Count, 1, 3);
    }
}
