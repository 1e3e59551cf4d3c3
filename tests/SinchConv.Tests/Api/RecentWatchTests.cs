using CsCheck;
using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>Watching, against a model: messages that come between the rounds and during them.</summary>
public sealed class RecentWatchTests
{
    [Fact]
    public void Each_newest_message_is_told_once_and_none_is_missed() => Gen.Select(
        Gen.Select(Gen.Int[0, 90], Gen.Int[0, 139]).Array[1, 8], Gen.Int[0, 2], Gen.Bool, Gen.Bool).Sample(
        (rounds, ties, tokensCount, begins) =>
        {
            var model = new RecentModel(Enumerable.Range(0, 140).Select(number => RecentModel.Conversation(number, number % 7)), new() { RecentTokensCount = tokensCount });
            var told = new List<(string?, DateTime?)>();
            var sent = new Dictionary<string, DateTime>();
            var count = 0;
            void Arrive(int number)
            {
                // Up to three in a row share a moment.
                var time = RecentModel.Time(100 + (count++ / (ties + 1)));
                model.Project.Receive($"c{number % 140:D3}", time, "news");
                sent[$"c{number % 140:D3}"] = time;
            }
            var watch = new RecentWatch(model.Session.Client, RecentModel.Ask(after: begins ? RecentModel.Time(100) : null));
            Look();
            foreach (var (burst, start) in rounds)
            {
                for (var i = 0; i < burst; i++)
                    Arrive(start + (i * 3));
                // And one before each of the first requests of the round.
                var more = 3;
                model.BeforeRequest = (_, _) =>
                {
                    if (more-- > 0)
                        Arrive(start + more);
                };
                Look();
            }
            model.BeforeRequest = null;
            Look();
            var requests = model.Queries.Count;
            Look();

            Assert.Equal(requests + 1, model.Queries.Count);
            Assert.Equal(told.Count, told.Distinct().Count());
            Assert.Empty(sent.Select(pair => ((string?)pair.Key, (DateTime?)pair.Value)).Except(told));
            Assert.All(told, row => Assert.True(row.Item2 >= RecentModel.Time(100)));

            void Look() => told.AddRange(watch.LookAsync(Sessions.NoNotes()).GetAwaiter().GetResult().Select(item => (item.ConversationId, item.Newest)));
        },
        iter: 60);

    [Fact]
    public async Task A_round_that_fails_is_made_up_for_by_the_next_one()
    {
        var model = new RecentModel(Enumerable.Range(0, 80).Select(number => RecentModel.Conversation(number, number + 1)));
        var watch = new RecentWatch(model.Session.Client, RecentModel.Ask(after: RecentModel.Time(11)));
        model.BeforeRequest = (query, _) => _ = query.Contains("page_token", StringComparison.Ordinal) ? throw new HttpRequestException("gone") : 0;
        Assert.Equal(SinchError.Unavailable, (await Assert.ThrowsAsync<SinchException>(() => watch.LookAsync(Sessions.NoNotes()))).Error);
        model.BeforeRequest = null;
        Assert.Equal(Enumerable.Range(10, 70).Select(number => $"c{number:D3}"), (await watch.LookAsync(Sessions.NoNotes())).Select(item => item.ConversationId));
    }

    [Fact]
    public async Task A_channel_that_the_module_does_not_know_is_asked_for_at_the_first_look_alone()
    {
        var handler = new StubHandler((_, _) => StubHandler.Json("{}"));
        var watch = new RecentWatch(Sessions.Over(handler).Client, RecentModel.Ask(channels: ["SMS", "NEWCHANNEL"]));
        await watch.LookAsync(Sessions.NoNotes());
        Assert.Contains("active_channel=NEWCHANNEL", handler.Queries[0], StringComparison.Ordinal);
        await watch.LookAsync(Sessions.NoNotes());
        Assert.Equal(3, handler.Queries.Count);
        var refused = new RecentWatch(new RecentModel([]).Session.Client, RecentModel.Ask(channels: ["NEWCHANNEL"]));
        Assert.Equal(SinchError.InvalidRequest, (await Assert.ThrowsAsync<SinchException>(() => refused.LookAsync(Sessions.NoNotes()))).Error);
    }

    [Fact]
    public async Task Without_a_beginning_it_takes_nothing_for_new_that_was_there()
    {
        var model = new RecentModel([RecentModel.Conversation(0, 50), RecentModel.Conversation(1, 60), RecentModel.Conversation(2, null)]);
        var watch = new RecentWatch(model.Session.Client, RecentModel.Ask());
        Assert.Empty(await watch.LookAsync(Sessions.NoNotes()));
        model.Project.Receive("c002", RecentModel.Time(60), "first");
        Assert.Equal("first", Assert.Single(await watch.LookAsync(Sessions.NoNotes())).LastMessage!.Text);
    }
}
