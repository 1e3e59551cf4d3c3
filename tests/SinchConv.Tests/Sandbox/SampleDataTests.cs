using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Sandbox;

/// <summary>The samples fit together, hold every kind that the reference page names, and are the same everywhere.</summary>
public sealed class SampleDataTests : IDisposable
{
    private static readonly string[] Bodies =
    [
        "contact_message.text_message", "contact_message.media_message", "contact_message.media_card_message", "contact_message.location_message",
        "contact_message.choice_response_message", "contact_message.fallback_message", "contact_message.product_response_message",
        "contact_message.channel_specific_message", "contact_message.sticker_message", "contact_message.reply_to",
        "app_message.text_message", "app_message.media_message", "app_message.location_message", "app_message.card_message", "app_message.carousel_message",
        "app_message.choice_message", "app_message.list_message", "app_message.template_message", "app_message.contact_info_message",
        "app_message.explicit_channel_message", "app_message.poll_message",
    ];

    private static readonly string[] Happenings =
    [
        "app_event.composing_event", "app_event.composing_end_event", "app_event.comment_reply_event", "app_event.agent_joined_event",
        "app_event.agent_left_event", "app_event.generic_event",
        "contact_event.composing_event", "contact_event.composing_end_event", "contact_event.conversation_deleted_event", "contact_event.comment_event", "contact_event.generic_event",
        "contact_message_event.payment_status_update_event", "contact_message_event.shortlink_activated_event", "contact_message_event.reaction_event",
    ];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SandboxProject project = SandboxProject.Create();
    private readonly SandboxClient client;

    public SampleDataTests() => client = new SandboxClient(project);

    public void Dispose() => client.Dispose();

    [Fact]
    public void Every_body_of_the_reference_page_occurs_and_one_that_is_not_there_yet() =>
        Assert.Equal(Bodies.Order(), Names(client.Walk("messages?page_size=1000", "messages"), "app_message", "contact_message"));

    [Fact]
    public void Every_event_of_the_reference_page_occurs() => Assert.Equal(
        Happenings.Order(),
        Names(project.Conversations.SelectMany(item => client.Walk($"events?conversation_id={item.Id}", "events")), "app_event", "contact_event", "contact_message_event"));

    [Fact]
    public void The_newest_message_is_as_old_as_the_conversation_says()
    {
        foreach (var conversation in project.Conversations)
        {
            var times = client.Walk($"messages?page_size=1000&conversation_id={conversation.Id}", "messages").ConvertAll(message => (DateTime)message["accept_time"]!);
            Assert.Equal(conversation.LastReceived, times.Count == 0 ? null : times.Max());
        }
    }

    [Fact]
    public void A_message_is_of_its_conversation_its_contact_and_its_app()
    {
        var contacts = client.Walk("contacts?page_size=20", "contacts").ToDictionary(SandboxClient.Id);
        foreach (var message in client.Walk("messages?page_size=1000", "messages"))
        {
            var conversation = project.Find((string)message["conversation_id"]!)!;
            var identity = message["channel_identity"]!;
            Assert.Equal(conversation.ContactId, (string?)message["contact_id"]);
            Assert.Equal(conversation.Channel, (string?)identity["channel"]);
            Assert.Contains(contacts[conversation.ContactId]["channel_identities"]!.AsArray(), known =>
                (string?)known!["channel"] == conversation.Channel && (string?)known["identity"] == (string?)identity["identity"]);
            Assert.Equal(message["app_message"] is null ? "TO_APP" : "TO_CONTACT", (string?)message["direction"]);
            if (conversation.MetadataJson is { } write && SandboxJson.Read(write)["customer"] is { } customer)
                Assert.Equal((string?)contacts[conversation.ContactId]["display_name"], (string?)customer);
        }
    }

    [Fact]
    public void What_a_list_shows_is_found_by_its_id()
    {
        var some = project.Conversations.Take(40).ToList();
        foreach (var name in new[] { "messages", "events" })
        {
            foreach (var listed in some.SelectMany(item => client.Walk($"{name}?conversation_id={item.Id}", name)).Concat(name == "messages" ? client.Walk("messages?messages_source=DISPATCH_SOURCE", name) : []))
                Assert.True(JsonNode.DeepEquals(listed, client.Get($"{name}/{SandboxClient.Id(listed)}")));
        }
        foreach (var app in client.Get("apps")["apps"]!.AsArray())
        {
            Assert.True(JsonNode.DeepEquals(app, client.Get($"apps/{SandboxClient.Id(app!)}")));
            foreach (var webhook in client.Get($"apps/{SandboxClient.Id(app!)}/webhooks")["webhooks"]!.AsArray())
                Assert.True(JsonNode.DeepEquals(webhook, client.Get($"webhooks/{SandboxClient.Id(webhook!)}")));
        }
    }

