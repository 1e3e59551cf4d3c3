using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>Where the pages of a list by time may have hidden a conversation, and where they cannot.</summary>
public sealed class GapsTests
{
    private static Gaps Read(Gaps gaps)
    {
        foreach (var first in new[] { 20, 40, 60 })
            gaps.Add([RecentModel.At(first), RecentModel.At(first + 10)]);
        gaps.Add([]);
        return gaps;
    }

    [Theory]
    [InlineData(15, false)]
    [InlineData(25, false)]
    [InlineData(30, false)]
    [InlineData(35, true)]
    [InlineData(40, false)]
    [InlineData(45, false)]
    [InlineData(55, true)]
    [InlineData(75, false)]
    public void It_may_be_between_two_pages_but_is_neither_of_its_neighbours(int moment, bool isHeld) =>
        Assert.Equal(isHeld, Read(new(last: null)).Hold(RecentModel.At(moment)));

    [Theory]
    [InlineData(30)]
    [InlineData(40)]
    public void Another_one_with_the_time_of_a_neighbour_may_be_there(int moment) =>
        Assert.True(Read(new(last: null)).Hold(RecentModel.At(moment, "other")));

    [Fact]
    public void Behind_the_last_page_it_may_be_once_the_list_has_ended()
    {
        var gaps = Read(new(last: null));
        gaps.Close();
        Assert.True(gaps.Hold(RecentModel.At(75)));
        Assert.True(gaps.Hold(RecentModel.At(35)));
        Assert.False(gaps.Hold(RecentModel.At(45)));
        Assert.False(gaps.Hold(RecentModel.At(70)));
        var empty = new Gaps(last: null);
        empty.Close();
        Assert.False(empty.Hold(RecentModel.At(75)));
    }

    [Fact]
    public void Before_the_first_page_it_may_be_for_who_went_on_there()
    {
        var gaps = Read(new(DateTime.MinValue));
        Assert.True(gaps.Hold(RecentModel.At(15)));
        Assert.True(gaps.Hold(new() { ConversationId = "silent" }));
        Assert.False(gaps.Hold(RecentModel.At(25)));
    }

    [Fact]
    public void What_an_earlier_reading_cannot_have_hidden_is_not_missing()
    {
        var gaps = new Gaps(last: null) { Within = Read(new(last: null)) };
        gaps.Add([RecentModel.At(10)]);
        gaps.Add([RecentModel.At(90)]);
        Assert.True(gaps.Hold(RecentModel.At(35)));
        Assert.False(gaps.Hold(RecentModel.At(45)));
        Assert.True(Gaps.Everything.Hold(RecentModel.At(45)));
    }

    [Fact]
    public void Of_very_many_neighbours_become_one_and_none_is_forgotten()
    {
        var gaps = new Gaps(last: null);
        for (var page = 0; page < 70_000; page++)
            gaps.Add([RecentModel.At(10 * page)]);
        for (var page = 0; page < 69_999; page += 101)
            Assert.True(gaps.Hold(RecentModel.At((10 * page) + 5)));
        // What stood between two that became one; later ones are exact.
        Assert.True(gaps.Hold(RecentModel.At(10)));
        Assert.False(gaps.Hold(RecentModel.At(20)));
        Assert.False(gaps.Hold(RecentModel.At(690_010)));
    }
}
