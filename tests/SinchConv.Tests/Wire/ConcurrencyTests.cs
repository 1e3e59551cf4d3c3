using System.IO.Compression;
using System.Net.NetworkInformation;
using SinchConv.Api;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Wire;

/// <summary>One session in many runspaces at once.</summary>
public sealed class ConcurrencyTests
{
    private const int Apps = 16;

    [Fact]
    public async Task Sixteen_runspaces_list_sixteen_apps_while_the_token_dies_under_them()
    {
        var project = SandboxProject.With([.. Enumerable.Range(0, Apps * 100).Select(number => new SandboxConversation
        {
            Id = $"c{number}",
            AppId = $"app{number % Apps}",
            ContactId = $"contact{number}",
            IsActive = true,
            Channel = "SMS",
        })]);
        await using var server = await SinchServer.StartAsync(project);
        server.Latency = TimeSpan.FromMilliseconds(5);
        server.Faults = request =>
        {
            if (request is { IsToken: false, Number: 30 })
                server.Handler.RevokeTokens();
            return null;
        };
        using var session = Sessions.To(server);
        var lists = await Task.WhenAll(Enumerable.Range(0, Apps).Select(app => Task.Run(() =>
        {
            using var host = new Host();
            host.Set("session", session);
            return host.Run($"Get-SinchConversation -Session $session -AppId app{app} -All").ShouldBeClean().Ids;
        })));
        for (var app = 0; app < Apps; app++)
            Assert.Equal(project.Conversations.Where(item => item.AppId == $"app{app}").Select(item => item.Id), lists[app]);
        Assert.Equal(2, server.TokenCount);
    }

    [Fact]
    public async Task Disconnecting_leaves_no_socket_behind()
    {
        await using var server = await SinchServer.StartAsync(SandboxProject.Create(60));
        using var host = new Host();
        host.Set("session", Sessions.To(server));
        for (var round = 0; round < 100; round++)
            Assert.Equal(5, host.Run("Get-SinchConversation -Session $session -First 5").ShouldBeClean().Output.Count);
        Assert.NotEmpty(Open(server));
        host.Run("Disconnect-SinchProject -Session $session").ShouldBeClean();
        for (var i = 0; i < 100 && Open(server).Any(); i++)
            await Task.Delay(50);
        Assert.Empty(Open(server));
    }

    [Fact]
    public async Task Removing_the_module_leaves_no_socket_behind_of_any_session_that_was_made()
    {
        await using var server = await SinchServer.StartAsync(SandboxProject.Create(60));
        using var host = new Host();
        host.Set("uri", server.Uri.AbsoluteUri);
        host.Set("project", server.Project.ProjectId);
        host.Set("credential", new System.Management.Automation.PSCredential(SandboxProject.KeyId, new System.Net.NetworkCredential("", SandboxProject.KeySecret).SecurePassword));
        // Kept, as a script may that goes back and forth between projects.
        var sessions = host.Run("1..5 | ForEach-Object { Connect-SinchProject $project -Credential $credential -ApiUri $uri -AuthUri $uri -PassThru }").ShouldBeClean().Output;
        Assert.True(Open(server).Count() >= 5);
        host.Run("Remove-Module SinchConv").ShouldBeClean();
        for (var i = 0; i < 100 && Open(server).Any(); i++)
            await Task.Delay(50);
        Assert.Empty(Open(server));
        GC.KeepAlive(sessions);
    }

    [Fact]
    public async Task HTTP_2_is_asked_for_and_1_1_will_do()
    {
        var handler = new StubHandler(StubHandler.Anything);
        await Sessions.Over(handler).Client.ListConversationsAsync(new Query(ConversationQuery.App("a")), null, Sessions.NoNotes());
        var request = Assert.Single(handler.Requests);
        Assert.Equal((new Version(2, 0), HttpVersionPolicy.RequestVersionOrLower), (request.Version, request.VersionPolicy));
    }

    [Fact]
    public async Task Compressed_answers_are_asked_for_and_understood()
    {
        await using var server = await SinchServer.StartAsync();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write("""{"conversations":[{"id":"packed"}]}"""u8);
        }
        server.Faults = request => request.IsToken ? null : new Fault.Answer(200, packed.ToArray()) { Headers = new Dictionary<string, string> { ["Content-Encoding"] = "gzip" } };
        using var session = Sessions.To(server);
        var page = await session.Client.ListConversationsAsync(new Query(ConversationQuery.App("a")), null, Sessions.NoNotes());
        Assert.Equal("packed", Assert.Single(page.Items).ConversationId);
        Assert.Contains("gzip", server.Calls.Single().AcceptEncoding, StringComparison.Ordinal);
    }

    // The decompressor is native code: to free it while it works ends the process.
    [Fact]
    public async Task A_call_may_be_stopped_while_its_answer_is_unpacked()
    {
        await using var server = await SinchServer.StartAsync();
        server.Faults = request => request.IsToken ? null : FaultTable.Packed(Transport.LargestAnswer - 1);
        using var session = Sessions.To(server, authentication: SinchAuthentication.Basic);
        for (var i = 0; i < 40; i++)
        {
            using var stop = new CancellationTokenSource();
            var page = session.Client.ListConversationsAsync(new Query(ConversationQuery.App("a")), null, Sessions.NoNotes(stop.Token));
            stop.CancelAfter(i);
            await Assert.ThrowsAnyAsync<Exception>(() => page);
        }
    }

    [Fact]
    public async Task Debug_tells_which_request_opened_a_connection()
    {
        await using var server = await SinchServer.StartAsync(SandboxProject.Create(60));
        using var host = new Host();
        using var session = Sessions.To(server, authentication: SinchAuthentication.Basic);
        host.Set("session", session);
        var details = host.Run("Get-SinchConversation -Session $session -All -Debug").ShouldBeClean().Debug;
        Assert.Equal(3, details.Count);
        Assert.EndsWith("new connection", details[0], StringComparison.Ordinal);
        Assert.All(details.Skip(1), detail => Assert.EndsWith("connection reused", detail, StringComparison.Ordinal));
        Assert.All(details, detail => Assert.Matches(@"^127\.0\.0\.1:\d+: HTTP/1\.1, headers after \d+ ms, \d+ bytes of application/json, ", detail));
    }

    [Fact]
    public async Task Verbose_tells_each_request_and_its_id()
    {
        await using var server = await SinchServer.StartAsync(SandboxProject.Create(60));
        server.Faults = request => request.IsToken ? null : new Fault.Answer(200, "{}") { Headers = new Dictionary<string, string> { ["x-request-id"] = "req-4711" } };
        using var host = new Host();
        using var session = Sessions.To(server);
        host.Set("session", session);
        var lines = host.Run("Get-SinchConversation -Session $session -First 5 -Verbose").ShouldBeClean().Verbose;
        Assert.Equal(2, lines.Count);
        Assert.Matches("^POST /oauth2/token 200 \\d+ ms$", lines[0]);
        Assert.Matches("^GET /v1/projects/.*page_size=5.* 200 \\d+ ms, request id req-4711$", lines[1]);
    }

    private static IEnumerable<TcpConnectionInformation> Open(SinchServer server) => IPGlobalProperties.GetIPGlobalProperties()
        .GetActiveTcpConnections()
        .Where(connection => connection.RemoteEndPoint.Port == server.Uri.Port && connection.State == TcpState.Established);
}
