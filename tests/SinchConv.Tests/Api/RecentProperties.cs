using System.Net;
using CsCheck;
using SinchConv.Api;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Api;

/// <summary>Whatever the times, the window, the pages and the habits of the service: the rows are those of a walk over everything with the filter applied.</summary>
public sealed class RecentProperties
{
    private static readonly string[] Channels = ["SMS", "LINE"];

    private static readonly Gen<SandboxConversation[]> Projects = Gen.Select(
        // Few moments, so that many conversations share one; 0 is the epoch, which means no message, as none does.
        Gen.Int[-1, 12], Gen.Int[-1, 14], Gen.Bool, Gen.Int[0, 1],
        (received, accepted, isActive, channel) => RecentModel.Conversation(0, received < 0 ? null : received, received > 0 && accepted > 0 ? accepted : null, isActive, Channels[channel]))
        .Array[0, 40].Select(items => items.Select((item, number) => item with { Id = $"c{number:D3}" }).ToArray());

    private static readonly Gen<DateTime?> Limits = Gen.Select(Gen.Int[-1, 16], Gen.Int[0, 2], (moment, kind) => moment < 0 ? (DateTime?)null : kind switch
    {
        0 => RecentModel.Time(moment),
        1 => RecentModel.Time(moment).ToLocalTime(),
        _ => DateTime.SpecifyKind(RecentModel.Time(moment).ToLocalTime(), DateTimeKind.Unspecified),
    });

    private static readonly Gen<Asked> Questions = Gen.Select(Limits, Limits, Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[1, 9], (after, before, end, state, channel, size) => new Asked(
        after, before, end == 1 || (end == 0 && after is null && before is null), end == 2, state == 2 ? null : KnownValues.States[state], channel == 2 ? null : Channels[channel], size));

