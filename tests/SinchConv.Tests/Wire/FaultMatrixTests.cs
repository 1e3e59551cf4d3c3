using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Wire;

/// <summary>Each fault of the table, over real HTTP, at every place of a listing of three pages of 20.</summary>
public sealed class FaultMatrixTests
{
    private static readonly SandboxProject Project = SandboxProject.Create(FaultCase.PageCount * 20);

    public static TheoryData<string, int> OnPages => [.. from fault in FaultTable.Cases
                                                         from page in Enumerable.Range(0, FaultCase.PageCount)
                                                         select new TheoryDataRow<string, int>(fault.Name, page)];

    public static TheoryData<string> AtTokens => [.. FaultTable.Cases.Where(fault => fault.MakesSenseAtToken).Select(fault => fault.Name)];

    private static FaultCase Find(string name) => FaultTable.Cases.Single(fault => fault.Name == name);

    [Theory]
    [MemberData(nameof(OnPages))]
    public async Task On_a_page(string name, int page)
    {
        var fault = Find(name);
        await using var server = await SinchServer.StartAsync(Project);
        var attempts = 0;
        server.Faults = request => !request.IsToken && request.Number >= page ? fault.Make(attempts++) : null;
        var wanted = fault.OnPage(page);
        var (outcome, ending) = await ListAsync(server, fault, connectFirst: true);
        Assert.Equal(wanted, ending with { Requests = server.Calls.Count });
        if (wanted.ErrorId.Length == 0)
            Assert.Equal(Project.Conversations.Select(item => item.Id), outcome.Ids);
        else
            ResumesWhereItBroke(outcome, page, server);
    }

    [Theory]
    [MemberData(nameof(AtTokens))]
    public async Task At_the_token_endpoint(string name)
    {
        var fault = Find(name);
        await using var server = await SinchServer.StartAsync(Project);
        server.Faults = request => request.IsToken ? fault.Make(request.Number) : null;
        var (_, ending) = await ListAsync(server, fault, connectFirst: false);
        Assert.Equal(fault.AtToken(), ending with { Requests = server.TokenCount });
    }

    [Fact]
    public async Task Nobody_listens()
    {
        var server = await SinchServer.StartAsync(Project);
        var address = server.Uri.Authority;
        var session = Sessions.To(server, retries: 2);
        await server.DisposeAsync();
        using var host = new Host();
        host.Set("session", session);
        var error = host.Run("Get-SinchConversation -Session $session -All").Terminating!;
        Assert.Equal("SinchUnavailable,SinchConv.Commands.GetSinchConversationCommand", error.FullyQualifiedErrorId);
        Assert.Contains("refused the connection", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(address, error.Exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("Check the host and port, and that no firewall blocks them.", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_speaks_no_TLS()
    {
        await using var server = await SinchServer.StartAsync(Project);
        var failure = await Assert.ThrowsAsync<SinchException>(() => Over(new UriBuilder(server.Uri) { Scheme = "https" }.Uri));
        Assert.Equal(SinchError.Unavailable, failure.Error);
        Assert.Contains("TLS", failure.Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_is_unknown()
    {
        var failure = await Assert.ThrowsAsync<SinchException>(() => Over(new Uri("https://no-such-host.invalid/")));
        Assert.Equal(SinchError.Unavailable, failure.Error);
        Assert.StartsWith("The host no-such-host.invalid could not be found", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_documentation_shows_this_very_table()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Built.Path("Documentation"), "reliability.md"));
        Assert.Contains(FaultTable.ToMarkdown(), text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private static async Task<(Outcome Outcome, Ending Ending)> ListAsync(SinchServer server, FaultCase fault, bool connectFirst)
    {
        using var host = new Host();
        using var session = Sessions.To(server, timeout: fault.Timeout, retries: 2);
        if (connectFirst)
            await session.AuthenticateAsync(Sessions.NoNotes());
        host.Set("session", session);
        var outcome = await Task.Run(() => host.Run("Get-SinchConversation -Session $session -All")).WaitAsync(TimeSpan.FromSeconds(60));
        var error = outcome.Terminating ?? outcome.Errors.SingleOrDefault();
        Assert.True(error is null or { Exception: SinchException }, $"{error?.Exception}");
        return (outcome, new Ending(outcome.Output.Count, error?.FullyQualifiedErrorId.Split(',')[0] ?? "", 0));
    }

    /// <summary>After a break, the parameters of the error bring exactly the rest; none do where the service would refuse them again.</summary>
    private static void ResumesWhereItBroke(Outcome outcome, int page, SinchServer server)
    {
        if (outcome.Terminating is not { Exception: SinchException failure })
            return;
        if (failure.Error == SinchError.InvalidRequest)
        {
            Assert.Empty(failure.ResumeParameters);
            Assert.DoesNotContain("Resume", outcome.Terminating.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
            return;
        }
        var left = Assert.Single(failure.ResumeParameters);
        Assert.Equal(outcome.Output.Count > 0, outcome.Terminating.ErrorDetails.RecommendedAction.Contains("ResumeParameters", StringComparison.Ordinal));
        if (left["PageToken"] is "same")
            return;
        Assert.Equal(page > 0, left.ContainsKey("PageToken"));
        server.Faults = null;
        using var host = new Host();
        using var session = Sessions.To(server);
        left["Session"] = session;
        host.Set("left", left);
        var rest = host.Run("Get-SinchConversation @left").ShouldBeClean();
        Assert.Equal(Project.Conversations.Select(item => item.Id), outcome.Ids.Concat(rest.Ids));
    }

    private static Task<Conversation> Over(Uri uri) => new SinchSession(
        new SessionSettings { ProjectId = "p", ApiUri = uri, Authentication = SinchAuthentication.Basic, KeyId = "k", Secret = "s", MaximumRetryCount = 1 },
        WireHandler.Create(),
        new FakeClock()).Client.GetConversationAsync("x", Sessions.NoNotes());
}
