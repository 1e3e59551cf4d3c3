using System.Globalization;
using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>The two readers of a list by time: what one of them finds out counts for the other, and for whoever goes on alone.</summary>
public sealed class RecentEndTests
{
    private readonly Meeting meeting = new();
    private readonly List<string> notes = [];
    private int[][] fromNewest = [];
    private int[][] fromOldest = [];
    private long total;

    private RecentEnd Newest => new(FetchAsync, RecentModel.Ask(), meeting, isFromOldest: false);

    private RecentEnd Oldest => new(FetchAsync, RecentModel.Ask(), meeting, isFromOldest: true);

    private CallContext Call => new(default, note => notes.Add(note.Text));

    private Task<Page<Conversation>> FetchAsync(Query query, string? token, CallContext call)
    {
        var pages = query.ToQueryString(null).Split("order=")[1] switch { "ASC" => fromOldest, "DESC" => fromNewest, _ => throw new InvalidOperationException() };
        var page = int.Parse(token ?? "0", CultureInfo.InvariantCulture);
        var isTold = token is null && pages == fromNewest;
        return Task.FromResult(new Page<Conversation>
        {
            Items = [.. pages[page].Select(moment => RecentModel.At(moment))],
            NextPageToken = page + 1 < pages.Length ? $"{page + 1}" : null,
            TotalSize = isTold ? total : null,
        });
    }

    private static string Token(int page) => new RecentPlace(RecentPhase.NewestFirst) { Token = $"{page}" }.ToString();

    [Fact]
    public async Task Who_goes_on_alone_knows_of_the_disorder_that_the_other_one_found()
    {
        fromNewest = [[9, 7], [8, 6], [5]];
        var newest = Newest;
        var first = await newest.FetchAsync(null, Call);
        Assert.False(RecentPlace.Read(Oldest.ToToken(null)).IsUnsorted);
        await newest.FetchAsync(first.NextPageToken, Call);
        Assert.True(RecentPlace.Read(Oldest.ToToken(null)).IsUnsorted);
    }

    [Fact]
    public async Task A_disorder_on_the_last_page_is_told_before_the_other_one_is_waited_for()
    {
        fromNewest = [[9, 8], [6, 7]];
        var newest = Newest;
        var first = await newest.FetchAsync(null, Call);
        var last = newest.FetchAsync(first.NextPageToken, Call);
        Assert.False(last.IsCompleted);
        Assert.True(meeting.IsUnsorted);
    }

    [Fact]
    public async Task Where_both_have_taken_too_few_all_is_read()
    {
        (fromNewest, fromOldest, total) = ([[9]], [[1], [2, 9], [5]], 4);
        await Newest.FetchAsync(null, Call);
        var oldest = Oldest;
        var met = await oldest.FetchAsync((await oldest.FetchAsync(null, Call)).NextPageToken, Call);
        Assert.Equal("Both ends have met, but took fewer conversations than there are: all of the list is read.", Assert.Single(notes));
        Assert.Equal(["c2"], met.Items.Select(item => item.ConversationId));
        Assert.Equal(["c5"], (await oldest.FetchAsync(met.NextPageToken, Call)).Items.Select(item => item.ConversationId));
    }

    [Fact]
    public async Task Those_that_have_moved_are_no_disorder()
    {
        (fromNewest, fromOldest, total) = ([[9]], [[1, 9], [5]], 3);
        await Newest.FetchAsync(null, Call);
        fromNewest = [[10, 9]];
        await Oldest.FetchAsync(null, Call);
        Assert.Empty(notes);
        Assert.False(meeting.IsUnsorted);
    }

    [Fact]
    public async Task A_look_at_what_may_have_come_before_is_no_first_one()
    {
        fromNewest = [[9], [8]];
        Assert.False((await Newest.FetchAsync(null, Call)).IsSecondLook);
        Assert.True((await Newest.FetchAsync(new RecentPlace(RecentPhase.NewestFirst) { Floor = new(RecentModel.Time(5), []) }.ToString(), Call)).IsSecondLook);
        Assert.True((await Newest.FetchAsync(new RecentPlace(RecentPhase.Gaps).ToString(), Call)).IsSecondLook);
    }

    [Theory]
    [InlineData(false, "3")]
    [InlineData(true, null)]
    public void Who_goes_on_alone_from_the_newest_end_takes_what_was_skipped_from_its_page_on(bool isUnsorted, string? page)
    {
        var (newest, oldest) = (Newest, Oldest);
        Assert.Equal(RecentPhase.NewestFirst, RecentPlace.Read(newest.ToToken(Token(3))).Phase);
        meeting.Skipped = Gaps.Everything;
        if (isUnsorted)
            meeting.FindUnsorted();
        var place = RecentPlace.Read(newest.ToToken(Token(3)));
        Assert.Equal((RecentPhase.Gaps, page, DateTime.MaxValue), (place.Phase, place.Token, place.Split));
        Assert.Equal(RecentPhase.NewestFirst, RecentPlace.Read(oldest.ToToken(Token(3))).Phase);
        var look = new RecentPlace(RecentPhase.NewestFirst) { Floor = new(RecentModel.Time(5), []), Token = "3" };
        Assert.Equal((RecentPhase.NewestFirst, "3"), RecentPlace.Read(newest.ToToken(look.ToString())) is var again ? (again.Phase, again.Token) : default);
    }
}
