using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>What is left of a part of a listing: the page under way, and behind a page that was taken the next one.</summary>
public sealed class ListPartTests
{
    [Fact]
    public void Behind_a_page_that_was_taken_it_begins_with_the_next_one()
    {
        var pages = 0;
        var part = new ListPart<Conversation>(
            RecentModel.Ask(pageSize: 7),
            new PageWalk<Conversation>((_, _) => Task.FromResult(new Page<Conversation> { Items = [], NextPageToken = pages++ < 2 ? $"page {pages}" : null })));
        object?[] Left() => [part.Rest(long.MaxValue) is { } rest ? rest["PageToken"] ?? "the beginning" : null, part.Rest(3)?["First"]];

        Assert.Equal(["the beginning", 3L], Left());
        foreach (var page in new[] { "the beginning", "page 1", "page 2" })
        {
            Assert.Equal([page, 3L], Left());
            part.Request(fetch => fetch(Sessions.NoNotes()));
            Assert.Equal([page, 3L], Left());
            part.Take();
        }
        Assert.Equal([null, null], Left());
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public void A_change_that_was_done_is_not_left(bool isChange, bool isDone, bool isLeft)
    {
        var page = new TaskCompletionSource<Page<Conversation>>();
        var part = new ListPart<Conversation>(new Query(), new PageWalk<Conversation>((_, _) => page.Task)) { IsLookUp = true, IsChange = isChange };
        part.Request(fetch => fetch(Sessions.NoNotes()));
        if (isDone)
            page.SetResult(new() { Items = [] });
        Assert.Equal(isLeft, part.Rest(long.MaxValue) is not null);
    }
}
