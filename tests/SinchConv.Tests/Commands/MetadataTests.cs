using System.Collections;
using System.Numerics;
using System.Text.Json;
using CsCheck;

namespace SinchConv.Tests.Commands;

/// <summary>The three uses of MetadataJson: walking it, printing it, nesting it; and that nothing in it changes.</summary>
public sealed class MetadataTests
{
    private const string Metadata = """
        { "order": { "id": "A-1", "placed": "2024-06-06", "total": 12.50, "items": [ {"name": "Tea, \"Earl\" Grey  "}, [1, 2], null ] },
          "Big": 123456789012345678901234567890, "Exp": 1e3, "Deep": {"a":{"b":{"c":true}}}, "Text": "caf\u00e9 \\ { }", "Count": 7 }
        """;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static Conversation Read(string metadata)
    {
        using var host = new Host();
        host.Set("session", Sessions.Over(new StubHandler($$"""{"conversations":[{"id":"x","metadata_json":{{metadata}}}]}""")));
        return host.Run("Get-SinchConversation -Session $session").ShouldBeClean().As<Conversation>().Single();
    }

    [Theory]
    [InlineData("$_.MetadataJson.order.id", "A-1")]
    [InlineData("$_.MetadataJson.ORDER.Items[0].name", "Tea, \"Earl\" Grey  ")]
    [InlineData("$_.MetadataJson.order.placed", "2024-06-06")]
    [InlineData("$_.MetadataJson.order.total", 12.5)]
    [InlineData("$_.MetadataJson.order.items[1][1]", 2L)]
    [InlineData("$_.MetadataJson.exp", 1000.0)]
    [InlineData("$_.MetadataJson.deep.a.b.c", true)]
    [InlineData("$_.MetadataJson['text']", "café \\ { }")]
    [InlineData("$_.MetadataJson.Count", 7L)]
    [InlineData("$_.MetadataJson.nothing.at.all", null)]
    [InlineData("\"$($_.MetadataJson.order)\"", """{"id":"A-1","placed":"2024-06-06","total":12.50,"items":[{"name":"Tea, \"Earl\" Grey  "},[1,2],null]}""")]
    public void Its_members_are_walked_by_name(string expression, object? wanted)
    {
        using var host = new Host();
        host.Set("conversation", Read(Metadata));
        var found = host.Run($"$conversation | ForEach-Object {{ {expression} }}").ShouldBeClean().Output.SingleOrDefault()?.BaseObject;
        Assert.Equal(wanted, found is decimal exact ? (double)exact : found);
    }

    [Fact]
    public void Its_text_is_compact_JSON_and_nothing_else_changes()
    {
        var text = Read(Metadata).MetadataJson!.ToString();
        Assert.Equal(
            """{"order":{"id":"A-1","placed":"2024-06-06","total":12.50,"items":[{"name":"Tea, \"Earl\" Grey  "},[1,2],null]},"Big":123456789012345678901234567890,"Exp":1e3,"Deep":{"a":{"b":{"c":true}}},"Text":"caf\u00e9 \\ { }","Count":7}""",
            text);
    }

    [Fact]
    public void Numbers_keep_their_value_and_their_kind()
    {
        var json = Read("""{"a":1,"b":123456789012345678901234567890,"c":1.50,"d":0.1,"e":1e400,"f":-7,"g":1e-7}""").MetadataJson!;
        Assert.Equal([1L, BigInteger.Parse("123456789012345678901234567890", null), 1.50m, 0.1m, "1e400", -7L, 1e-7], json.Values.Cast<object>());
    }

    [Theory]
    [InlineData("""{"Name":1,"name":2}""", "Name", 1L)]
    [InlineData("""{"Name":1,"name":2}""", "name", 2L)]
    [InlineData("""{"Name":1,"name":2}""", "NAME", null)]
    [InlineData("""{"Name":1}""", "NAME", 1L)]
    [InlineData("""{"name":1,"name":2}""", "name", 2L)]
    [InlineData("""{"x":"\ud800"}""", "x", "\\ud800")]
    public void Names_match_without_case_unless_two_differ_in_case_only(string metadata, string name, object? wanted) =>
        Assert.Equal(wanted, Read(metadata).MetadataJson![name]);

    [Theory]
    [InlineData("ContainsKey('order')", true)]
    [InlineData("ContainsKey('ORDER')", true)]
    [InlineData("ContainsKey('x')", false)]
    [InlineData("ContainsKey($null)", false)]
    [InlineData("Contains('x')", false)]
    [InlineData("order.ContainsKey('id')", true)]
    [InlineData("order.ContainsKey('x')", false)]
    [InlineData("Deep.a.b.Contains('C')", true)]
    public void Whether_a_member_is_there_can_be_asked(string question, bool answer)
    {
        using var host = new Host();
        host.Set("conversation", Read(Metadata));
        Assert.Equal([answer], host.Run($"Set-StrictMode -Version Latest; $conversation.MetadataJson.{question}").ShouldBeClean().As<bool>());
    }

    [Fact]
    public void It_is_read_only()
    {
        IDictionary json = Read("""{"a":1}""").MetadataJson!;
        Assert.True(json.IsReadOnly);
        Assert.Throws<NotSupportedException>(() => json["a"] = 2);
        Assert.Throws<NotSupportedException>(() => json.Add("b", 2));
        Assert.Throws<NotSupportedException>(() => json.Remove("a"));
        Assert.Throws<NotSupportedException>(json.Clear);
    }

    [Fact]
    public void Without_metadata_it_is_null()
    {
        using var host = new Host();
        host.Set("session", Sessions.Over(new StubHandler("""{"conversations":[{"id":"x","metadata_json":null},{"id":"y"}]}""")));
        Assert.All(host.Run("Get-SinchConversation -Session $session").ShouldBeClean().As<Conversation>(), item => Assert.Null(item.MetadataJson));
    }

    [Fact]
    public void Whatever_stands_in_it_is_the_same_JSON_afterwards() => Gen.Dictionary(Gen.String.Where(IsText), Gen.OneOf<object?>(
        Gen.String.Where(IsText).Select(text => (object?)text),
        Gen.Long.Select(number => (object?)number),
        Gen.Bool.Select(value => (object?)value),
        Gen.Const((object?)null)))[0, 6].Sample(
        members =>
        {
            var json = JsonSerializer.Serialize(members);
            var spaced = JsonSerializer.Serialize(members, Indented);
            Assert.Equal(json, new JsonDictionary(spaced).ToString());
            var read = new JsonDictionary(json);
            Assert.Equal(members.Count, read.Count);
            Assert.All(members, member => Assert.Equal(member.Value, read[member.Key]));
        },
        iter: 1_000);

    private static bool IsText(string text) => !text.Any(char.IsSurrogate);
}
