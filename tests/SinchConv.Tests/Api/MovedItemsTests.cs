using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>What has been read and has got a message since.</summary>
public sealed class MovedItemsTests
{
    [Fact]
    public void What_was_read_and_has_a_message_since_has_moved()
    {
        var moved = new MovedItems(new Mark(RecentModel.Time(9), []));
        moved.Add([RecentModel.At(5, "a"), RecentModel.At(6, "b")]);
        Assert.True(moved.IsOne(RecentModel.At(10, "a")));
        Assert.False(moved.IsOne(RecentModel.At(10, "new")));
        Assert.False(moved.IsOne(RecentModel.At(6, "b")));
        Assert.False(moved.HasSome);
        moved.Add([RecentModel.At(10, "a")]);
        Assert.True(moved.HasSome);
        moved.Add([RecentModel.At(7, "c")]);
        moved.Add([RecentModel.At(12, "b")]);
        Assert.True(moved.HasSome);
    }

    [Fact]
    public void What_came_late_has_moved_once_its_time_is_another()
    {
        var moved = new MovedItems(new Mark(RecentModel.Time(9), []));
        moved.Add([RecentModel.At(11, "late")]);
        Assert.False(moved.HasSome);
        Assert.False(moved.IsOne(RecentModel.At(11, "late")));
        Assert.True(moved.IsOne(RecentModel.At(12, "late")));
    }

    [Fact]
    public void More_that_is_late_than_is_remembered_counts_as_moved()
    {
        var moved = new MovedItems(Mark.None);
        moved.Add([.. Enumerable.Range(1, 70_000).Select(number => RecentModel.At(number, $"c{number}"))]);
        Assert.True(moved.HasSome);
    }

    [Fact]
    public void The_mark_takes_in_those_of_its_moment_that_were_seen_and_not_read()
    {
        var mark = new Mark(RecentModel.Time(9), [1]);
        var moved = new MovedItems(mark);
        moved.Add([RecentModel.At(5, "read")]);
        var wide = moved.Widen(new Mark(RecentModel.Time(9), [2, Fingerprint.Of("read")]));
        Assert.Equal([1UL, 2UL], wide.Known.Order());
        Assert.Same(mark, moved.Widen(new Mark(RecentModel.Time(10), [3])));
    }
}
