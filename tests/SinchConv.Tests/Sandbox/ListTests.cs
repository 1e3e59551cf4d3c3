using SinchConv.Sandbox;

namespace SinchConv.Tests.Sandbox;

/// <summary>Every list: its pages, its sizes, its tokens, its filters, and what it refuses.</summary>
public sealed class ListTests : IDisposable
{
    private const string App = SandboxProject.ConversationAppId;

    private readonly SandboxProject project = SandboxProject.Create(300);
    private readonly SandboxClient client;

    public ListTests() => client = new SandboxClient(project);

    public void Dispose() => client.Dispose();

    /// <summary>The lists with pages: path, name of the array, largest page.</summary>
    public static TheoryData<string, string, int> Lists => new()
    {
        { $"conversations?app_id={App}", "conversations", 20 },
        { $"conversations:recent?app_id={App}", "conversations", 50 },
        { $"conversations:recent?app_id={App}&order=ASC", "conversations", 50 },
        { "contacts?", "contacts", 20 },
        { "messages?", "messages", 1000 },
        { "messages?messages_source=DISPATCH_SOURCE", "messages", 1000 },
        { "messages?start_time=2026-06-29T00:00:00Z", "messages", 1000 },
        { "events?contact_id={contact}", "events", 20 },
        { "messages?contact_id={contact}", "messages", 1000 },
        { "messages?conversation_id={conversation}", "messages", 1000 },
    };

    private string Fill(string path)
    {
        var busy = project.Conversations.First(item => client.Ids($"messages?page_size=1000&conversation_id={item.Id}", "messages").Count > 60);
        return path.Replace("{contact}", busy.ContactId, StringComparison.Ordinal).Replace("{conversation}", busy.Id, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Any_page_size_gives_the_same_items_once_each(string path, string name, int largest)
    {
        path = Fill(path);
        var whole = client.Ids($"{path}&page_size={largest}", name);
        Assert.True(whole.Count > 1);
        Assert.Distinct(whole);
        foreach (var size in new[] { 1, 7, largest - 1 })
            Assert.Equal(whole, client.Ids($"{path}&page_size={size}", name));
        Assert.Equal(whole.Take(10), client.Get(path)[name]!.AsArray().Select(item => SandboxClient.Id(item!)));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_page_has_at_least_1_and_at_most_the_largest_size(string path, string name, int largest)
    {
        Assert.NotNull(name);
        foreach (var size in new[] { "0", "-1", "x", $"{largest + 1}" })
            Assert.Equal("page_size", client.Refused("GET", $"{Fill(path)}&page_size={size}"));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_token_is_opaque_needs_encoding_and_belongs_to_its_filters(string path, string name, int largest)
    {
        Assert.True(name.Length > 0 && largest > 0);
        var token = (string)client.Get($"{Fill(path)}&page_size=1")["next_page_token"]!;
        Assert.All("+/=", needed => Assert.Contains(needed, token));
        Assert.Equal("page_token", client.Refused("GET", $"{Fill(path)}&page_token={token}"));
        Assert.Equal("page_token", client.Refused("GET", $"{Fill(path)}&page_token=zzz"));
        Assert.Equal("page_token", client.Refused("GET", $"conversations?contact_id={project.Conversations[2].ContactId}&page_token={Uri.EscapeDataString(token)}"));
    }

    [Fact]
    public void Only_conversations_have_a_total_and_only_the_recent_ones_on_every_page()
    {
        int?[] Totals(string path)
        {
            var first = client.Get(path);
            var second = client.Get($"{path}&page_token={Uri.EscapeDataString((string)first["next_page_token"]!)}");
            return [(int?)first["total_size"], (int?)second["total_size"]];
        }

        Assert.Equal([300, 0], Totals($"conversations?app_id={App}"));
        Assert.Equal([300, 300], Totals($"conversations:recent?app_id={App}"));
        Assert.Equal([null, null], Totals("contacts?"));
        Assert.Equal([null, null], Totals("messages?"));
    }

    [Theory]
    [InlineData("conversations?", "app_id")]
    [InlineData("conversations:recent?", "app_id")]
    [InlineData("conversations?app_id=" + App + "&only_active=yes", "only_active")]
    [InlineData("conversations?app_id=" + App + "&active_channel=sms", "active_channel")]
    [InlineData("conversations:recent?app_id=" + App + "&order=newest", "order")]
    [InlineData("events?", "conversation_id")]
    [InlineData("contacts?channel=SMS", "identity")]
    [InlineData("contacts?identity=46701234567", "channel")]
    [InlineData("contacts?external_id=crm-000001&channel=SMS&identity=1", "external_id")]
    [InlineData("messages?direction=IN", "direction")]
    [InlineData("messages?view=FULL", "view")]
    [InlineData("messages?messages_source=BOTH", "messages_source")]
    [InlineData("messages?start_time=2026-06-30", "start_time")]
    [InlineData("messages?start_time=2026-06-30T00:00:00", "start_time")]
    [InlineData("messages?end_time=2026-06-30T00:00:00+02:00", "end_time")]
    public void What_is_wrong_names_its_field(string path, string field) => Assert.Equal(field, client.Refused("GET", path));

    [Theory]
    [InlineData("conversations?app_id=unknown")]
    [InlineData("conversations?contact_id=unknown")]
    [InlineData("conversations:recent?app_id=unknown")]
    [InlineData("conversations/unknown")]
    [InlineData("contacts/unknown")]
    [InlineData("apps/unknown")]
    [InlineData("apps/unknown/webhooks")]
    [InlineData("webhooks/unknown")]
    [InlineData("messages?conversation_id=unknown")]
    [InlineData("messages/unknown")]
    [InlineData("messages/01J00000000000000000000000")]
    [InlineData("events?contact_id=unknown")]
    [InlineData("events/unknown")]
    [InlineData("nothing")]
    public void What_is_not_there_is_404(string path) =>
        Assert.Equal("NOT_FOUND", (string?)client.Send("GET", path, expected: System.Net.HttpStatusCode.NotFound)["error"]!["status"]);

    [Fact]
    public void Another_project_is_403() =>
        Assert.Equal("PERMISSION_DENIED", (string?)client.Send("GET", "../another/apps", expected: System.Net.HttpStatusCode.Forbidden)["error"]!["status"]);
}
