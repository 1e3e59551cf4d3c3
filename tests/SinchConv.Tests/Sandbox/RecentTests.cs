using System.Net;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Sandbox;

/// <summary>The list of recent conversations: its order, what it holds, and each thing that is unproven about it.</summary>
public sealed class RecentTests
{
    private const string Path = "conversations:recent?page_size=50&app_id=" + SandboxProject.ConversationAppId;

    private static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private static SandboxConversation Item(string id, DateTime? time, bool isActive = false) =>
        new() { Id = id, AppId = SandboxProject.ConversationAppId, ContactId = "contact of " + id, IsActive = isActive, Channel = "SMS", LastReceived = time };

    // b, c and d share a time; f has no message.
    private static SandboxProject Small(SandboxQuirks? quirks = null)
    {
        var project = SandboxProject.With([Item("a", Noon), Item("b", Noon.AddTicks(1), isActive: true), Item("c", Noon.AddTicks(1)), Item("d", Noon.AddTicks(1)), Item("e", Noon.AddDays(1)), Item("f", null)]);
        project.Quirks = quirks ?? new SandboxQuirks();
        return project;
    }

    private static string Ids(SandboxProject project, string query = "", int size = 50)
    {
        using var client = new SandboxClient(project);
        return string.Concat(client.Ids($"{Path.Replace("50", $"{size}", StringComparison.Ordinal)}&{query}", "conversations"));
    }

    [Theory]
    [InlineData("", "edcbaf")]
    [InlineData("order=DESC", "edcbaf")]
    [InlineData("order=ASC", "fabcde")]
    [InlineData("only_active=true", "b")]
    [InlineData("only_active=false", "edcaf")]
    [InlineData("order=ASC&only_active=false", "facde")]
    public void It_is_sorted_by_the_newest_message_to_the_tick(string query, string expected)
    {
        foreach (var size in new[] { 1, 2, 3, 50 })
            Assert.Equal(expected, Ids(Small(), query, size));
    }

    [Theory]
    [InlineData("", "ebcdaf")]
    [InlineData("order=ASC", "fabcde")]
    public void Ties_can_come_in_the_same_order_in_both_directions(string query, string expected)
    {
        foreach (var size in new[] { 1, 2, 3, 50 })
            Assert.Equal(expected, Ids(Small(new SandboxQuirks { RecentTiesNeverTurn = true }), query, size));
    }

    [Fact]
    public void Conversations_without_a_message_can_be_missing()
    {
        var project = Small(new SandboxQuirks { RecentSkipsSilent = true });
        Assert.Equal("edcba", Ids(project));
        project.Receive("f", Noon.AddDays(2), "hello");
        Assert.Equal("fedcba", Ids(project));
    }

    [Fact]
    public void Inactive_only_can_mean_both()
    {
        var project = Small(new SandboxQuirks { RecentFalseIsBoth = true });
        Assert.Equal("edcbaf", Ids(project, "only_active=false"));
        Assert.Equal("b", Ids(project, "only_active=true"));
    }

    [Fact]
    public void The_order_can_be_any_other() =>
        Assert.Equal("fabcde", Ids(Small(new SandboxQuirks { RecentTime = item => Noon.AddDays(-item.Id[0] % 'f') })));

    [Fact]
    public void The_list_can_be_empty_without_a_page_size()
    {
        var project = Small(new SandboxQuirks { RecentNeedsPageSize = true });
        using var client = new SandboxClient(project);
        Assert.Empty(client.Get("conversations:recent?app_id=" + SandboxProject.ConversationAppId)["conversations"]!.AsArray());
        Assert.Equal("edcbaf", Ids(project));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.NotImplemented)]
    public void The_list_can_be_unknown(HttpStatusCode status)
    {
        using var client = new SandboxClient(Small(new SandboxQuirks { RecentStatus = status }));
        client.Send("GET", Path, expected: status);
    }

    [Fact]
    public void The_last_message_comes_with_the_conversation()
    {
        var project = SandboxProject.Create(200);
        using var client = new SandboxClient(project);
        foreach (var item in client.Walk(Path, "conversations"))
        {
            var conversation = item["conversation"]!;
            if (project.Find(SandboxClient.Id(item))!.LastReceived is null)
            {
                Assert.Null(item["last_message"]);
                continue;
            }
            Assert.Equal((string?)conversation["id"], (string?)item["last_message"]!["conversation_id"]);
            Assert.Equal((DateTime?)conversation["last_received"], (DateTime?)item["last_message"]!["accept_time"]);
            Assert.Equal(client.Ids($"messages?conversation_id={conversation["id"]}", "messages")[0], (string?)item["last_message"]!["id"]);
        }
    }

    [Fact]
    public void The_last_message_can_be_newer_or_older_than_the_conversation_says()
    {
        var project = SandboxProject.With([Item("a", Noon), Item("b", Noon.AddHours(-1)) with { LastAccepted = Noon.AddHours(1) }, Item("c", Noon.AddHours(2)) with { LastAccepted = Noon.AddHours(-5) }]);
        Assert.Equal("cba", Ids(project));
        using var client = new SandboxClient(project);
        Assert.Equal([Noon.AddHours(-5), Noon.AddHours(1), Noon], client.Walk(Path, "conversations").Select(item => (DateTime)item["last_message"]!["accept_time"]!));
    }

    [Fact]
    public void A_conversation_that_gets_a_message_moves_behind_the_readers_back()
    {
        var project = Small();
        using var client = new SandboxClient(project);
        var read = client.Ids($"conversations:recent?page_size=2&app_id={SandboxProject.ConversationAppId}", "conversations", between: () =>
        {
            if (project.Find("b")!.LastReceived < Noon.AddDays(2))
                project.Receive("b", Noon.AddDays(2), "hello");
        });
        Assert.Equal("edcaf", string.Concat(read));
        Assert.Equal("bedcaf", Ids(project));
        Assert.Equal("hello", (string?)client.Get(Path)["conversations"]![0]!["last_message"]!["contact_message"]!["text_message"]!["text"]);
    }

    [Fact]
    public void A_token_that_counts_shows_one_twice_or_not_at_all_when_a_message_comes()
    {
        string Read(string order)
        {
            var project = Small(new SandboxQuirks { RecentTokensCount = true });
            using var client = new SandboxClient(project);
            return string.Concat(client.Ids($"conversations:recent?page_size=2&order={order}&app_id={SandboxProject.ConversationAppId}", "conversations", between: () =>
            {
                if (project.Find("a")!.LastReceived == Noon)
                    project.Receive("a", Noon.AddDays(2), "hello");
            }));
        }

        Assert.Equal("eddcbf", Read("DESC"));
        Assert.Equal("facdea", Read("ASC"));
    }

    [Theory]
    [InlineData("conversations?page_size=2&app_id=")]
    [InlineData("conversations:recent?page_size=2&app_id=")]
    public void The_size_can_be_missing_or_wrong(string path)
    {
        var project = Small(new SandboxQuirks { TotalSize = (filter, count) => filter.OnlyActive is null ? count + 3 : null });
        using var client = new SandboxClient(project);
        path += SandboxProject.ConversationAppId;
        Assert.Equal(9, (int?)client.Get(path)["total_size"]);
        Assert.False(client.Get(path + "&only_active=true").AsObject().ContainsKey("total_size"));
    }
}
