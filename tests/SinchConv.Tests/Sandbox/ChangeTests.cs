using System.Net;
using System.Text.Json.Nodes;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Sandbox;

/// <summary>Creating, updating, stopping, deleting: what it answers, what it refuses, and that lists show it.</summary>
public sealed class ChangeTests : IDisposable
{
    private const string App = SandboxProject.ConversationAppId;

    private readonly SandboxProject project = SandboxProject.Create(120);
    private readonly SandboxClient client;
    private readonly SandboxConversation active;
    private readonly SandboxConversation inactive;

    public ChangeTests()
    {
        client = new SandboxClient(project);
        active = project.Conversations.First(item => item.IsActive && item.LastReceived is not null);
        inactive = project.Conversations.First(item => !item.IsActive && item.LastReceived is not null && item.ContactId == active.ContactId);
    }

    public void Dispose() => client.Dispose();

    private string Newcomer => client.Ids("contacts?page_size=20", "contacts").Except(project.Conversations.Select(item => item.ContactId)).First();

    private List<string> Active => client.Ids($"conversations?page_size=20&only_active=true&app_id={App}", "conversations");

    private string? Status(string method, string path, string? body, HttpStatusCode status) => (string?)client.Send(method, path, body, status)["error"]!["status"];

    [Fact]
    public void A_conversation_is_created()
    {
        var before = Active;
        var contact = Newcomer;
        var created = client.Send("POST", "conversations", $$$"""{"app_id":"{{{App}}}","contact_id":"{{{contact}}}","active":true,"active_channel":"RCS","metadata":"m","metadata_json":{"a":[1,{"b":null}]},"correlation_id":"2024-06-06"}""");
        var id = SandboxClient.Id(created);

        Assert.Equal($$$"""{"id":"{{{id}}}","app_id":"{{{App}}}","contact_id":"{{{contact}}}","active":true,"active_channel":"RCS","last_received":"1970-01-01T00:00:00Z","metadata":"m","metadata_json":{"a":[1,{"b":null}]},"correlation_id":"2024-06-06"}""", created.ToJsonString());
        Assert.True(JsonNode.DeepEquals(created, client.Get($"conversations/{id}")));
        Assert.Equal([.. before, id], Active);
        Assert.Equal([id], client.Ids($"conversations?contact_id={contact}", "conversations"));
        Assert.Equal(id, client.Ids($"conversations:recent?order=ASC&page_size=50&app_id={App}", "conversations").Single(other => other == id));
        Assert.Equal("RCS", (string?)client.Get($"contacts/{contact}")["channel_priority"]![0]);
    }

    [Theory]
    [InlineData("""{"contact_id":"{new}"}""", "app_id")]
    [InlineData("""{"app_id":"{app}"}""", "contact_id")]
    [InlineData("""{"app_id":"{app}","contact_id":"{new}","active":"yes"}""", "active")]
    [InlineData("""{"app_id":"{app}","contact_id":"{new}","active_channel":"sms"}""", "active_channel")]
    [InlineData("""{"app_id":"{app}","contact_id":"{new}","metadata_json":"{}"}""", "metadata_json")]
    [InlineData("""{"app_id":"{app}","contact_id":"{new}","metadata_json":[1]}""", "metadata_json")]
    [InlineData("""{"app_id":"{app}","contact_id":"{new}","state":"ACTIVE"}""", "state")]
    [InlineData("""[]""", "body")]
    [InlineData("""{"app_id":""", "body")]
    public void What_cannot_be_created_names_its_field(string body, string field)
    {
        body = body.Replace("{app}", App, StringComparison.Ordinal).Replace("{new}", Newcomer, StringComparison.Ordinal);
        Assert.Equal(field, client.Refused("POST", "conversations", body));
        Assert.Equal(120, project.Conversations.Count);
    }

    [Fact]
    public void Texts_have_their_longest_length()
    {
        Assert.Equal("metadata", client.Refused("PATCH", $"conversations/{active.Id}", $$"""{"metadata":"{{new string('m', 1025)}}"}"""));
        Assert.Equal("correlation_id", client.Refused("PATCH", $"conversations/{active.Id}", $$"""{"correlation_id":"{{new string('c', 129)}}"}"""));
        client.Send("PATCH", $"conversations/{active.Id}", $$"""{"metadata":"{{new string('m', 1024)}}","correlation_id":"{{new string('c', 128)}}"}""");
    }

    [Fact]
    public void A_contact_has_one_active_conversation_with_an_app()
    {
        Assert.Equal("FAILED_PRECONDITION", Status("POST", "conversations", $$"""{"app_id":"{{App}}","contact_id":"{{active.ContactId}}","active":true}""", HttpStatusCode.BadRequest));
        Assert.Equal("FAILED_PRECONDITION", Status("PATCH", $"conversations/{inactive.Id}?update_mask=active", """{"active":true}""", HttpStatusCode.BadRequest));
        client.Send("POST", $"conversations/{active.Id}:stop");
        client.Send("PATCH", $"conversations/{inactive.Id}?update_mask=active", """{"active":true}""");
        Assert.DoesNotContain(active.Id, Active);
        Assert.Contains(inactive.Id, Active);
    }

