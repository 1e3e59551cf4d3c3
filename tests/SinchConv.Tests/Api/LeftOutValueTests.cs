using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>An answer may leave out what has its default value; what it leaves out beyond that is not invented.</summary>
public sealed class LeftOutValueTests
{
    private static readonly Query Query = new(ConversationQuery.App("a"));

    private static SinchClient Over(string body) => Sessions.Over(new StubHandler((_, _) => StubHandler.Json(body))).Client;

    [Theory]
    [InlineData("""{"id":"x"}""")]
    [InlineData("""{"id":"x","active":false}""")]
    [InlineData("""{"id":"x","active":null}""")]
    [InlineData("""{"id":"x","active":"false","active_channel":""}""")]
    public async Task A_conversation_that_is_not_said_to_be_active_is_inactive(string conversation)
    {
        var found = await Over(conversation).GetConversationAsync("x", Sessions.NoNotes());
        Assert.Equal((false, "Inactive"), (found.Active, found.State));
        var page = await Over($$"""{"conversations":[{{conversation}},{"id":"y","active":true}]}""").ListConversationsAsync(Query, null, Sessions.NoNotes());
        Assert.Equal(["Inactive", "Active"], page.Items.Select(item => item.State));
    }

    [Theory]
    [InlineData("{}", 0L)]
    [InlineData("""{"conversations":[]}""", 0L)]
    [InlineData("""{"conversations":null}""", 0L)]
    [InlineData("""{"total_size":null}""", 0L)]
    [InlineData("""{"next_page_token":""}""", 0L)]
    [InlineData("""{"page_info":{}}""", 0L)]
    [InlineData("""{"total_size":0}""", 0L)]
    [InlineData("""{"conversations":[],"total_size":7}""", 7L)]
    [InlineData("""{"conversations":[{"id":"x"}],"total_size":7}""", 7L)]
    [InlineData("""{"conversations":[{"id":"x"}]}""", null)]
    [InlineData("""{"conversations":[{"id":"x"}],"total_size":null}""", null)]
    [InlineData("""{"conversations":[],"next_page_token":"more"}""", null)]
    public async Task No_total_is_zero_where_nothing_else_can_be_meant(string answer, long? total)
    {
        Assert.Equal(total, (await Over(answer).ListConversationsAsync(Query, null, Sessions.NoNotes())).TotalSize);
        if (total is not null)
            Assert.Equal(total, await Over(answer).CountAsync(Endpoints.Conversations, Query, Sessions.NoNotes()));
        else
            Assert.Equal(SinchError.UnexpectedAnswer, (await Assert.ThrowsAsync<SinchException>(() => Over(answer).CountAsync(Endpoints.Conversations, Query, Sessions.NoNotes()))).Error);
    }

    [Theory]
    [InlineData("""{"error":{}}""")]
    [InlineData("""{"message":"no such route"}""")]
    [InlineData("""{"code":5}""")]
    [InlineData("""{"title":"Not here","detail":"x"}""")]
    public async Task An_error_in_the_place_of_a_page_is_no_empty_page(string answer)
    {
        Assert.Equal(SinchError.UnexpectedAnswer, (await Assert.ThrowsAsync<SinchException>(() => Over(answer).ListConversationsAsync(Query, null, Sessions.NoNotes()))).Error);
        Assert.Equal(SinchError.UnexpectedAnswer, (await Assert.ThrowsAsync<SinchException>(() => Over(answer).CountAsync(Endpoints.Conversations, Query, Sessions.NoNotes()))).Error);
    }
}
