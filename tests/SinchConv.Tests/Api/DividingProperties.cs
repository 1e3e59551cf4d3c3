using System.Globalization;
using System.Net;
using CsCheck;
using SinchConv.Api;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Api;

/// <summary>However a project is spread, whatever the service says of it, and in whichever order its answers come: a divided listing has the rows of one walk.</summary>
public sealed class DividingProperties
{
    private static readonly string[] Channels = ["SMS", "LINE", "NEWCHANNEL", ""];

    private static readonly Gen<SandboxConversation[]> Projects = Gen.Select(
        // Few moments, so that many conversations share one, also where the ends meet.
        Gen.Int[-1, 9], Gen.Int[-1, 11], Gen.Bool, Gen.Int[0, 3],
        (received, accepted, isActive, channel) => RecentModel.Conversation(0, received < 0 ? null : received, received > 0 && accepted > 0 ? accepted : null, isActive, Channels[channel]))
        .Array[0, 60].Select(items => items.Select((item, number) => item with { Id = $"c{number:D3}" }).ToArray());

    // Of one channel, one state, or one moment, as few of the others are.
    private static readonly Gen<SandboxConversation[]> Spreads = Gen.Select(Projects, Gen.Bool, Gen.Bool, Gen.Bool, (items, isChannel, isState, isMoment) => items.Select(item => item with
    {
        Channel = isChannel ? "SMS" : item.Channel,
        IsActive = isState || item.IsActive,
        LastReceived = isMoment ? RecentModel.Time(5) : item.LastReceived,
        LastAccepted = isMoment ? null : item.LastAccepted,
    }).ToArray());