    [Fact]
    public void Ids_are_unique()
    {
        Assert.Distinct(client.Ids("messages?page_size=1000", "messages").Concat(client.Ids("messages?page_size=1000&messages_source=DISPATCH_SOURCE", "messages")));
        Assert.Distinct(client.Walk("contacts?page_size=20", "contacts").SelectMany(contact => contact["channel_identities"]!.AsArray()).Select(known => $"{known!["channel"]} {known["identity"]}"));
    }

    [Theory]
    [InlineData("contacts?page_size=1", """{"contacts":[{"id":"01JZTGZP9Y02DSRWEH14XBV68H","channel_identities":[{"channel":"TELEGRAM","identity":"5053571463540059","app_id":"01JSANDB0XC0NVERSAT10NAPP1"},{"channel":"SMS","identity":"+46701234567","app_id":""},{"channel":"WHATSAPP","identity":"+46701234567","app_id":""}],"channel_priority":["TELEGRAM","SMS","WHATSAPP"],"display_name":"김민준","email":"customer1@example.com","external_id":"crm-000001","metadata":"newsletter=yes","language":"KO"}]}""")]
    [InlineData("messages?page_size=1", """{"messages":[{"id":"01J14CT8M82M21754JZHNES5FP","direction":"TO_APP","contact_message":{"text_message":{"text":"Where is my order?"},"reply_to":null},"channel_identity":{"channel":"TELEGRAM","identity":"5053571463540059","app_id":"01JSANDB0XC0NVERSAT10NAPP1"},"conversation_id":"01JPX6HPKY3GXV41T7WE0C0FVM","contact_id":"01JZTGZP9Y02DSRWEH14XBV68H","accept_time":"2026-06-28T18:05:31.39Z","processing_mode":"CONVERSATION","metadata":"","sender_id":"","injected":false,"message_status":null}]}""")]
    [InlineData("messages?page_size=1&messages_source=DISPATCH_SOURCE", """{"messages":[{"id":"01JK5RSSR6EH6G192PJZE8JKPF","direction":"TO_CONTACT","app_message":{"text_message":{"text":"Your code is 110696."}},"channel_identity":{"channel":"SMS","identity":"46703721133","app_id":""},"conversation_id":"","contact_id":"01JXST9THTJ0670N5D6F466BWC","accept_time":"2026-03-23T08:47:16Z","processing_mode":"DISPATCH","metadata":"","sender_id":"Nordwind","injected":false,"message_status":null}]}""")]
    public void The_samples_are_the_same_on_every_machine(string path, string expected)
    {
        var page = client.Get(path).AsObject();
        page.Remove("next_page_token");
        Assert.Equal(expected, page.ToJsonString(Plain));
    }

    [Fact]
    public void Secrets_are_there_to_be_withheld()
    {
        var app = client.Get($"apps/{SandboxProject.ConversationAppId}").ToJsonString();
        var webhooks = client.Get($"apps/{SandboxProject.ConversationAppId}/webhooks").ToJsonString();
        Assert.Contains("secret_for_overridden_callback_urls\":\"" + SandboxApp.SecretMark, app, StringComparison.Ordinal);
        Assert.Contains("callback_secret\":\"" + SandboxApp.SecretMark, app, StringComparison.Ordinal);
        Assert.Contains("\"secret\":\"" + SandboxApp.SecretMark, webhooks, StringComparison.Ordinal);
        Assert.Contains("client_secret\":\"" + SandboxApp.SecretMark, webhooks, StringComparison.Ordinal);
        Assert.DoesNotContain(SandboxApp.SecretMark, client.Get("messages?page_size=1000").ToJsonString() + client.Get("contacts?page_size=20").ToJsonString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(IEnumerable<JsonNode> items, params string[] families) => items
        .SelectMany(item => families.SelectMany(family => item[family]?.AsObject().Where(field => field.Value is not null).Select(field => $"{family}.{field.Key}") ?? []))
        .Distinct()
        .Order();
}
