using System.Net;
using System.Text;

namespace SinchConv.Tests.Api;

/// <summary>Every shape in which an answer tells of a fault is understood, and none hides the HTTP status.</summary>
public sealed class FaultBodyTests
{
    private static async Task<SinchException> Fail(string body, int status = 400, string type = "application/json")
    {
        var handler = new StubHandler((_, _) => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) });
        return await Assert.ThrowsAsync<SinchException>(() => Sessions.Over(handler, retries: 0).Client.GetConversationAsync("x", Sessions.NoNotes()));
    }

    [Theory]
    [InlineData("""{"error":{"code":400,"message":"bad","status":"INVALID_ARGUMENT","details":[{"type_url":"type.googleapis.com/google.rpc.BadRequest","value":"CgQ="}]}}""", "bad", "INVALID_ARGUMENT", null)]
    [InlineData("""{"error":{"message":"bad","details":[{"@type":"type.googleapis.com/google.rpc.BadRequest","value":{"field_violations":[{"field":"app_id","description":"is empty"}]}}]}}""", "bad", null, "app_id: is empty")]
    [InlineData("""{"error":{"message":"bad","details":[{"typeUrl":"x/y","value":"CgQ=","hint":"look here","tags":["a"],"none":null}]}}""", "bad", null, "hint: look here, tags: [\"a\"]")]
    [InlineData("""{"error":{"message":"bad","details":[{"type_url":"x/y","value":"in plain words"}]}}""", "bad", null, "value: in plain words")]
    [InlineData("""{"error":{"message":"bad","details":[{"type":"x/google.rpc.LocalizedMessage","locale":"en","message":"as people say it"}]}}""", "bad", null, "as people say it")]
    [InlineData("""{"error":{"details":[{"type_url":"x/y","value":"CgQ="}]}}""", "400", null, null)]
    [InlineData("""{"details":[{"type_url":"x/y","value":"CgQ="}]}""", "400", null, null)]
    [InlineData("""{"error":{"status":"INVALID_ARGUMENT"}}""", "INVALID_ARGUMENT.", "INVALID_ARGUMENT", null)]
    [InlineData("""{"error":{"message":"bad","status":"INVALID_ARGUMENT","details":[{"@type":"x/google.rpc.ErrorInfo","reason":"API_DISABLED"}]}}""", "bad", "INVALID_ARGUMENT", "API_DISABLED")]
    [InlineData("""{"error":{"message":"bad","details":[{"field_violations":[{"field":"app_id","description":"is empty"},{"field":"x"}]}]}}""", "bad", null, "app_id: is empty; x: not valid")]
    [InlineData("""{"error":{"message":"bad","details":[{"fieldViolations":[{"field":"app_id","description":"is empty"}]}]}}""", "bad", null, "app_id: is empty")]
    [InlineData("""{"error":{"message":"bad","details":["text",7,null,[]]}}""", "bad", null, "text; 7")]
    [InlineData("""{"error":["a"]}""", "[\"a\"]", null, null)]
    [InlineData("""{"error":"invalid_client","error_description":"no such client"}""", "no such client", "invalid_client", null)]
    [InlineData("""{"error":"boom"}""", "boom", "boom", null)]
    [InlineData("""{"type":"https://example.com/e","title":"Denied","detail":"No right to do so","status":403}""", "Denied: No right to do so", null, null)]
    [InlineData("""{"title":"Denied"}""", "Denied", null, null)]
    [InlineData("""{"code":"syntax_invalid_parameter_format","text":"The format is wrong"}""", "The format is wrong", "syntax_invalid_parameter_format", null)]
    [InlineData("""{"errorCode":40400,"message":"Resource not found","reference":"ref-1"}""", "Resource not found", "40400", "reference ref-1")]
    [InlineData("\"just text\"", "just text", null, null)]
    [InlineData("[1,2]", "[1,2]", null, null)]
    [InlineData("null", "400 Bad Request.", null, null)]
    [InlineData("{}", "400 Bad Request.", null, null)]
    [InlineData("""{"odd":1}""", "{\"odd\":1}", null, null)]
    [InlineData("""{"error":null}""", "400", null, null)]
    [InlineData("""{"error":{"message":{"nested":1},"status":[],"details":{}}}""", "400", null, null)]
    [InlineData("""{"error":{"message":"\ud800"}}""", "ud800", null, null)]
    public async Task A_JSON_body_is_understood(string body, string message, string? status, string? details)
    {
        var failure = await Fail(body);
        Assert.Equal(400, failure.StatusCode);
        Assert.Equal(SinchError.InvalidRequest, failure.Error);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        foreach (var unreadable in new[] { "CgQ", "google.rpc", "x/y" })
            Assert.DoesNotContain(unreadable, failure.Message + string.Join(' ', failure.Details), StringComparison.Ordinal);
        Assert.Equal(status, failure.Status);
        if (details is null)
            Assert.Empty(failure.Details);
        else
            Assert.Equal(details, string.Join("; ", failure.Details));
    }

    [Theory]
    [InlineData("", "application/json", "400 Bad Request.")]
    [InlineData("", "text/html", "400 Bad Request.")]
    [InlineData("<html><body>Proxy says no</body></html>", "text/html", "Proxy says no")]
    [InlineData("upstream connect error", "text/plain", "upstream connect error")]
    [InlineData("""{"error":{"message":"cut o""", "application/json", "cut o")]
    [InlineData("""{"title":"Denied"}""", "application/problem+json", "Denied")]
    [InlineData("a\u001b[31mred\u0007 \u202eb", "text/plain", "a\\u001B[31mred\\u0007 \\u202Eb")]
    public async Task Any_other_body_is_quoted(string body, string type, string quoted)
    {
        var failure = await Fail(body, type: type);
        Assert.Equal(400, failure.StatusCode);
        Assert.Contains(quoted, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(failure.Message, char.IsControl);
    }

    [Fact]
    public async Task A_megabyte_of_text_is_quoted_up_to_500_characters()
    {
        var failure = await Fail(new string('x', 1_000_000), type: "text/plain");
        Assert.Equal(500, failure.Message.Count(character => character == 'x') - "conversations/x".Count(character => character == 'x'));
    }

    [Theory]
    [InlineData(400, SinchError.InvalidRequest)]
    [InlineData(401, SinchError.AuthenticationFailed)]
    [InlineData(403, SinchError.PermissionDenied)]
    [InlineData(404, SinchError.NotFound)]
    [InlineData(407, SinchError.Unavailable)]
    [InlineData(408, SinchError.Timeout)]
    [InlineData(418, SinchError.InvalidRequest)]
    [InlineData(429, SinchError.Throttled)]
    [InlineData(500, SinchError.Unavailable)]
    [InlineData(501, SinchError.Unavailable)]
    [InlineData(599, SinchError.Unavailable)]
    [InlineData(301, SinchError.UnexpectedAnswer)]
    [InlineData(307, SinchError.UnexpectedAnswer)]
    public async Task The_status_decides_the_kind(int status, SinchError error)
    {
        var failure = await Fail("""{"error":"x"}""", status);
        Assert.Equal(error, failure.Error);
        Assert.Equal(status, failure.StatusCode);
        Assert.Equal("https://api.invalid/v1/projects/p1/conversations/x", failure.RequestUri!.AbsoluteUri);
    }
}