    private static readonly Gen<SandboxQuirks> Habits = Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[0, 8], (silent, both, ties, count, status) => new SandboxQuirks
    {
        RecentSkipsSilent = silent,
        RecentFalseIsBoth = both,
        RecentTiesNeverTurn = ties,
        RecentTokensCount = count,
        RecentStatus = status switch { 0 => HttpStatusCode.NotFound, 1 => HttpStatusCode.NotImplemented, _ => null },
    });

    private static readonly Gen<(string? State, int PageSize, int Limit, int Seed)> Asked =
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 9], Gen.Int[2, 32], Gen.Int[0, 1_000_000], (state, size, limit, seed) => (state < 2 ? KnownValues.States[state] : null, size, limit, seed));

    [Fact]
    public void Every_row_comes_once() => Gen.Select(Spreads, Habits, Asked).Sample(
        (items, habits, asked) =>
        {
            var listing = new DividedModel(items, habits, asked.State, asked.PageSize, asked.Limit, asked.Seed);
            Assert.Equal(Ids(items, asked.State), listing.Run());
            Assert.Equal(listing.Promised, listing.Kept);
            Assert.InRange(listing.Asked, 1, 35);
        },
        iter: 400);

    [Fact]
    public void An_order_that_is_broken_hides_nothing_that_is_not_told() => Gen.Select(Spreads, Habits, Asked, Gen.Int[0, 12].Array[1, 6]).Sample(
        (items, habits, asked, moved) =>
        {
            DateTime Place(SandboxConversation item) => items.Take(moved.Length).ToList().FindIndex(other => other.Id == item.Id) is >= 0 and var place ? RecentModel.Time(moved[place]) : item.Newest;
            var listing = new DividedModel(items, habits with { RecentTime = Place }, asked.State, asked.PageSize, asked.Limit, asked.Seed);
            Assert.Equal(Ids(items, asked.State), listing.Run());
        },
        // Begins with an order in which both ends see a conversation that neither takes: a rare one.
        seed: "0nK8VF3DICc2",
        iter: 400);

    [Fact]
    public void Sizes_that_lie_or_are_missing_lose_nothing_that_is_not_told() => Gen.Select(Spreads, Habits, Asked, Gen.Int[0, 40].Array[6]).Sample(
        (items, habits, asked, lies) =>
        {
            int? Told(SandboxFilter filter, int count) => lies[(Convert.ToInt32(filter.OnlyActive, CultureInfo.InvariantCulture) + (filter.OnlyActive is null ? 2 : 0) + (3 * (filter.Channel?.Length ?? 0))) % lies.Length] switch
            {
                0 => null,
                < 6 and var less => count - less,
                < 12 and var more => count + more - 5,
                _ => count,
            };
            var listing = new DividedModel(items, habits with { TotalSize = Told }, asked.State, asked.PageSize, asked.Limit, asked.Seed);
            var rows = listing.Run();
            Assert.Equal(rows.Distinct(), rows);
            // A lie about the whole can be what the parts lack: then nobody could know.
            var wanted = Ids(items, asked.State);
            var isTrue = Told(new(null, null, asked.State is null ? null : asked.State == KnownValues.Active, null), wanted.Count) == wanted.Count;
            if (listing.Promised == 0 || (isTrue && listing.Promised == listing.Kept))
                Assert.Equal(wanted, rows);
        },
        iter: 400);

    [Fact]
    public void What_gets_a_message_meanwhile_is_not_missed() => Gen.Select(Spreads, Habits, Asked, Gen.Int[0, 59].Array[0, 60], Gen.Int[0, 12].Select(number => number < 9 ? number / 3 : number).Array[40]).Sample(
        (items, habits, asked, arrivals, bursts) =>
        {
            var listing = new DividedModel(items, habits, asked.State, asked.PageSize, asked.Limit, asked.Seed);
            var next = 0;
            var requests = 0;
            listing.OnWalk = (_, _) =>
            {
                var burst = bursts[requests++ % bursts.Length];
                for (var i = 0; i < burst && next < arrivals.Length; i++, next++)
                {
                    if (arrivals[next] < items.Length)
                        listing.Model.Project.Receive(items[arrivals[next]].Id, RecentModel.Time(100 + (next / 2)), "news");
                }
            };
            var rows = listing.Run();
            Assert.Empty(Ids(items, asked.State).Except(rows));
            Assert.True(listing.Kept >= listing.Promised, $"{listing.Kept} of {listing.Promised}");
        },
        iter: 400);

    [Fact]
    public void What_is_left_at_any_moment_is_not_missed_in_any_order() => Gen.Select(Projects, Habits, Asked, Gen.Int[0, 59].Array[0, 20], Gen.Int[0, 2].Array[40], Gen.Int[0, 40], Gen.Bool).Sample(
        (items, habits, asked, arrivals, bursts, pages, isReversed) =>
        {
            items = [.. items.Select(item => item with { Channel = "", IsActive = true, LastReceived = item.LastReceived ?? RecentModel.Time(1) })];
            var listing = new DividedModel(items, habits with { RecentStatus = null }, state: null, asked.PageSize, asked.Limit, asked.Seed);
            var next = 0;
            var requests = 0;
            listing.OnWalk = (_, _) =>
            {
                for (var i = bursts[requests++ % bursts.Length]; i > 0 && next < arrivals.Length; i--, next++)
                {
                    if (arrivals[next] < items.Length)
                        listing.Model.Project.Receive(items[arrivals[next]].Id, RecentModel.Time(100 + next), "news");
                }
            };
            var rows = listing.Run(pages).ToHashSet();
            var left = listing.Left.Select(part => (string?)part["PageToken"]).ToList();
            // What is not divided goes on page by page.
            if (left.Any(token => RecentPlace.TryRead(token) is null))
                return;
            foreach (var token in isReversed ? Enumerable.Reverse(left) : left)
                rows.UnionWith(listing.GoOn(token!));
            Assert.Empty(Ids(items, null).Except(rows));
        },
        iter: 500);

    [Fact]
    public void What_a_removal_hides_is_told() => Gen.Select(Spreads, Habits, Asked, Gen.Int[0, 59].Array[1, 10], Gen.Int[0, 1].Array[40]).Sample(
        (items, habits, asked, removals, bursts) =>
        {
            var listing = new DividedModel(items, habits, asked.State, asked.PageSize, asked.Limit, asked.Seed);
            var next = 0;
            var requests = 0;
            var removed = new HashSet<string>();
            listing.OnWalk = (_, _) =>
            {
                for (var i = bursts[requests++ % bursts.Length]; i > 0 && next < removals.Length; i--, next++)
                {
                    if (removals[next] < items.Length && removed.Add(items[removals[next]].Id))
                        listing.Model.Project.Remove(items[removals[next]].Id);
                }
            };
            var rows = listing.Run();
            var isTold = listing.Promised == 0 || listing.Kept < listing.Promised;
            Assert.True(isTold || !Ids(items, asked.State).Except(rows).Except(removed).Any(), $"{listing.Kept} of {listing.Promised}, {listing.Repeated} repeated.");
        },
        iter: 400);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void What_is_left_comes_once_while_nothing_changes(bool tokensCount, bool isReversed)
    {
        // A broadcast: half of them have the newest moment in common.
        var items = Enumerable.Range(0, 120).Select(number => RecentModel.Conversation(number, number < 60 ? number + 1 : 100, channel: "")).ToList();
        for (var pages = 1; pages < 34; pages++)
        {
            var listing = new DividedModel(items, new SandboxQuirks { RecentTokensCount = tokensCount }, state: null, pageSize: 5, limit: 8, seed: pages);
            var rows = listing.Run(pages);
            // As long as the other reader is among those of the newest moment, nobody knows which of them have just come.
            var isKnown = items.Skip(60).All(item => rows.Contains(item.Id));
            var left = listing.Left.Select(part => (string)part["PageToken"]!).ToList();
            foreach (var token in isReversed ? Enumerable.Reverse(left) : left)
                rows.AddRange(listing.GoOn(token));
            Assert.Equal(Ids(items, null), (isKnown ? rows : rows.Distinct()).Order(StringComparer.Ordinal));
        }
    }

    private static List<string> Ids(IEnumerable<SandboxConversation> items, string? state) =>
        [.. items.Where(item => state is null || item.IsActive == (state == KnownValues.Active)).Select(item => item.Id).Order(StringComparer.Ordinal)];
}
