using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>The mark of what was known when a listing by time began: which conversations have had a message since.</summary>
public sealed class MarkTests
{
    private static Mark Of(int moment, params string[] ids) => Mark.Of([.. ids.Select(id => RecentModel.At(moment, id))]);

    [Fact]
    public void It_keeps_the_newest_moment_and_those_who_share_it()
    {
        var mark = Mark.Of([RecentModel.At(7, "a"), RecentModel.At(9, "b"), RecentModel.At(9, "c"), RecentModel.At(9, "b"), RecentModel.At(null, "d")]);
        Assert.Equal(RecentModel.Time(9), mark.Time);
        Assert.Equal(2, mark.Known.Count);
        Assert.Equal(Mark.None.ToString(), Mark.Of([RecentModel.At(null, "d")]).ToString());
        Assert.Equal(Mark.None.ToString(), Mark.Of([]).ToString());
    }

    [Theory]
    [InlineData(8, "b", false, true)]
    [InlineData(9, "b", false, false)]
    [InlineData(9, "z", true, false)]
    [InlineData(10, "b", true, false)]
    [InlineData(null, "b", false, true)]
    public void Newer_is_what_came_later_or_was_not_known_at_its_moment(int? moment, string id, bool isBefore, bool isBehind)
    {
        var mark = Of(9, "b", "c");
        Assert.Equal(isBefore, mark.IsBefore(RecentModel.At(moment, id)));
        Assert.Equal(isBehind, mark.IsBehind(RecentModel.At(moment, id)));
    }

    [Fact]
    public void Of_two_the_newer_one_counts_and_those_of_one_moment_become_one()
    {
        var mark = Of(9, "b");
        Assert.Same(mark, mark.With(Of(8, "z")));
        Assert.True(mark.With(Of(8, "z")).IsBefore(RecentModel.At(9, "z")));
        var newer = Of(10, "z");
        Assert.Same(newer, mark.With(newer));
        var both = mark.With(Of(9, "z"));
        Assert.False(both.IsBefore(RecentModel.At(9, "b")));
        Assert.False(both.IsBefore(RecentModel.At(9, "z")));
        Assert.True(both.IsBefore(RecentModel.At(9, "y")));
    }

    [Fact]
    public void Its_text_brings_it_back()
    {
        foreach (var mark in new[] { Of(9, "b", "c"), Mark.None, new Mark(DateTime.MaxValue, []) })
        {
            var read = Mark.Read(mark.ToString())!;
            Assert.Equal((mark.Time, DateTimeKind.Utc), (read.Time, read.Time.Kind));
            Assert.Equal(mark.Known, read.Known);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("12-")]
    [InlineData("12-xyz")]
    [InlineData("12-ab-xyz")]
    [InlineData("3155378975999999999x")]
    [InlineData("3155378976000000000")]
    [InlineData("9223372036854775808")]
    public void Any_other_text_is_none(string text) => Assert.Null(Mark.Read(text));
}
