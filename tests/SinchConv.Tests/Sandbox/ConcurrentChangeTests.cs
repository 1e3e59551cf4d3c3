using CsCheck;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Sandbox;

/// <summary>However conversations change, also while lists are read: a list is what a new look at everything gives.</summary>
public sealed class ConcurrentChangeTests
{
    private const string App = SandboxProject.ConversationAppId;

    private static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private static readonly Gen<(int What, int Which, int When)[]> Changes = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 11], Gen.Int[-3, 3]).Array[0, 30];

    [Fact]
    public void Every_list_follows_every_change() => Gen.Select(Changes, Gen.Bool, Gen.Bool).Sample(
        (changes, skipsSilent, tiesNeverTurn) =>
        {
            var project = SandboxProject.Create(8);
            project.Quirks = new SandboxQuirks { RecentSkipsSilent = skipsSilent, RecentTiesNeverTurn = tiesNeverTurn };
            using var client = new SandboxClient(project);
            ShouldBeRight(project, client);
            foreach (var change in changes)
                Change(project, change);
            ShouldBeRight(project, client);
        },
        iter: 200);

    [Fact]
    public void A_walk_is_whole_while_others_come_and_go() => Changes.Sample(
        changes =>
        {
            var project = SandboxProject.Create(12);
            using var client = new SandboxClient(project);
            var next = 0;
            var stayed = project.Conversations.Select(item => item.Id).ToHashSet();
            var read = client.Ids($"conversations?page_size=1&app_id={App}", "conversations", between: () =>
            {
                if (next < changes.Length)
                    Change(project, changes[next++]);
                stayed.IntersectWith(project.Conversations.Select(item => item.Id));
            });
            Assert.Distinct(read);
            Assert.Empty(stayed.Except(read));
        },
        iter: 200);

    [Fact]
    public async Task Many_may_change_and_read_at_once()
    {
        var project = SandboxProject.Create(60);
        using var client = new SandboxClient(project);
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                var ids = client.Get($"conversations:recent?page_size=50&app_id={App}")["conversations"]!.AsArray().Select(item => SandboxClient.Id(item!)).ToList();
                Assert.Distinct(ids);
                Assert.Equal(50, ids.Count);
            }
        })).ToList();
        var writers = Enumerable.Range(1, 4).Select(writer => Task.Run(() =>
        {
            for (var i = 0; !readers.TrueForAll(reader => reader.IsCompleted); i++)
            {
                project.Add(new SandboxConversation { Id = $"{writer}-{i}", AppId = App, ContactId = "c", Channel = "SMS", LastReceived = Noon.AddYears(1).AddTicks(i) });
                project.Receive($"{writer}-{i}", Noon.AddYears(2).AddTicks(i), "hello");
                project.Remove($"{writer}-{i}");
            }
        }));
        await Task.WhenAll([.. writers, .. readers]);
        ShouldBeRight(project, client);
    }

    private static void Change(SandboxProject project, (int What, int Which, int When) change)
    {
        var all = project.Conversations;
        var item = all.Count == 0 ? null : all[change.Which % all.Count];
        switch (change.What)
        {
            case 0 when item is not null:
                project.Receive(item.Id, Noon.AddTicks(change.When), "hello");
                break;
            case 1 when item is not null:
                project.Remove(item.Id);
                break;
            case 2 when item is not null:
                project.Change(item with { IsActive = !item.IsActive });
                break;
            case 3 when item is not null:
                project.Change(item with { Channel = KnownValues.Channels[change.Which] });
                break;
            default:
                project.Add(new SandboxConversation { Id = Guid.NewGuid().ToString(), AppId = App, ContactId = $"contact {change.Which}", Channel = "SMS", LastReceived = Noon.AddTicks(change.When) });
                break;
        }
    }

    private static void ShouldBeRight(SandboxProject project, SandboxClient client)
    {
        var all = project.Conversations;
        Assert.Equal(all.Select(item => item.Id), client.Ids($"conversations?page_size=3&app_id={App}", "conversations"));
        foreach (var isActive in new[] { true, false })
            Assert.Equal(all.Where(item => item.IsActive == isActive).Select(item => item.Id), client.Ids($"conversations?page_size=3&only_active={(isActive ? "true" : "false")}&app_id={App}", "conversations"));
        foreach (var channel in KnownValues.Channels)
            Assert.Equal(all.Where(item => item.Channel == channel).Select(item => item.Id), client.Ids($"conversations?page_size=3&active_channel={channel}&app_id={App}", "conversations"));

        var recent = all.Where(item => !project.Quirks.RecentSkipsSilent || item.LastReceived is not null).ToList();
        var oldestFirst = recent.OrderBy(item => item.Newest).Select(item => item.Id).ToList();
        var newestFirst = project.Quirks.RecentTiesNeverTurn ? recent.OrderByDescending(item => item.Newest).Select(item => item.Id) : oldestFirst.AsEnumerable().Reverse();
        Assert.Equal(oldestFirst, client.Ids($"conversations:recent?page_size=3&order=ASC&app_id={App}", "conversations"));
        Assert.Equal(newestFirst, client.Ids($"conversations:recent?page_size=3&app_id={App}", "conversations"));
    }
}
