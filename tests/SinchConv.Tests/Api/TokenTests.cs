using System.Net;
using SinchConv.Api;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Api;

/// <summary>One token per session: fetched once, renewed early, dropped exactly when it was refused.</summary>
public sealed class TokenTests
{
    private readonly FakeClock clock = new();
    private int fetched;

    private static bool IsToken(HttpRequestMessage request) => request.RequestUri!.Host == "auth.invalid";

    private string NextToken(double lifetime = 3600) =>
        $$"""{"access_token":"token{{Interlocked.Increment(ref fetched)}}","expires_in":{{lifetime}},"token_type":"bearer"}""";

    private SinchSession Session(StubHandler handler) => Sessions.Over(handler, clock, authentication: SinchAuthentication.OAuth2);

    [Fact]
    public async Task Fetching_is_form_encoded_with_the_key_in_UTF_8()
    {
        var bodies = new List<string>();
        var handler = new StubHandler((request, _) =>
        {
            bodies.Add(request.Content!.ReadAsStringAsync().GetAwaiter().GetResult());
            return StubHandler.Json(NextToken());
        });
        var session = new SinchSession(
            new SessionSettings { ProjectId = "p", ApiUri = new Uri("https://api.invalid"), AuthUri = new Uri("https://auth.invalid/base"), KeyId = "kéy", Secret = "sëcret:1", Authentication = SinchAuthentication.OAuth2 },
            handler,
            clock);
        await session.AuthenticateAsync(Sessions.NoNotes());
        var request = Assert.Single(handler.Requests);
        Assert.Equal("https://auth.invalid/base/oauth2/token", request.RequestUri!.AbsoluteUri);
        Assert.Equal("grant_type=client_credentials", Assert.Single(bodies));
        Assert.Equal("Basic a8OpeTpzw6tjcmV0OjE=", request.Headers.Authorization!.ToString());
    }

    [Fact]
    public async Task Basic_sends_the_key_with_every_call_and_fetches_no_token()
    {
        var handler = new StubHandler((_, _) => StubHandler.Json(StubHandler.Anything));
        using var session = new SinchSession(
            new SessionSettings { ProjectId = "p", ApiUri = new Uri("https://api.invalid"), KeyId = "kéy", Secret = "sëcret:1", Authentication = SinchAuthentication.Basic },
            handler,
            clock);
        for (var i = 0; i < 2; i++)
            await session.Client.GetConversationAsync("x", Sessions.NoNotes());
        Assert.Equal(2, handler.Requests.Count);
        Assert.All(handler.Requests, request => Assert.Equal("Basic a8OpeTpzw6tjcmV0OjE=", request.Headers.Authorization!.ToString()));
    }

    [Theory]
    [InlineData(3600, 3539, 3541)]
    [InlineData(90, 44, 46)]
    public async Task It_is_renewed_a_minute_early_or_at_half_of_a_short_life(double lifetime, double before, double after)
    {
        var handler = new StubHandler((request, _) => StubHandler.Json(IsToken(request) ? NextToken(lifetime) : StubHandler.Anything));
        var session = Session(handler);
        await session.AuthenticateAsync(Sessions.NoNotes());
        clock.Advance(TimeSpan.FromSeconds(before));
        await session.Client.GetConversationAsync("x", Sessions.NoNotes());
        Assert.Equal(1, fetched);
        clock.Advance(TimeSpan.FromSeconds(after - before));
        await session.Client.GetConversationAsync("x", Sessions.NoNotes());
        Assert.Equal(2, fetched);
        Assert.Equal("token2", handler.Requests[^1].Headers.Authorization!.Parameter);
    }

    [Theory]
    [InlineData("""{"access_token":"t"}""")]
    [InlineData("""{"access_token":"t","expires_in":"3600"}""")]
    [InlineData("""{"access_token":"t","expires_in":null}""")]
    [InlineData("""{"access_token":"t","expires_in":1e300}""")]
    [InlineData("""{"access_token":"t","expires_in":-1}""")]
    public async Task A_lifetime_that_is_missing_or_odd_is_no_problem(string answer)
    {
        var handler = new StubHandler((request, _) => StubHandler.Json(IsToken(request) ? answer : StubHandler.Anything));
        var session = Session(handler);
        for (var i = 0; i < 3; i++)
            await session.Client.GetConversationAsync("x", Sessions.NoNotes());
        Assert.Single(handler.Requests, IsToken);
    }

