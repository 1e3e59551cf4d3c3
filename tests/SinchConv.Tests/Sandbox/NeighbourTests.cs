using System.Text.Json.Nodes;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Sandbox;

/// <summary>The filters of contacts and messages choose what they say.</summary>
public sealed class NeighbourTests : IDisposable
{
    private readonly SandboxProject project = SandboxProject.Create();
    private readonly SandboxClient client;

    public NeighbourTests() => client = new SandboxClient(project);

    public void Dispose() => client.Dispose();

    [Fact]
    public void The_phone_number_of_the_examples_is_the_first_contacts()
    {
        var first = client.Get("contacts?page_size=1")["contacts"]![0]!;
        var channel = (string)first["channel_priority"]![0]!;
        string?[] Found(string identity) => [.. client.Walk($"contacts?channel=SMS&identity={Uri.EscapeDataString(identity)}", "contacts").Select(SandboxClient.Id)];

        Assert.Equal([SandboxClient.Id(first)], Found("+46701234567").Concat(Found("46701234567")));
        Assert.Contains((string?)first["display_name"], new[] { "Zoë Lindqvist", SandboxSamples.Customer(0).Name });
        Assert.NotEmpty(channel);
    }

    [Fact]
    public void Phone_numbers_come_with_and_without_a_plus_sign_and_are_compared_as_they_stand()
    {
        var identities = client.Walk("contacts?page_size=20", "contacts").SelectMany(contact => contact["channel_identities"]!.AsArray().Select(known => (Contact: SandboxClient.Id(contact), Channel: (string)known!["channel"]!, Identity: (string)known["identity"]!))).ToList();
        foreach (var channel in new[] { "WHATSAPP", "RCS", "SMS", "VIBERBM", "MMS", "KAKAOTALK" })
        {
            Assert.Equal(["+4670", "46701"], identities.Where(known => known.Channel == channel).Select(known => known.Identity.StartsWith('+') ? "+4670" : "46701").Distinct().Order());
            var (contact, _, identity) = identities.First(known => known.Channel == channel);
            var other = identity.StartsWith('+') ? identity[1..] : "+" + identity;
            Assert.Equal([contact], client.Ids($"contacts?channel={channel}&identity={Uri.EscapeDataString(identity)}", "contacts"));
            Assert.Empty(client.Ids($"contacts?channel={channel}&identity={Uri.EscapeDataString(other)}", "contacts"));
        }
    }

    [Fact]
    public void A_contact_is_found_by_its_external_id()
    {
        var contact = client.Walk("contacts?page_size=20", "contacts").First(item => (string?)item["external_id"] == "crm-000005");
        Assert.Equal([SandboxClient.Id(contact)], client.Ids("contacts?external_id=crm-000005", "contacts"));
    }

    [Fact]
    public void Some_contacts_have_no_conversation_yet()
    {
        var newcomers = client.Ids("contacts?page_size=20", "contacts").Except(project.Conversations.Select(item => item.ContactId)).ToList();
        Assert.NotEmpty(newcomers);
        Assert.Empty(client.Ids($"conversations?contact_id={newcomers[0]}", "conversations"));
        Assert.Empty(client.Ids($"messages?contact_id={newcomers[0]}", "messages"));
    }

    public static TheoryData<string, Func<JsonNode, bool>> Filters => new()
    {
        { "direction=TO_APP", message => (string?)message["direction"] == "TO_APP" },
        { "direction=TO_CONTACT", message => (string?)message["direction"] == "TO_CONTACT" },
        { "channel=RCS", message => (string?)message["channel_identity"]!["channel"] == "RCS" },
        { "app_id=" + SandboxProject.DispatchAppId, _ => false },
        { "start_time=2026-06-01T00:00:00Z", message => (DateTime)message["accept_time"]! > new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc) },
        { "end_time=2026-06-01T02:00:00%2B02:00", message => (DateTime)message["accept_time"]! < new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc) },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_filter_of_messages_chooses(string filter, Func<JsonNode, bool> isMeant)
    {
        var all = client.Walk("messages?page_size=1000", "messages");
        Assert.Equal(all.Where(isMeant).Select(SandboxClient.Id), client.Ids($"messages?page_size=1000&{filter}", "messages"));
    }

    [Fact]
    public void The_time_limits_are_exact_and_not_part_of_the_window()
    {
        // Not the last one of its conversation, whose time is known without looking at it.
        var message = client.Get("messages?page_size=2")["messages"]![1]!;
        var time = (DateTime)message["accept_time"]!;
        List<string> Between(DateTime from, DateTime to) => client.Ids($"messages?conversation_id={message["conversation_id"]}&start_time={from:o}&end_time={to:o}", "messages");

        Assert.Equal([SandboxClient.Id(message)], Between(time.AddTicks(-1), time.AddTicks(1)));
        Assert.Empty(Between(time, time.AddTicks(1)));
        Assert.Empty(Between(time.AddTicks(-1), time));
    }

    [Fact]
    public void Messages_of_a_contact_or_of_an_identity_are_those_of_its_conversations()
    {
        var contact = project.Conversations[3].ContactId;
        var wanted = project.Conversations.Where(item => item.ContactId == contact).SelectMany(item => client.Ids($"messages?conversation_id={item.Id}", "messages")).ToList();
        Assert.Equal(wanted, client.Ids($"messages?contact_id={contact}", "messages"));

        var identity = client.Get($"messages?contact_id={contact}&page_size=1")["messages"]![0]!["channel_identity"]!["identity"]!;
        var found = client.Walk($"messages?page_size=1000&channel_identity={Uri.EscapeDataString((string)identity!)}", "messages");
        Assert.NotEmpty(found);
        Assert.All(found, message => Assert.Equal((contact, (string?)identity), ((string?)message["contact_id"], (string?)message["channel_identity"]!["identity"])));
    }

    [Fact]
    public void Dispatched_messages_have_no_conversation_and_are_a_source_of_their_own()
    {
        var dispatched = client.Walk("messages?page_size=1000&messages_source=DISPATCH_SOURCE", "messages");
        Assert.NotEmpty(dispatched);
        Assert.All(dispatched, message => Assert.Equal(("", "DISPATCH"), ((string?)message["conversation_id"], (string?)message["processing_mode"])));
        Assert.Empty(dispatched.Select(SandboxClient.Id).Intersect(client.Ids("messages?page_size=1000&messages_source=CONVERSATION_SOURCE", "messages")));
        Assert.Empty(client.Ids($"messages?messages_source=DISPATCH_SOURCE&conversation_id={project.Conversations[0].Id}", "messages"));
    }

    [Fact]
    public void Metadata_can_be_left_out()
    {
        Assert.All(client.Walk("messages?page_size=1000&view=WITHOUT_METADATA", "messages"), message => Assert.False(message.AsObject().ContainsKey("metadata")));
        Assert.Contains(client.Walk("messages?page_size=1000&view=WITH_METADATA", "messages"), message => ((string?)message["metadata"])!.Length > 0);
    }
}
