using System.Net;
using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>A message starts with what the service says, in terms of the parameters, and ends with what was asked.</summary>
public sealed class FaultReasonTests
{
    private const string Asked = "GET /v1/projects/p1/conversations?app_id=a&active_channel=WHATSAPX was answered with 400 Bad Request.";

    [Theory]
    [InlineData("""{"error":{"code":400,"message":"Invalid argument","status":"INVALID_ARGUMENT","details":[{"type_url":"type.googleapis.com/google.rpc.BadRequest","value":"Cg5hY3RpdmVfY2hhbm5lbA=="}]}}""", "Invalid argument. -Channel WHATSAPX: did you mean WHATSAPP?")]
    [InlineData("""{"error":{"message":"Invalid argument.","details":[{"field_violations":[{"field":"active_channel","description":"is not a channel."}]}]}}""", "Invalid argument (-Channel: is not a channel.). Did you mean WHATSAPP?")]
    [InlineData("""{"error":{"message":"is not a channel.","details":[{"field_violations":[{"field":"activeChannel","description":"is not a channel."}]}]}}""", "-Channel: is not a channel. Did you mean WHATSAPP?")]
    [InlineData("""{"error":{"message":"Unknown value of active_channel."}}""", "Unknown value of active_channel (-Channel). Did you mean WHATSAPP?")]
    [InlineData("""{"error":{"message":"bad","details":[{"field_violations":[{"field":"request.page_token","description":"has run out"},{"field":"other","description":"is odd"}]}]}}""", "bad (-PageToken: has run out; other: is odd).")]
    [InlineData("""{"error":{"message":"Either app_id or contact id is required!"}}""", "Either app_id or contact id is required! (-AppId, -ContactId).")]
    [InlineData("""{"error":{"message":"bad","details":["bad"]}}""", "bad. -Channel WHATSAPX: did you mean WHATSAPP?")]
    [InlineData("""{"error":"invalid_request","error_description":"No such page_size"}""", "No such page_size (-PageSize).")]
    [InlineData("""{"title":"Denied","detail":"only_active is neither"}""", "Denied: only_active is neither (-State).")]
    [InlineData("""{"code":"syntax_invalid_parameter_format","text":"conversation_id is wrong"}""", "conversation_id is wrong (-ConversationId).")]
    [InlineData("""{"errorCode":40000,"message":"No project_id","reference":"ref-1"}""", "No project_id (reference ref-1) (-ProjectId).")]
    [InlineData("", "-Channel WHATSAPX: did you mean WHATSAPP?")]
    public async Task Words_of_the_service_come_first_then_the_parameter_then_what_was_asked(string body, string reason) =>
        Assert.Equal($"{reason} {Asked}", (await FailAsync(body)).Message);

    [Fact]
    public async Task What_did_not_come_from_the_service_comes_last() =>
        Assert.Equal("-Channel WHATSAPX: did you mean WHATSAPP? " + Asked.TrimEnd('.') + ": <b>No app_id.</b>.", (await FailAsync("<b>No app_id.</b>")).Message);

    [Fact]
    public async Task Where_no_value_is_at_fault_no_parameter_is_named() =>
        Assert.Equal("No app_id. " + Asked.Replace("400 Bad Request", "403 Forbidden", StringComparison.Ordinal), (await FailAsync("""{"error":{"message":"No app_id"}}""", 403)).Message);

    [Fact]
    public async Task The_words_of_the_service_stay_in_the_details() =>
        Assert.Equal(["active_channel: is odd"], (await FailAsync("""{"error":{"details":[{"field_violations":[{"field":"active_channel","description":"is odd"}]}]}}""")).Details);

    [Theory]
    [InlineData("WHATSAP", "WHATSAPP")]
    [InlineData("whatsapp ", "WHATSAPP")]
    [InlineData("WHTASAPP", "WHATSAPP")]
    [InlineData("RSC", "RCS")]
    [InlineData("SNS", "SMS")]
    [InlineData("VIBER", "VIBERBM")]
    [InlineData("Insta", "INSTAGRAM")]
    [InlineData("KAKAOTALK", null)]
    [InlineData("FAX", null)]
    [InlineData("", null)]
    [InlineData("E", null)]
    public void Only_what_is_near_is_suggested(string word, string? meant) => Assert.Equal(meant, NearMiss.Of(word, KnownValues.Channels));

    private static Task<SinchException> FailAsync(string body, int status = 400)
    {
        var handler = new StubHandler((_, _) => StubHandler.Json(body, (HttpStatusCode)status));
        var query = new Query(ConversationQuery.App("a"), ConversationQuery.Channel("WHATSAPX"));
        return Assert.ThrowsAsync<SinchException>(() => Sessions.Over(handler).Client.ListConversationsAsync(query, "t", Sessions.NoNotes()));
    }
}
