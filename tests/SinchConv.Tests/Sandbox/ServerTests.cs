using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Sandbox;

/// <summary>The test server passes every route and method on, and breaks just the one that it is told to break.</summary>
public sealed class ServerTests
{
    private static async Task<(HttpStatusCode Status, JsonNode? Body)> SendAsync(SinchServer server, string method, string path, string? body = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Uri, $"v1/projects/{server.Project.ProjectId}/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{SandboxProject.KeyId}:{SandboxProject.KeySecret}")));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    [Fact]
    public async Task A_change_arrives_with_its_method_and_body()
    {
        await using var server = await SinchServer.StartAsync(SandboxProject.Create(8));
        var id = server.Project.Conversations[0].Id;
        var (_, changed) = await SendAsync(server, "PATCH", $"conversations/{id}?update_mask=metadata", """{"metadata":"ö"}""");
        Assert.Equal("ö", (string?)changed!["metadata"]);
        var seen = Assert.Single(server.Calls);
        Assert.Equal(("PATCH", "conversations/*", """{"metadata":"ö"}"""), (seen.Method, seen.Route, seen.Body));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(server, "POST", $"conversations/{id}:stop")).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(server, "DELETE", $"conversations/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(server, "GET", $"conversations/{id}")).Status);
        Assert.Equal(["conversations/*", "conversations/*:stop", "conversations/*", "conversations/*"], server.Calls.Select(call => call.Route));
    }

    [Fact]
    public async Task A_body_of_another_type_than_JSON_is_refused()
    {
        await using var server = await SinchServer.StartAsync(SandboxProject.Create(8));
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{SandboxProject.KeyId}:{SandboxProject.KeySecret}")));
        using var text = new StringContent("{}");
        using var response = await client.PostAsync(new Uri(server.Uri, $"v1/projects/{server.Project.ProjectId}/conversations"), text);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("apps")]
    [InlineData("apps/x")]
    [InlineData("apps/x/webhooks")]
    [InlineData("webhooks/x")]
    [InlineData("contacts")]
    [InlineData("contacts/x")]
    [InlineData("messages")]
    [InlineData("messages/x")]
    [InlineData("events")]
    [InlineData("conversations")]
    [InlineData("conversations:recent")]
    [InlineData("POST conversations")]
    [InlineData("PATCH conversations/x")]
    [InlineData("POST conversations/x:stop")]
    [InlineData("DELETE conversations/x")]
    public async Task A_fault_can_be_aimed_at_a_route(string target)
    {
        var words = target.Split(' ');
        var (method, path) = (words.Length == 2 ? words[0] : "GET", words[^1]);
        await using var server = await SinchServer.StartAsync(SandboxProject.Create(8));
        server.Faults = FaultRules.Parse($"503@{method} {path.Replace("/x", "/*", StringComparison.Ordinal)}#1");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
            statuses.Add((await SendAsync(server, method, path)).Status);
        Assert.Equal([false, true, false], statuses.Select(status => status == HttpStatusCode.ServiceUnavailable));
    }

    [Fact]
    public async Task A_fault_without_a_number_meets_every_request_of_its_route_and_no_other()
    {
        await using var server = await SinchServer.StartAsync(SandboxProject.Create(8));
        server.Faults = FaultRules.Parse("503@messages,429@2");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SendAsync(server, "GET", "messages")).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(server, "GET", "apps")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(server, "GET", "apps")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SendAsync(server, "GET", "messages")).Status);
    }

    [Theory]
    [InlineData("503")]
    [InlineData("99@1")]
    [InlineData("503@a b c")]
    [InlineData("503@messages#x")]
    public void A_rule_that_is_none_is_refused(string rule) => Assert.Throws<ArgumentException>(() => FaultRules.Parse(rule));

    [Fact]
    public async Task Messages_come_while_a_list_is_read()
    {
        await using var server = await SinchServer.StartAsync(SandboxProject.Create(60));
        var oldest = server.Project.Conversations.Where(item => item.LastReceived is not null).MinBy(item => item.LastReceived)!;
        var path = $"conversations:recent?page_size=1&app_id={SandboxProject.ConversationAppId}";
        Assert.NotEqual(oldest.Id, SandboxClient.Id((await SendAsync(server, "GET", path)).Body!["conversations"]![0]!));
        server.Project.Receive(oldest.Id, new DateTime(2026, 7, 1, 0, 0, 0, DateTimeKind.Utc), "still there?");
        Assert.Equal(oldest.Id, SandboxClient.Id((await SendAsync(server, "GET", path)).Body!["conversations"]![0]!));
    }

    [Fact]
    public void Every_switch_has_a_name()
    {
        var quirks = Quirks.Parse("recent-501,recent-unsorted,recent-needs-page-size,recent-skips-silent,recent-false-is-both,recent-ties-never-turn,recent-tokens-count,no-total,no-defaults");
        Assert.Equal(HttpStatusCode.NotImplemented, quirks.RecentStatus);
        Assert.True(quirks is { RecentNeedsPageSize: true, RecentSkipsSilent: true, RecentFalseIsBoth: true, RecentTiesNeverTurn: true, RecentTokensCount: true, LeavesOutDefaults: true });
        Assert.NotNull(quirks.RecentTime);
        Assert.Null(quirks.TotalSize!(new SandboxFilter(null, null, null, null), 7));
        Assert.Throws<ArgumentException>(() => Quirks.Parse("nothing"));
    }

    [Fact]
    public void Every_spread_is_what_its_name_says()
    {
        var (states, channels) = (2, KnownValues.Channels.Count);
        Assert.Equal((states, channels, 0), Count(Spreads.Create("even", 520)));
        Assert.Equal((states, 1, 0), Count(Spreads.Create("one-channel", 520)));
        Assert.Equal((1, 1, 0), Count(Spreads.Create("one-channel-one-state", 520)));
        Assert.Equal((states, channels + 1, 6), Count(Spreads.Create("gaps", 520)));
        Assert.Throws<ArgumentException>(() => Spreads.Create("odd", 1));

        static (int, int, int) Count(SandboxProject project) => (
            project.Conversations.Select(item => item.IsActive).Distinct().Count(),
            project.Conversations.Select(item => item.Channel).Distinct().Count(),
            project.Conversations.Count(item => item.Channel.Length == 0));
    }
}
