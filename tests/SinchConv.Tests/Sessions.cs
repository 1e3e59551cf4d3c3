using SinchConv.Api;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests;

/// <summary>Sessions over whatever a test puts in the place of Sinch.</summary>
internal static class Sessions
{
    public const string Project = "p1";

    /// <summary>A session with HTTP Basic, so that every request is one of the test's own.</summary>
    public static SinchSession Over(HttpMessageHandler handler, Clock? clock = null, int retries = 5, SinchAuthentication authentication = SinchAuthentication.Basic, string? appId = "app") => new(
        new SessionSettings
        {
            ProjectId = Project,
            ApiUri = new Uri("https://api.invalid/"),
            AuthUri = new Uri("https://auth.invalid/"),
            KeyId = "key",
            Secret = "secret",
            Authentication = authentication,
            AppId = appId,
            Region = "eu",
            MaximumRetryCount = retries,
        },
        handler,
        clock ?? new FakeClock());

    /// <summary>A session that talks real HTTP to a test server, over the handler that the module itself uses.</summary>
    public static SinchSession To(SinchServer server, Clock? clock = null, TimeSpan? timeout = null, int retries = 5, SinchAuthentication authentication = SinchAuthentication.OAuth2) => new(
        new SessionSettings
        {
            ProjectId = server.Project.ProjectId,
            ApiUri = server.Uri,
            AuthUri = server.Uri,
            KeyId = SandboxProject.KeyId,
            Secret = SandboxProject.KeySecret,
            Authentication = authentication,
            AppId = SandboxProject.ConversationAppId,
            Region = "eu",
            Timeout = timeout ?? TimeSpan.FromSeconds(30),
            MaximumRetryCount = retries,
        },
        WireHandler.Create(),
        clock ?? new FakeClock());

    /// <summary>A session over the sandbox in memory, with HTTP Basic and no patience.</summary>
    /// <param name="project">The project.</param>
    /// <param name="fault">What to answer in its place; gets the number of the request, from 0.</param>
    /// <returns>The session, and what remembers its requests.</returns>
    public static (SinchSession Session, StubHandler Seen) OverSandbox(SandboxProject project, Func<HttpRequestMessage, int, HttpResponseMessage?>? fault = null)
    {
        var sandbox = new HttpMessageInvoker(new SandboxHandler(project, Clock.System));
        var seen = new StubHandler((request, number) => fault?.Invoke(request, number) ?? sandbox.SendAsync(request, default).GetAwaiter().GetResult());
        var settings = new SessionSettings
        {
            ProjectId = project.ProjectId,
            ApiUri = new Uri("https://sandbox.invalid/"),
            Authentication = SinchAuthentication.Basic,
            KeyId = SandboxProject.KeyId,
            Secret = SandboxProject.KeySecret,
            AppId = SandboxProject.ConversationAppId,
            MaximumRetryCount = 0,
        };
        return (new SinchSession(settings, seen, new FakeClock()), seen);
    }

    public static CallContext NoNotes(CancellationToken stop = default) => new(stop);

    public static Task<Page<Conversation>> ListConversationsAsync(this SinchClient client, Query query, string? pageToken, CallContext call) =>
        client.ListAsync(Endpoints.Conversations, query, pageToken, call);

    public static Task<Conversation> GetConversationAsync(this SinchClient client, string id, CallContext call) =>
        client.GetAsync(Endpoints.Conversations, id, call);

    /// <summary>Walks all pages of a listing.</summary>
    public static async Task<List<Conversation>> ListAsync(this SinchClient client, Query query, string? pageToken = null)
    {
        var walk = new PageWalk<Conversation>((token, call) => client.ListConversationsAsync(query, token, call), pageToken);
        var all = new List<Conversation>();
        while (walk.HasMore)
            all.AddRange((await walk.NextAsync(NoNotes())).Items);
        return all;
    }
}
