using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>The page token of a listing by time: what it holds, and which texts are none.</summary>
public sealed class RecentPlaceTests
{
    private static Mark Mark(int moment) => new(RecentModel.Time(moment), [1, ulong.MaxValue]);

    [Theory]
    [InlineData(RecentPhase.NewestFirst, false, null, null, null)]
    [InlineData(RecentPhase.OldestFirst, true, 7, null, "a:b:c")]
    [InlineData(RecentPhase.OldestAgain, false, null, 8, "::")]
    [InlineData(RecentPhase.Gaps, true, 7, 8, null)]
    [InlineData(RecentPhase.Ordinary, false, null, null, "recent:Gaps:::::")]
    internal void Its_text_brings_it_back(RecentPhase phase, bool isUnsorted, int? split, int? floor, string? token)
    {
        var place = new RecentPlace(phase)
        {
            IsUnsorted = isUnsorted,
            Split = split is { } moment ? RecentModel.Time(moment) : null,
            Floor = floor is { } mark ? Mark(mark) : null,
            Mark = Mark(9),
            Token = token,
        };
        var read = RecentPlace.Read(place.ToString());
        Assert.Equal((phase, isUnsorted, place.Split, place.Floor?.Time, place.Mark.Time, token), (read.Phase, read.IsUnsorted, read.Split, read.Floor?.Time, read.Mark.Time, read.Token));
        Assert.Equal((place.Floor?.Known.Count, 2), (read.Floor?.Known.Count, read.Mark.Known.Count));
        Assert.Equal(place.ToString(), read.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("recent:NewestFirst::::")]
    [InlineData("other:NewestFirst::::0:")]
    [InlineData("recent:Nowhere::::0:")]
    [InlineData("recent:5::::0:")]
    [InlineData("recent:NewestFirst:::::")]
    [InlineData("recent:NewestFirst::::x:")]
    [InlineData("recent:NewestFirst:::x:0:")]
    [InlineData("recent:NewestFirst::x::0:")]
    public void Any_other_text_is_none(string? text) => Assert.Null(RecentPlace.TryRead(text));
}
