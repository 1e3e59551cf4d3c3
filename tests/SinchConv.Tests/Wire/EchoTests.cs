using System.Net;
using System.Text;
using SinchConv.Api;

namespace SinchConv.Tests.Wire;

/// <summary>An answer that repeats the credential of its request, as debugging proxies give it, shows it nowhere.</summary>
public sealed class EchoTests
{
    private const string Secret = "canary+secret/with=signs";

    private static readonly string Base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes($"key:{Secret}"));

    public static TheoryData<int, string> Answers => [.. from status in (int[])[200, 400, 401, 503]
                                                         from body in (string[])
                                                         [
                                                             $"Authorization: Basic {Base64}",
                                                             """{"error":{"message":"headers: Basic """ + Base64 + "\"}}",
                                                             """{"detail":{"x":" """ + Base64.Replace("=", "\\u003D", StringComparison.Ordinal) + "\"}}",
                                                             $$"""{"conversations":"{{Secret.Replace("/", "\\/", StringComparison.Ordinal).Replace("+", "\\u002b", StringComparison.Ordinal)}}"}""",
                                                             $$"""{"error":"bad","error_description":"the secret {{Uri.EscapeDataString(Secret)}} is wrong"}""",
                                                             new string('x', 490) + Base64,
                                                             $"<pre>{Base64.Replace("+", "&#x2B;", StringComparison.Ordinal).Replace("=", "&#61;", StringComparison.Ordinal)}</pre>",
                                                             $"Basic {Base64[..^3]}...",
                                                             $"secret={Secret[..^3]}...",
                                                         ]
                                                         select new TheoryDataRow<int, string>(status, body)];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task In_the_body_it_is_not_quoted(int status, string body)
    {
        var failure = await FailAsync(StubHandler.Json(body, (HttpStatusCode)status));
        Assert.Equal(status, failure.StatusCode);
        Assert.Contains("repeats the credential of the request, so nothing of it is shown", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abcd&efgh1234", "abcd&amp;efgh1234")]
    [InlineData("abcd\"efgh1234", "abcd&quot;efgh1234")]
    [InlineData("abcd efgh1234", "abcd+efgh1234")]
    [InlineData("pésswordlong1", "p%C3%A9sswordlong1")]
    [InlineData("p😀sswordlong1", "p&#128512;sswordlong1")]
    [InlineData("abcdefgh", "ABCDEFGH")]
    public void Whatever_the_spelling_it_is_found(string secret, string echoed)
    {
        var key = new System.Net.Http.Headers.AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"key:{secret}")));
        Assert.True(Echo.IsIn(key, $"<p>the secret {echoed} is wrong</p>"));
        Assert.False(Echo.IsIn(key, "<p>the secret is wrong</p>"));
    }

    [Fact]
    public async Task In_the_reason_phrase_it_is_not_quoted() =>
        await FailAsync(new HttpResponseMessage(HttpStatusCode.BadRequest) { ReasonPhrase = $"Bad Basic {Base64}" });

    [Fact]
    public async Task In_a_redirect_it_is_not_quoted() =>
        await FailAsync(new HttpResponseMessage(HttpStatusCode.Redirect) { Headers = { { "Location", $"https://elsewhere.invalid/?auth={Uri.EscapeDataString(Base64)}" } } });

    [Fact]
    public async Task In_a_request_id_it_is_left_out()
    {
        var answer = StubHandler.Json("{}");
        answer.Headers.Add("x-request-id", Base64);
        var notes = new List<Note>();
        await Session(answer).Client.ListConversationsAsync(new Query(ConversationQuery.App("a")), null, new CallContext(default, notes.Add));
        Assert.NotEmpty(notes);
        Assert.All(notes, note => Assert.DoesNotContain(Base64, note.Text, StringComparison.Ordinal));
    }

    private static async Task<SinchException> FailAsync(HttpResponseMessage answer)
    {
        var failure = await Assert.ThrowsAsync<SinchException>(() => Session(answer).Client.ListConversationsAsync(new Query(ConversationQuery.App("a")), null, Sessions.NoNotes()));
        var shown = string.Join('\n', [failure.ToString(), failure.Status, .. failure.Details]);
        foreach (var canary in new[] { "canary", Base64[..12] })
            Assert.DoesNotContain(canary, shown, StringComparison.OrdinalIgnoreCase);
        return failure;
    }

    private static SinchSession Session(HttpResponseMessage answer) => new(
        new SessionSettings { ProjectId = "p", ApiUri = new Uri("https://api.invalid"), KeyId = "key", Secret = Secret, Authentication = SinchAuthentication.Basic, MaximumRetryCount = 0 },
        new StubHandler((_, _) => answer),
        new FakeClock());
}
