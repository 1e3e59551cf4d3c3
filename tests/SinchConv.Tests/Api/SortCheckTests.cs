using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>Whether a list by time is in its order, as far as it was read.</summary>
public sealed class SortCheckTests
{
    private static bool Holds(SortCheck order, params (int Moment, string Id)[] page) => order.Holds([.. page.Select(item => RecentModel.At(item.Moment, item.Id))]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_order_holds_over_ties_and_pages(bool isOldestFirst)
    {
        var sign = isOldestFirst ? -1 : 1;
        int Moment(int moment) => 50 + (sign * moment);
        var order = new SortCheck(isOldestFirst);
        Assert.True(Holds(order, (Moment(9), "a"), (Moment(9), "b"), (Moment(8), "c")));
        Assert.True(Holds(order, (Moment(8), "d"), (Moment(7), "e")));
        Assert.False(Holds(order, (Moment(6), "f"), (Moment(7), "g")));
        Assert.False(Holds(order, (Moment(9), "h")));
        order.Begin();
        Assert.True(Holds(order, (Moment(20), "i")));
    }

    [Fact]
    public void A_page_may_begin_with_one_of_the_page_before()
    {
        var order = new SortCheck(isOldestFirst: false);
        Assert.True(Holds(order, (9, "a"), (8, "b")));
        Assert.True(Holds(order));
        Assert.True(Holds(order, (9, "a"), (8, "b"), (7, "c")));
        Assert.False(Holds(order, (7, "d"), (9, "a")));
    }
}
