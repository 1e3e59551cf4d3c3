using System.Net;
using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>Every conversation and error that the official SDKs publish as test data is read as it is meant.</summary>
public sealed class FixtureTests
{
    private static readonly Query Query = new(ConversationQuery.App("conversation app Id"));

    private static string Body(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", name));

    [Fact]
    public async Task A_listing_of_three_pages_gives_its_two_conversations()
    {
        var handler = new StubHandler([.. Enumerable.Range(0, 3).Select(page => Body($"java.conversations.list.page{page}.json"))]);
        var all = await Sessions.Over(handler).Client.ListAsync(Query);

        Assert.Equal(2, all.Count);
        Assert.Equal(3, handler.Requests.Count);
        Assert.Contains("page_token=ChowMUo1NUVOVERUSFlGQVlKMFE1WFpaSktSVhIaMDFITkIzMzY0UFdCQkcyR1paV1ZWVDNERDI%3D", handler.Queries[1], StringComparison.Ordinal);
        Assert.All(all, ShouldBeThePublishedOne);
        Assert.All(all, conversation => Assert.Equal("metadata value", conversation.Metadata));
    }

    [Fact]
    public async Task Only_the_first_page_tells_the_total()
    {
        var handler = new StubHandler(Body("java.conversations.list.page0.json"), Body("java.conversations.list.page1.json"));
        var client = Sessions.Over(handler).Client;
        Assert.Equal(2, (await client.ListConversationsAsync(Query, null, Sessions.NoNotes())).TotalSize);
        Assert.Equal(0, (await client.ListConversationsAsync(Query, "t", Sessions.NoNotes())).TotalSize);
    }

    [Fact]
    public async Task One_conversation_is_read()
    {
        var handler = new StubHandler(Body("java.conversations.get.json"));
        var conversation = await Sessions.Over(handler).Client.GetConversationAsync("a conversation id", Sessions.NoNotes());

        ShouldBeThePublishedOne(conversation);
        Assert.Null(conversation.Metadata);
        Assert.Equal("https://api.invalid/v1/projects/p1/conversations/a%20conversation%20id", handler.Requests[0].RequestUri!.AbsoluteUri);
    }

    [Theory]
    [InlineData("dotnet.inline.error.400-bad-request-details.json", 400, SinchError.InvalidRequest, "INVALID_ARGUMENT", "Invalid argument", "message_id: Field is mandatory")]
    [InlineData("java.error.403-permission-denied.numbers.json", 403, SinchError.PermissionDenied, "PERMISSION_DENIED", "Trial account is not enabled to rent number", "Trial account is not enabled to rent number")]
    [InlineData("dotnet.inline.oauth-error.400.json", 400, SinchError.InvalidRequest, "invalid_request", "super_long_description", "how_to_fix")]
    public async Task An_error_keeps_status_message_and_details(string file, int status, SinchError error, string name, string message, string detail)
    {
        var handler = new StubHandler((_, _) => StubHandler.Json(Body(file), (HttpStatusCode)status));
        var failure = await Assert.ThrowsAsync<SinchException>(() => Sessions.Over(handler).Client.ListAsync(Query));

        Assert.Equal(error, failure.Error);
        Assert.Equal(status, failure.StatusCode);
        Assert.Equal(name, failure.Status);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Equal([detail], failure.Details);
    }

    private static void ShouldBeThePublishedOne(Conversation conversation)
    {
        Assert.Equal("a conversation id", conversation.ConversationId);
        Assert.True(conversation.Active);
        Assert.Equal("WHATSAPP", conversation.ActiveChannel);
        Assert.Equal("conversation app Id", conversation.AppId);
        Assert.Equal("contact ID", conversation.ContactId);
        Assert.Equal("correlation id value", conversation.CorrelationId);
        Assert.Equal(new DateTime(2020, 11, 17, 15, 0, 0, DateTimeKind.Utc), conversation.LastReceived!.Value.ToUniversalTime());
        Assert.Equal(DateTimeKind.Local, conversation.LastReceived.Value.Kind);
        Assert.Equal("metadata json value", conversation.MetadataJson!["metadata_json_key"]);
        Assert.Equal("""{"metadata_json_key":"metadata json value"}""", conversation.MetadataJson.ToString());
    }
}