    [Theory]
    [InlineData("Bearer error=\"invalid_token\", error_description=\"Jwt expired at 2026-01-01\"")]
    [InlineData("Bearer realm=\"sinch\"")]
    [InlineData(null)]
    public async Task A_cached_token_that_is_refused_is_renewed_once_whatever_the_challenge_says(string? challenge)
    {
        var handler = new StubHandler((request, _) =>
        {
            if (IsToken(request))
                return StubHandler.Json(NextToken());
            if (request.Headers.Authorization!.Parameter != "token1" || fetched == 0)
                return StubHandler.Json(StubHandler.Anything);
            var refusal = StubHandler.Json("", HttpStatusCode.Unauthorized);
            if (challenge is not null)
                refusal.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge);
            return refusal;
        });
        var session = Session(handler);
        await session.AuthenticateAsync(Sessions.NoNotes());
        await session.Client.GetConversationAsync("x", Sessions.NoNotes());
        Assert.Equal(2, fetched);
        Assert.Equal(4, handler.Requests.Count);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 4)]
    public async Task A_fresh_token_that_is_refused_is_final(bool connectFirst, int requests)
    {
        var handler = new StubHandler((request, _) => IsToken(request) ? StubHandler.Json(NextToken()) : StubHandler.Json("", HttpStatusCode.Unauthorized));
        var session = Session(handler);
        if (connectFirst)
            await session.AuthenticateAsync(Sessions.NoNotes());
        var failure = await Assert.ThrowsAsync<SinchException>(() => session.Client.GetConversationAsync("x", Sessions.NoNotes()));
        Assert.Equal(SinchError.AuthenticationFailed, failure.Error);
        Assert.Equal(requests, handler.Requests.Count);
    }

    [Fact]
    public async Task The_token_service_is_asked_again_with_wide_ceilings()
    {
        var handler = new StubHandler((request, number) => number < 3 ? StubHandler.Json("", (HttpStatusCode)429) : StubHandler.Json(NextToken()));
        await Session(handler).AuthenticateAsync(Sessions.NoNotes());
        Assert.Equal([0.5, 2, 8], clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task The_token_service_is_given_up_after_three_retries()
    {
        var handler = new StubHandler((_, _) => StubHandler.Json("", HttpStatusCode.ServiceUnavailable));
        var failure = await Assert.ThrowsAsync<SinchException>(() => Session(handler).AuthenticateAsync(Sessions.NoNotes()));
        Assert.Equal(SinchError.Unavailable, failure.Error);
        Assert.Equal(4, handler.Requests.Count);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_client","error_description":"no such client"}""", SinchError.AuthenticationFailed, "invalid_client")]
    [InlineData(401, """{"error":"invalid_client"}""", SinchError.AuthenticationFailed, "invalid_client")]
    [InlineData(401, "", SinchError.AuthenticationFailed, null)]
    [InlineData(403, "<html>blocked</html>", SinchError.PermissionDenied, null)]
    [InlineData(200, "<html>sign in</html>", SinchError.UnexpectedAnswer, null)]
    [InlineData(200, "", SinchError.UnexpectedAnswer, null)]
    [InlineData(200, "[]", SinchError.UnexpectedAnswer, null)]
    [InlineData(200, """{"access_token":7}""", SinchError.UnexpectedAnswer, null)]
    [InlineData(200, """{"access_token":"a\r\nb"}""", SinchError.UnexpectedAnswer, null)]
    [InlineData(200, """{"access_token":"s3cr3t", """, SinchError.UnexpectedAnswer, null)]
    public async Task What_the_token_service_says_instead_of_a_token_is_understood(int status, string body, SinchError error, string? name)
    {
        var handler = new StubHandler((_, _) => StubHandler.Json(body, (HttpStatusCode)status));
        var failure = await Assert.ThrowsAsync<SinchException>(() => Session(handler).AuthenticateAsync(Sessions.NoNotes()));
        Assert.Equal(error, failure.Error);
        Assert.Equal(status, failure.StatusCode);
        Assert.Equal(name, failure.Status);
        Assert.DoesNotContain("s3cr3t", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task A_listing_of_hours_outlives_its_tokens()
    {
        var project = SandboxProject.Create(400);
        var sandbox = new HttpMessageInvoker(new SandboxHandler(project, clock, TimeSpan.FromMinutes(10)));
        var handler = new StubHandler((request, _) =>
        {
            clock.Advance(TimeSpan.FromMinutes(7));
            return sandbox.SendAsync(request, default).GetAwaiter().GetResult();
        });
        var session = new SinchSession(
            new SessionSettings { ProjectId = project.ProjectId, ApiUri = new Uri("https://api.invalid"), AuthUri = new Uri("https://auth.invalid"), KeyId = SandboxProject.KeyId, Secret = SandboxProject.KeySecret, Authentication = SinchAuthentication.OAuth2 },
            handler,
            clock);
        var all = await session.Client.ListAsync(new Query(ConversationQuery.App(SandboxProject.ConversationAppId)));
        Assert.Equal(project.Conversations.Select(item => item.Id), all.Select(item => item.ConversationId));
        Assert.True(handler.Requests.Count(request => IsToken(request)) >= 10);
    }
}
