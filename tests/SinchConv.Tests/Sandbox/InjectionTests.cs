using System.Net;
using System.Text.Json.Nodes;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Sandbox;

/// <summary>Messages and events that a client writes into a conversation.</summary>
public sealed class InjectionTests : IDisposable
{
    private readonly SandboxProject project = SandboxProject.Create(120);
    private readonly SandboxClient client;
    private readonly SandboxConversation active;

    public InjectionTests()
    {
        client = new SandboxClient(project, new FakeClock());
        active = project.Conversations.First(item => item.IsActive && item.LastReceived is not null);
    }

    public void Dispose() => client.Dispose();

    [Fact]
    public void An_injected_message_is_the_newest()
    {
        Assert.Equal("{}", client.Send("POST", $"conversations/{active.Id}:inject-message", """{"app_message":{"text_message":{"text":"written by hand"}},"accept_time":"2026-07-01T00:00:00.1234567Z","channel_identity":{"channel":"SMS","identity":"46700000001"},"metadata":"m"}""").ToJsonString());
        var message = client.Get($"messages?conversation_id={active.Id}&page_size=1")["messages"]![0]!;
        Assert.Equal(("written by hand", true, "SMS", "46700000001", "m", "TO_CONTACT"), ((string?)message["app_message"]!["text_message"]!["text"], (bool)message["injected"]!, (string?)message["channel_identity"]!["channel"], (string?)message["channel_identity"]!["identity"], (string?)message["metadata"], (string?)message["direction"]));
        Assert.Equal("2026-07-01T00:00:00.1234567Z", (string?)client.Get($"conversations/{active.Id}")["last_received"]);
        Assert.True(JsonNode.DeepEquals(message, client.Get($"messages/{message["id"]}")));
        Assert.Equal(active.Id, client.Ids($"conversations:recent?app_id={SandboxProject.ConversationAppId}", "conversations")[0]);
    }

    [Fact]
    public void An_injected_event_tells_its_id_and_time_and_is_no_message()
    {
        var answer = client.Send("POST", $"conversations/{active.Id}:inject-event", """{"contact_event":{"composing_event":{}}}""");
        Assert.Equal(new FakeClock().UtcNow.UtcDateTime, (DateTime)answer["accepted_time"]!);
        Assert.Equal((string?)answer["event_id"], client.Ids($"events?conversation_id={active.Id}", "events")[0]);
        Assert.Equal(active.LastReceived, project.Find(active.Id)!.LastReceived);
    }

    [Theory]
    [InlineData("inject-message", "{}", "app_message")]
    [InlineData("inject-message", """{"app_message":{"text_message":{}},"contact_message":{"text_message":{}}}""", "app_message")]
    [InlineData("inject-message", """{"contact_message":{}}""", "app_message")]
    [InlineData("inject-message", """{"contact_message":{"text_message":{}},"accept_time":"yesterday"}""", "accept_time")]
    [InlineData("inject-event", """{"contact_message":{"text_message":{}}}""", "contact_message")]
    public void What_cannot_be_injected_names_its_field(string verb, string body, string field) =>
        Assert.Equal(field, client.Refused("POST", $"conversations/{active.Id}:{verb}", body));

    [Theory]
    [InlineData("inject-message")]
    [InlineData("inject-event")]
    public void A_conversation_that_is_not_there_is_404(string verb) =>
        client.Send("POST", $"conversations/unknown:{verb}", "{}", HttpStatusCode.NotFound);
}
