using System.Text.Json;
using System.Text.Json.Nodes;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Sandbox;

/// <summary>What the official SDKs publish as answers of the service, the sandbox answers under the same names and in the same kinds.</summary>
public sealed class FixtureShapeTests
{
    [Theory]
    [InlineData("java.apps.list.json", "apps?")]
    [InlineData("java.contacts.list.page0.json", "contacts?")]
    [InlineData("java.conversations.list.page0.json", "conversations?page_size=20&app_id=" + SandboxProject.ConversationAppId)]
    [InlineData("java.conversations.recent.page0.json", "conversations:recent?page_size=50&app_id=" + SandboxProject.ConversationAppId)]
    [InlineData("java.messages.list.page0.json", "messages?page_size=1000")]
    public void A_list_has_every_field_of_the_published_one(string file, string path)
    {
        using var client = new SandboxClient(SandboxProject.Create());
        var name = path.Split(':', '?')[0];
        var all = new JsonArray([.. client.Walk(path, name)]);
        ShouldHave(Shape(client.Get(path)).Union(Shape(all, "." + name)).ToHashSet(), Shape(Fixture(file)));
    }

    [Theory]
    [InlineData("java.contacts.get.json", "contacts")]
    [InlineData("java.conversations.get.json", "conversations")]
    public void One_has_every_field_of_the_published_one(string file, string name)
    {
        using var client = new SandboxClient(SandboxProject.Create());
        var some = client.Get($"{name}?page_size=20&app_id={SandboxProject.ConversationAppId}")[name]!.AsArray();
        var shapes = some.SelectMany(item => Shape(client.Get($"{name}/{(string)item!["id"]!}"))).ToHashSet();
        ShouldHave(shapes, Shape(Fixture(file)));
    }

    [Fact]
    public void An_error_has_every_field_of_the_published_one()
    {
        using var client = new SandboxClient(SandboxProject.Create(4));
        var published = Fixture("dotnet.inline.error.400-bad-request-details.json");
        // This one repeats its status as a word of its own.
        published["error"]!.AsObject().Remove("error");
        ShouldHave(Shape(client.Send("GET", "conversations", expected: System.Net.HttpStatusCode.BadRequest)), Shape(published));
    }

    private static JsonNode Fixture(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", name)))!;

    private static void ShouldHave(IReadOnlySet<string> answered, IReadOnlySet<string> published) => Assert.Empty(published.Except(answered));

    /// <summary>Each path with the kind of its values. Null says nothing of a kind, and what users store has no shape.</summary>
    private static HashSet<string> Shape(JsonNode? node, string path = "") => node switch
    {
        null => [],
        JsonObject fields => [.. fields.Where(field => field.Key != "metadata_json_key").SelectMany(field => Shape(field.Value, $"{path}.{field.Key}")), $"{path}: object"],
        JsonArray items => [.. items.SelectMany(item => Shape(item, path + "[]")), $"{path}: array"],
        _ => [$"{path}: {(node.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? "boolean" : node.GetValueKind())}"],
    };
}
