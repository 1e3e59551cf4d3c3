using System.Text.Json;
using System.Text.Json.Nodes;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Sandbox;

/// <summary>An answer may leave out what has its default value, on every route, and never what users stored.</summary>
public sealed class DefaultsTests
{
    private static SandboxClient Start(out SandboxProject project)
    {
        project = SandboxProject.Create(60);
        project.Quirks = new SandboxQuirks { LeavesOutDefaults = true };
        return new SandboxClient(project);
    }

    [Fact]
    public void An_empty_list_is_an_empty_object()
    {
        using var client = Start(out _);
        Assert.Equal("{}", client.Get($"conversations?app_id={SandboxProject.DispatchAppId}").ToJsonString());
        Assert.Equal("{}", client.Get($"conversations:recent?app_id={SandboxProject.DispatchAppId}").ToJsonString());
        Assert.Equal("{}", client.Get("contacts?external_id=unknown").ToJsonString());
        Assert.Equal("{}", client.Get($"messages?app_id={SandboxProject.DispatchAppId}").ToJsonString());
    }

    [Fact]
    public void An_inactive_conversation_has_no_active()
    {
        using var client = Start(out var project);
        Assert.All(project.Conversations, item => Assert.Equal(item.IsActive, client.Get($"conversations/{item.Id}").AsObject().ContainsKey("active")));
    }

    [Theory]
    [InlineData("apps")]
    [InlineData("contacts?page_size=20")]
    [InlineData("conversations?page_size=20&app_id=" + SandboxProject.ConversationAppId)]
    [InlineData("conversations:recent?page_size=50&app_id=" + SandboxProject.ConversationAppId)]
    [InlineData("messages?page_size=1000")]
    public void No_field_has_a_default_value(string path)
    {
        using var client = Start(out _);
        ShouldHoldNone(client.Get(path));
    }

    [Fact]
    public void Metadata_stays_whole()
    {
        using var client = Start(out var project);
        var given = """{"zero":0,"no":false,"none":null,"empty":"","list":[],"object":{}}""";
        var path = $"conversations/{project.Conversations[0].Id}";
        client.Send("PATCH", $"{path}?update_mask=metadata_json", $$"""{"metadata_json":{{given}}}""");
        Assert.Equal(given, client.Get(path)["metadata_json"]!.ToJsonString());
    }

    private static void ShouldHoldNone(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray items:
                Assert.NotEmpty(items);
                Assert.All(items, ShouldHoldNone);
                break;
            case JsonObject fields:
                Assert.All(fields.Where(field => field.Key != "metadata_json"), field => ShouldHoldNone(field.Value));
                break;
            default:
                Assert.NotNull(node);
                Assert.False(node.ToJsonString() is "\"\"" or "0" or "false");
                Assert.NotEqual(JsonValueKind.Null, node.GetValueKind());
                break;
        }
    }
}