    [Fact]
    public void What_is_not_there_is_404_and_a_dispatch_app_has_no_conversations()
    {
        Assert.Equal("NOT_FOUND", Status("POST", "conversations", $$"""{"app_id":"{{App}}","contact_id":"unknown"}""", HttpStatusCode.NotFound));
        Assert.Equal("NOT_FOUND", Status("POST", "conversations", $$"""{"app_id":"unknown","contact_id":"{{Newcomer}}"}""", HttpStatusCode.NotFound));
        Assert.Equal("FAILED_PRECONDITION", Status("POST", "conversations", $$"""{"app_id":"{{SandboxProject.DispatchAppId}}","contact_id":"{{Newcomer}}"}""", HttpStatusCode.BadRequest));
        Assert.Equal("NOT_FOUND", Status("PATCH", "conversations/unknown", "{}", HttpStatusCode.NotFound));
        Assert.Equal("NOT_FOUND", Status("POST", "conversations/unknown:stop", null, HttpStatusCode.NotFound));
        Assert.Equal("NOT_FOUND", Status("DELETE", "conversations/unknown", null, HttpStatusCode.NotFound));
        Assert.Equal("UNIMPLEMENTED", Status("PUT", $"conversations/{active.Id}", "{}", HttpStatusCode.NotImplemented));
    }

    [Fact]
    public void An_update_takes_what_the_mask_names_and_no_more()
    {
        var id = active.Id;
        client.Send("PATCH", $"conversations/{id}", """{"metadata":"m","correlation_id":"c","metadata_json":{"a":1}}""");
        var updated = client.Send("PATCH", $"conversations/{id}?update_mask=metadata,active_channel", """{"metadata":"new","correlation_id":"not meant","active_channel":"LINE"}""");
        Assert.Equal(("new", "c", "LINE", true), ((string?)updated["metadata"], (string?)updated["correlation_id"], (string?)updated["active_channel"], (bool)updated["active"]!));

        // A field that the mask names and the body does not hold is cleared.
        updated = client.Send("PATCH", $"conversations/{id}?update_mask=metadata_json,correlation_id", "{}");
        Assert.Equal((false, ""), (updated.AsObject().ContainsKey("metadata_json"), (string?)updated["correlation_id"]));
        Assert.Contains(id, client.Ids($"conversations?active_channel=LINE&app_id={App}", "conversations"));
    }

    [Theory]
    [InlineData("update_mask=state", "update_mask")]
    [InlineData("update_mask=id", "update_mask")]
    [InlineData("update_mask=metadata,", "update_mask")]
    [InlineData("metadata_update_strategy=MERGE", "metadata_update_strategy")]
    public void An_update_that_is_wrong_names_its_parameter(string query, string field) =>
        Assert.Equal(field, client.Refused("PATCH", $"conversations/{active.Id}?{query}", "{}"));

    // The examples of RFC 7386 that concern objects.
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("""{}""", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void Metadata_is_replaced_or_merged(string before, string given, string merged)
    {
        string Update(string strategy, string json) =>
            client.Send("PATCH", $"conversations/{active.Id}?update_mask=metadata_json{strategy}", $$"""{"metadata_json":{{json}}}""")["metadata_json"]!.ToJsonString();

        Assert.Equal(before, Update("", before));
        Assert.Equal(merged, Update("&metadata_update_strategy=MERGE_PATCH", given));
        Assert.Equal(given, Update("&metadata_update_strategy=REPLACE", given));
    }

    [Fact]
    public void A_stop_can_be_repeated_and_a_delete_takes_the_messages_along()
    {
        var message = client.Ids($"messages?conversation_id={active.Id}", "messages")[0];
        Assert.Equal("{}", client.Send("POST", $"conversations/{active.Id}:stop").ToJsonString());
        Assert.Equal("{}", client.Send("POST", $"conversations/{active.Id}:stop").ToJsonString());
        Assert.Equal(message, client.Ids($"messages?conversation_id={active.Id}", "messages")[0]);

        Assert.Equal("{}", client.Send("DELETE", $"conversations/{active.Id}").ToJsonString());
        Status("DELETE", $"conversations/{active.Id}", null, HttpStatusCode.NotFound);
        Status("GET", $"messages/{message}", null, HttpStatusCode.NotFound);
        Assert.DoesNotContain(active.Id, client.Ids($"conversations?contact_id={active.ContactId}", "conversations"));
        Assert.DoesNotContain(active.Id, client.Ids($"conversations:recent?app_id={App}&page_size=50", "conversations"));
        client.Get($"contacts/{active.ContactId}");
    }

    [Fact]
    public void A_contact_outlives_its_conversations()
    {
        foreach (var item in project.Conversations)
            project.Remove(item.Id);
        Assert.Equal(active.ContactId, SandboxClient.Id(client.Get($"contacts/{active.ContactId}")));
        Assert.Empty(client.Ids($"conversations?contact_id={active.ContactId}", "conversations"));
    }

    [Fact]
    public void What_happened_before_stays_as_it_was()
    {
        List<string> All() => [.. from name in (string[])["messages", "events"] from item in client.Walk($"{name}?contact_id={active.ContactId}", name) select item.ToJsonString()];
        var before = All();
        client.Send("PATCH", $"conversations/{active.Id}", """{"active_channel":"LINE"}""");
        client.Send("PATCH", $"conversations/{inactive.Id}", """{"active_channel":"LINE"}""");
        Assert.Equal(before, All());
        project.Receive(active.Id, new DateTime(2026, 7, 1, 0, 0, 0, DateTimeKind.Utc), "still there?");
        project.Receive(inactive.Id, new DateTime(2020, 7, 1, 0, 0, 0, DateTimeKind.Utc), "late");
        Assert.Equal(2, All().Except(before).Count());
        Assert.Empty(before.Except(All()));
        Assert.Equal(inactive.LastReceived, project.Find(inactive.Id)!.LastReceived);
    }
}
