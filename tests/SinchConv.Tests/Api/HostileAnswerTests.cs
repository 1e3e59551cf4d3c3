using System.Net;
using System.Text;
using CsCheck;
using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>Whatever a 200 holds, the end is data or a clear error; never a crash, a raw .NET exception, or a silent end of the list.</summary>
public sealed class HostileAnswerTests
{
    private static readonly Query Query = new(ConversationQuery.App("a"));

    private static readonly byte[][] RealPages = [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures"), "java.conversations.*.json").Order().Select(File.ReadAllBytes)];

    private static Task<Page<Conversation>> Read(byte[] body) => Sessions.Over(new StubHandler((_, _) => new HttpResponseMessage(HttpStatusCode.OK)
    {
        Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
    })).Client.ListConversationsAsync(Query, null, Sessions.NoNotes());

    private static Task<Page<Conversation>> Read(string body) => Read(Encoding.UTF8.GetBytes(body));

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("   ", "not JSON")]
    [InlineData("<html>sign in</html>", "sign in")]
    [InlineData("""{"conversations":[{"id":"x"}""", "not whole")]
    [InlineData("{}{}", "not JSON")]
    [InlineData("{} trailing", "not JSON")]
    [InlineData("[]", "an array as the whole answer")]
    [InlineData("\"text\"", "text as the whole answer")]
    [InlineData("null", "null as the whole answer")]
    [InlineData("""{"conversations":{}}""", "an object as conversations")]
    [InlineData("""{"conversations":"no"}""", "no as conversations")]
    [InlineData("""{"conversations":[null]}""", "null as conversations[0]")]
    [InlineData("""{"conversations":[{},7]}""", "7 as conversations[1]")]
    [InlineData("""{"conversations":[{"id":{}}]}""", "an object as id")]
    [InlineData("""{"conversations":[{"id":true}]}""", "true as id")]
    [InlineData("""{"conversations":[{"active":"yes"}]}""", "yes as active")]
    [InlineData("""{"conversations":[{"active":1}]}""", "1 as active")]
    [InlineData("""{"conversations":[{"metadata_json":[1]}]}""", "an array as metadata_json")]
    [InlineData("""{"conversations":[{"metadata_json":"{}"}]}""", "{} as metadata_json")]
    [InlineData("""{"conversations":[{"last_received":"yesterday"}]}""", "yesterday as last_received")]
    [InlineData("""{"conversations":[{"last_received":"11/17/2020"}]}""", "11/17/2020 as last_received")]
    [InlineData("""{"conversations":[{"last_received":1605625200}]}""", "1605625200 as last_received")]
    [InlineData("""{"conversations":[{"last_received":[]}]}""", "an array as last_received")]
    [InlineData("""{"conversations":[],"next_page_token":{}}""", "an object as next_page_token")]
    [InlineData("""{"conversations":[],"total_size":"many"}""", "many as total_size")]
    [InlineData("""{"conversations":[{"id":"\ud800"}]}""", "no valid Unicode")]
    [InlineData("""{"error":{"code":503,"message":"backend down"}}""", "backend down")]
    [InlineData("""{"message":"no such route"}""", "no page of conversations")]
    public async Task What_is_no_page_is_an_error_that_says_why(string body, string reason)
    {
        var failure = await Assert.ThrowsAsync<SinchException>(() => Read(body));
        Assert.Equal(SinchError.UnexpectedAnswer, failure.Error);
        Assert.Equal(200, failure.StatusCode);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"message":"no such route"}""")]
    [InlineData("""{"id":""}""")]
    public async Task A_single_conversation_without_an_id_is_none(string body)
    {
        var failure = await Assert.ThrowsAsync<SinchException>(() => Sessions.Over(new StubHandler(body)).Client.GetConversationAsync("x", Sessions.NoNotes()));
        Assert.Equal(SinchError.UnexpectedAnswer, failure.Error);
        Assert.Contains("holds none of the conversations", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_an_error()
    {
        foreach (var field in new[] { "id", "correlation_id", "active_channel" })
        {
            byte[] body = [.. Encoding.UTF8.GetBytes($"{{\"conversations\":[{{\"{field}\":\""), 0xff, 0xfe, .. "\"}]}"u8];
            Assert.Equal(SinchError.UnexpectedAnswer, (await Assert.ThrowsAsync<SinchException>(() => Read(body))).Error);
        }
        byte[] metadata = [.. "{\"conversations\":[{\"metadata_json\":{\"a\":\""u8, 0xc3, 0x28, .. "\"}}]}"u8];
        Assert.Equal(SinchError.UnexpectedAnswer, (await Assert.ThrowsAsync<SinchException>(() => Read(metadata))).Error);
    }

    [Fact]
    public async Task Missing_null_and_unknown_fields_are_data()
    {
        var page = await Read("""
            {"total_size":null,"conversations":[{},{"id":null,"active":null,"active_channel":null,"app_id":null,"contact_id":null,"last_received":null,
            "metadata":null,"metadata_json":null,"correlation_id":null},{"active_channel_senders":[{"x":[1]}],"id":"x"}],"next_page_token":null,"more":{"a":[]}}
            """);
        Assert.Equal([null, null, "x"], page.Items.Select(item => item.ConversationId));
        Assert.Null(page.TotalSize);
        Assert.Null(page.NextPageToken);
    }

    [Theory]
    [InlineData("\ufeff{}")]
    [InlineData("""{"page_info":{"x":1}}""")]
    public async Task An_object_without_anything_known_is_an_empty_last_page(string body)
    {
        var page = await Read(body);
        Assert.Empty(page.Items);
        Assert.Null(page.NextPageToken);
    }

    [Fact]
    public async Task Values_of_another_kind_are_taken_where_their_meaning_is_beyond_doubt()
    {
        var page = await Read("""{"conversations":[{"id":7,"active":"true","correlation_id":1.50}],"total_size":"12","next_page_token":5}""");
        var item = Assert.Single(page.Items);
        Assert.Equal(("7", true, "1.50"), (item.ConversationId, item.Active, item.CorrelationId));
        Assert.Equal(12, page.TotalSize);
        Assert.Equal("5", page.NextPageToken);
    }

    [Fact]
    public async Task Of_duplicate_keys_the_last_one_counts()
    {
        var page = await Read("""{"conversations":[{"id":"a","id":"b","metadata_json":{"k":1,"k":2}}]}""");
        Assert.Equal("b", page.Items[0].ConversationId);
        Assert.Equal(2L, page.Items[0].MetadataJson!["k"]);
        Assert.Equal("""{"k":1,"k":2}""", page.Items[0].MetadataJson!.ToString());
    }

    [Fact]
    public async Task Nesting_of_1000_levels_is_data_also_when_looked_into()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000);
        var page = await Read($$"""{"conversations":[{"id":"x","unknown":{{deep}},"metadata_json":{{deep}}}]}""");
        object? value = page.Items[0].MetadataJson;
        for (var level = 0; level < 1000; level++)
            value = ((JsonDictionary)value!)["a"];
        Assert.Equal(1L, value);
    }

    [Fact]
    public async Task Nesting_beyond_all_measure_is_an_error() =>
        Assert.Equal(SinchError.UnexpectedAnswer, (await Assert.ThrowsAsync<SinchException>(() => Read("{\"x\":" + new string('[', 100_000) + new string(']', 100_000) + "}"))).Error);

    [Theory]
    [InlineData("2020-11-17T15:00:00Z")]
    [InlineData("2020-11-17T15:00:00.000Z")]
    [InlineData("2020-11-17T15:00:00.000000000Z")]
    [InlineData("2020-11-17T16:00:00+01:00")]
    [InlineData("2020-11-17T10:30:00.0-04:30")]
    [InlineData("2020-11-17T15:00:00")]
    public async Task All_forms_of_a_time_mean_the_same(string time)
    {
        var page = await Read($$"""{"conversations":[{"last_received":"{{time}}"}]}""");
        var received = page.Items[0].LastReceived!.Value;
        Assert.Equal(DateTimeKind.Local, received.Kind);
        Assert.Equal(new DateTime(2020, 11, 17, 15, 0, 0, DateTimeKind.Utc), received.ToUniversalTime());
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("1970-01-01T00:00:00.000Z")]
    [InlineData("1970-01-01T01:00:00+01:00")]
    [InlineData("")]
    public async Task The_epoch_means_no_message(string time) =>
        Assert.Null((await Read($$"""{"conversations":[{"last_received":"{{time}}"}]}""")).Items[0].LastReceived);

    [Fact]
    public void Mutated_pages_end_in_data_or_in_a_documented_error()
    {
        var errors = 0;
        var data = 0;
        Gen.Select(Gen.Int[0, RealPages.Length - 1], Gen.Select(Gen.Int[0, 5], Gen.Int[0, 100_000], Gen.Byte).Array[1, 6]).Sample(
            (page, mutations) =>
            {
                var body = mutations.Aggregate(RealPages[page], (bytes, mutation) => Mutate(bytes, mutation.Item1, mutation.Item2, mutation.Item3));
                try
                {
                    var read = Read(body).GetAwaiter().GetResult();
                    // Looking at everything must not fail either.
                    foreach (var item in read.Items)
                        _ = $"{item.ConversationId}{item.LastReceived}{item.MetadataJson}{string.Concat(item.MetadataJson?.Values.Cast<object?>() ?? [])}";
                    Interlocked.Increment(ref data);
                }
                catch (SinchException e)
                {
                    Assert.Equal(SinchError.UnexpectedAnswer, e.Error);
                    Interlocked.Increment(ref errors);
                }
            },
            iter: 20_000);
        Assert.True(errors > 1_000 && data > 1_000, $"{errors} errors, {data} times data");
    }

    private static byte[] Mutate(byte[] body, int kind, int place, byte value)
    {
        if (body.Length == 0)
            return [value];
        var at = place % body.Length;
        return kind switch
        {
            0 => [.. body[..at], value, .. body[(at + 1)..]],
            1 => [.. body[..at], .. body[(at + 1)..]],
            2 => [.. body[..at], value, .. body[at..]],
            3 => body[..at],
            4 => [.. body[..at], .. "{}[]\",:0tn\\"u8.Slice(value % 11, 1), .. body[(at + 1)..]],
            _ => [.. body[..at], .. body[(at / 2)..at], .. body[at..]],
        };
    }
}
