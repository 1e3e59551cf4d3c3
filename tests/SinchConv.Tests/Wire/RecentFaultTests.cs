using System.Text;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Wire;

/// <summary>Each fault of the table on the list by time: it ends as on the ordinary list, but that a list which is not there has a replacement.</summary>
public sealed class RecentFaultTests
{
    private const string Route = "conversations:recent";

    private static readonly SandboxProject Project = SandboxProject.With([.. SandboxProject.Create(FaultCase.PageCount * 20).Conversations
        .Select((item, number) => item with { LastReceived = new DateTime(2026, 6, 30, 0, 0, number % 60, DateTimeKind.Utc) })]);

    public static TheoryData<string, int> OnPages => [.. from fault in FaultTable.Cases
                                                         from page in Enumerable.Range(0, FaultCase.PageCount)
                                                         select new TheoryDataRow<string, int>(fault.Name, page)];

    [Theory]
    [MemberData(nameof(OnPages))]
    public async Task On_a_page(string name, int page)
    {
        var fault = FaultTable.Cases.Single(other => other.Name == name);
        await using var server = await SinchServer.StartAsync(Project);
        var attempts = 0;
        server.Faults = request => request.IsOn(Route) && request.NumberOnRoute >= page ? AsEntries(fault.Make(attempts++)) : null;
        using var host = new Host();
        using var session = Sessions.To(server, timeout: fault.Timeout, retries: 2);
        await session.AuthenticateAsync(Sessions.NoNotes());
        host.Set("session", session);
        var outcome = await Task.Run(() => host.Run("Get-SinchConversation -Session $session -Recent -All -PageSize 20")).WaitAsync(TimeSpan.FromSeconds(60));
        var error = outcome.Terminating ?? outcome.Errors.SingleOrDefault();
        var wanted = page == 0 && fault.Make(0) is Fault.Answer { Status: 404 or 501 } ? new Ending(Project.Conversations.Count, "", fault.Tries)
            : fault.OnPage(page) is { ErrorId.Length: 0 } whole ? whole with { Requests = whole.Requests + 1 }
            : fault.OnPage(page);

        Assert.True(error is null or { Exception: SinchException }, $"{error?.Exception}");
        Assert.Equal(wanted, new Ending(outcome.Output.Count, error?.FullyQualifiedErrorId.Split(',')[0] ?? "", server.Calls.Count(call => call.IsOn(Route))));
        if (outcome.Terminating is not { Exception: SinchException { ResumeParameters: [var left] } } || $"{left["PageToken"]}".EndsWith(":same", StringComparison.Ordinal))
            return;
        server.Faults = null;
        host.Set("left", left);
        var rest = host.Run("Get-SinchConversation @left").ShouldBeClean();
        Assert.Equal(Project.Conversations.Select(item => item.Id).Order(StringComparer.Ordinal), outcome.Ids.Concat(rest.Ids).Order(StringComparer.Ordinal));
    }

    public static TheoryData<string> Faults => [.. FaultTable.Cases.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task On_a_page_of_a_listing_that_is_divided_by_time(string name)
    {
        var fault = FaultTable.Cases.Single(other => other.Name == name);
        await using var server = await SinchServer.StartAsync(SandboxProject.With([.. Project.Conversations.Select(item => item with { Channel = "SMS", IsActive = false })]));
        var attempts = 0;
        // The three requests before these tell the sizes.
        server.Faults = request => request.IsOn(Route) && request.NumberOnRoute >= 6 ? AsEntries(fault.Make(attempts++)) : null;
        using var host = new Host();
        using var session = Sessions.To(server, timeout: fault.Timeout, retries: 2);
        await session.AuthenticateAsync(Sessions.NoNotes());
        host.Set("session", session);
        var outcome = await Task.Run(() => host.Run("Get-SinchConversation -Session $session -All -ThrottleLimit 4 -PageSize 4 -Verbose")).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Contains(outcome.Verbose, note => note.StartsWith("The listing is divided from both ends of the list by time. ", StringComparison.Ordinal));
        Assert.True(outcome.Terminating is null or { Exception: SinchException }, $"{outcome.Terminating?.Exception}");
        Assert.Empty(outcome.Errors);
        var failure = outcome.Terminating?.Exception as SinchException;
        List<string?> came = [.. outcome.Ids];
        // What the service does not accept, or repeats for ever, it does not accept later either.
        if (failure is { ResumeParameters.Count: 0 } || failure?.ResumeParameters.Any(part => $"{part["PageToken"]}".EndsWith(":same", StringComparison.Ordinal)) == true)
            return;
        server.Faults = null;
        foreach (var left in failure?.ResumeParameters ?? [])
        {
            host.Set("left", left);
            came.AddRange(host.Run("Get-SinchConversation @left").ShouldBeClean().Ids);
        }
        // An empty page where rows belong is told, as the sizes do not agree.
        if (outcome.Warnings.Count == 0)
            Assert.Equal(Project.Conversations.Select(item => item.Id).Order(StringComparer.Ordinal), came.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"conversations":[{"id":"x"}]}""")]
    [InlineData("""{"conversations":[{"conversation":null,"last_message":{"id":"x"}}]}""")]
    public void An_entry_without_a_conversation_is_an_error_and_no_empty_row(string answer)
    {
        using var host = new Host();
        host.Set("session", Sessions.Over(new StubHandler(answer)));
        var outcome = host.Run("Get-SinchConversation -Session $session -Recent");
        Assert.Empty(outcome.Output);
        Assert.Equal("SinchUnexpectedAnswer,SinchConv.Commands.GetSinchConversationCommand", outcome.TerminatingId);
    }

    // What stands in an ordinary page, in the shape of this list.
    private static Fault? AsEntries(Fault? fault)
    {
        const string Items = "\"conversations\":[";
        if (fault is not Fault.Answer { Body.Length: < 1_000 } answer)
            return fault;
        var body = Encoding.Latin1.GetString(answer.Body);
        if (!body.Contains(Items, StringComparison.Ordinal))
            return fault;
        return answer with { Body = Encoding.Latin1.GetBytes(body.Replace(Items + "{", Items + "{\"conversation\":{", StringComparison.Ordinal).Replace("}]", "}}]", StringComparison.Ordinal)) };
    }
}