    private static readonly Gen<SandboxQuirks> Habits = Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool, (silent, both, ties, count) => new SandboxQuirks
    {
        RecentSkipsSilent = silent,
        RecentFalseIsBoth = both,
        RecentTiesNeverTurn = ties,
        RecentTokensCount = count,
    });

    [Fact]
    public void The_rows_are_those_of_a_walk_over_everything() => Gen.Select(Projects, Questions, Habits).Sample(
        (items, asked, habits) =>
        {
            var model = new RecentModel(items, habits);
            var rows = model.Walk(asked.Query);
            var times = rows.Select(row => row.Newest ?? DateTime.MinValue).Distinct().ToList();

            Assert.Equal(asked.Choose(items, habits), Sorted(rows));
            // Where several share the newest moment, nobody can tell whether one of them has just got it.
            if (items.Length == 0 || items.Count(item => item.Newest == items.Max(other => other.Newest)) == 1)
                Assert.Equal(rows.Count, rows.DistinctBy(row => row.ConversationId).Count());
            if (asked.IsRecent && !asked.IsOldest)
                Assert.Equal(times.OrderDescending(), times);
            Assert.All(model.Queries, query => Assert.DoesNotContain("only_active=false", query, StringComparison.Ordinal));
        },
        iter: 1_000);

    [Fact]
    public void Without_the_list_by_time_the_rows_are_the_same() => Gen.Select(Projects, Questions, Gen.Bool).Sample(
        (items, asked, isUnknown) =>
        {
            // The ordinary list tells one time only.
            items = [.. items.Select(item => item with { LastAccepted = null })];
            var model = new RecentModel(items, new() { RecentStatus = isUnknown ? HttpStatusCode.NotFound : HttpStatusCode.NotImplemented });
            Assert.Equal(asked.Choose(items, new()), Sorted(model.Walk(asked.Query)));
        },
        iter: 500);

    [Fact]
    public void Without_the_list_by_time_a_few_are_still_the_newest_or_the_oldest_ones() => Gen.Select(Projects, Gen.Bool, Gen.Int[1, 10]).Sample(
        (items, isOldest, limit) =>
        {
            items = [.. items.Select(item => item with { LastAccepted = null })];
            var model = new RecentModel(items, new() { RecentStatus = HttpStatusCode.NotFound });
            var times = items.Select(item => item.Newest);
            // One more than is wanted tells that there are more.
            Assert.Equal(
                (isOldest ? times.Order() : times.OrderDescending()).Take(limit + 1),
                model.Walk(RecentModel.Ask(isRecent: true, isOldest), limit).Select(row => row.Newest ?? SandboxConversation.Epoch));
        },
        iter: 300);

    [Fact]
    public void A_list_that_shows_to_be_out_of_order_hides_nothing() => Gen.Select(Projects, Questions, Gen.Int[0, 12].Array[1, 6]).Sample(
        (items, asked, moved) =>
        {
            // Some stand where another time would.
            DateTime Place(SandboxConversation item) => items.Take(moved.Length).ToList().FindIndex(other => other.Id == item.Id) is >= 0 and var place ? RecentModel.Time(moved[place]) : item.Newest;
            var model = new RecentModel(items, new() { RecentTime = Place });
            var rows = Sorted(model.Walk(asked.Query));
            var wanted = asked.Choose(items, new());
            if (rows.SequenceEqual(wanted))
                return;

            // What was seen before the end gave no sign of it: then nobody could know.
            Assert.Subset(wanted.ToHashSet(), rows.ToHashSet());
            var seen = Read(model, asked, items, Place);
            Assert.Equal(seen.Order(), seen);
        },
        iter: 1_000);

    // The times of what the way through the window has read, in the order in which they should be ascending.
    private static List<long> Read(RecentModel model, Asked asked, SandboxConversation[] items, Func<SandboxConversation, DateTime> place)
    {
        var way = model.Queries.Skip(new RecentChoice(asked.Query).IsOldestFirst switch { null => 2, true => 1, false => 0 }).ToList();
        var sign = way[0].Contains("order=ASC", StringComparison.Ordinal) ? 1 : -1;
        var pages = 1 + way.Skip(1).TakeWhile(query => query.Contains("page_token", StringComparison.Ordinal)).Count();
        return [.. items.Select((item, slot) => (Item: item, Slot: slot))
            .Where(pair => asked.State != KnownValues.Active || pair.Item.IsActive)
            .OrderBy(pair => sign * place(pair.Item).Ticks).ThenBy(pair => sign * pair.Slot)
            .Take(pages * asked.PageSize)
            .Select(pair => sign * pair.Item.Newest.Ticks)];
    }

    [Fact]
    public void What_is_in_the_window_is_not_missed_when_messages_come_meanwhile() => Gen.Select(Projects, Questions, Habits, Gen.Int[0, 39].Array[0, 60], Gen.Int[0, 3].Array[120]).Sample(
        (items, asked, habits, arrivals, bursts) =>
        {
            var model = new RecentModel(items, habits);
            var next = 0;
            var moved = new HashSet<string>();
            model.BeforeRequest = (_, number) =>
            {
                for (var i = 0; number > 0 && number < bursts.Length && i < bursts[number] && next < arrivals.Length; i++, next++)
                {
                    if (arrivals[next] >= items.Length)
                        continue;
                    moved.Add(items[arrivals[next]].Id);
                    model.Project.Receive(items[arrivals[next]].Id, RecentModel.Time(100 + (next / 2)), "news");
                }
            };
            var rows = model.Walk(asked.Query).Select(row => row.ConversationId!).ToHashSet();
            var wanted = asked.Choose(items, habits).Where(id => asked.Before is null || !moved.Contains(id));
            Assert.Empty(wanted.Except(rows));
        },
        iter: 1_000);

    [Fact]
    public void What_a_removal_hides_at_the_end_comes_with_the_look_for_what_a_message_hid()
    {
        var items = Enumerable.Range(0, 21).Select(number => RecentModel.Conversation(number, number + 1)).ToList();
        var model = new RecentModel(items, new() { RecentTokensCount = true });
        model.BeforeRequest = (_, number) =>
        {
            // The last one moves up to the page that was read, and the last page is empty; then one that was read gets a message.
            if (number == 2)
                model.Project.Remove("c005");
            if (number == 3)
                model.Project.Receive("c003", RecentModel.Time(100), "news");
        };
        Assert.Equal(items.Select(item => item.Id), Sorted(model.Walk(RecentModel.Ask(isOldest: true, pageSize: 20))));
    }

    [Fact]
    public void One_that_moves_again_while_it_is_looked_for_is_found()
    {
        var items = Enumerable.Range(0, 40).Select(number => RecentModel.Conversation(number, number + 1)).ToList();
        var model = new RecentModel(items, new() { RecentTokensCount = true });
        model.BeforeRequest = (_, number) =>
        {
            // One that was read leaves its place, and the next page lacks c010; then a page of others comes on top of it.
            if (number == 3)
            {
                model.Project.Receive("c002", RecentModel.Time(100), "news");
                for (var other = 30; other < 35; other++)
                    model.Project.Receive($"c{other:D3}", RecentModel.Time(71 + other), "news");
            }
            // The look has read that page. The next one is where it was, but it is gone from there.
            if (number == 6)
            {
                model.Project.Receive("c002", RecentModel.Time(110), "news");
                model.Project.Remove("c034");
            }
        };
        Assert.Equal(items.Take(20).Select(item => item.Id), Sorted(model.Walk(RecentModel.Ask(before: RecentModel.Time(21), pageSize: 5))));
        Assert.True(model.Queries.Count > 7);
    }

    private static List<string> Sorted(IEnumerable<Conversation> rows) => [.. rows.Select(row => row.ConversationId!).Distinct().Order(StringComparer.Ordinal)];

    private sealed record Asked(DateTime? After, DateTime? Before, bool IsRecent, bool IsOldest, string? State, string? Channel, int PageSize)
    {
        public Query Query => RecentModel.Ask(IsRecent, IsOldest, After, Before, State, Channel is null ? null : [Channel], PageSize);

        public List<string> Choose(IEnumerable<SandboxConversation> items, SandboxQuirks habits) => [.. items
            .Where(item => (State is null || item.IsActive == (State == KnownValues.Active)) && (Channel is null || item.Channel == Channel))
            .Where(item => After is null && Before is null
                ? !habits.RecentSkipsSilent || item.LastReceived is not null
                : item.Newest > SandboxConversation.Epoch && !(item.Newest < After?.ToUniversalTime()) && !(item.Newest >= Before?.ToUniversalTime()))
            .Select(item => item.Id).Order(StringComparer.Ordinal)];
    }
}
