using System.Collections;
using CsCheck;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>A listing divided from both ends of the list by time has the rows of one walk, whatever happens to them meanwhile.</summary>
public sealed class DividedByTimeTests
{
    private const string Rows = "ForEach-Object { $_ | ConvertTo-Json -Depth 9 -Compress } | Sort-Object";

    private static SandboxProject OneChannelAndState => SandboxProject.With([.. SandboxProject.Create(600).Conversations.Select(item => item with { Channel = "WHATSAPP", IsActive = false })]);

    [Fact]
    public void Its_rows_are_those_of_one_walk_in_everything()
    {
        using var host = new Host();
        var (session, seen) = Sessions.OverSandbox(SandboxProject.Create(600));
        host.Set("session", session);
        var whole = host.Run($"Get-SinchConversation -Session $session -All | {Rows}").ShouldBeClean().Output;
        var divided = host.Run($"Get-SinchConversation -Session $session -All -ThrottleLimit 8 | {Rows}").ShouldBeClean().Output;
        Assert.Equal(whole.Select(row => $"{row}"), divided.Select(row => $"{row}"));
        Assert.Contains(seen.Queries, query => query.Contains("order=ASC", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("-State Inactive", 0)]
    [InlineData("-ContactId x", 0)]
    [InlineData("-Channel WHATSAPP", 0)]
    public void One_channel_and_one_state_take_a_fifth_of_the_requests_one_after_the_other(string arguments, int ends)
    {
        using var host = new Host();
        var (session, seen) = Sessions.OverSandbox(SandboxProject.With([.. OneChannelAndState.Conversations.Select(item => item with { ContactId = "x" })]));
        host.Set("session", session);
        var outcome = host.Run($"Get-SinchConversation -Session $session {arguments} -All -ThrottleLimit 4 -Verbose").ShouldBeClean();
        Assert.Equal(600, outcome.Ids.Distinct().Count());
        Assert.Empty(outcome.Warnings);
        Assert.Equal(ends > 0, outcome.Verbose.Contains($"The listing is divided from both ends of the list by time. Rounds of requests: 6 instead of 30."));
        // Each end has a page that shows the other one, and a look at what came meanwhile.
        Assert.InRange(seen.Queries.Count(query => query.Contains("order=", StringComparison.Ordinal) && query.Contains("page_token", StringComparison.Ordinal)), ends == 0 ? 0 : 8, ends == 0 ? 0 : 16);
    }

    [Theory]
    [InlineData("", "by channel and state", "by state", "from both ends of the list by time", "by state and from both ends of the list by time")]
    [InlineData("-State Active", "by channel and state", "from both ends of the list by time")]
    [InlineData("-State Inactive", "by channel and state")]
    [InlineData("-Channel WHATSAPP", "by state")]
    [InlineData("-ContactId x", "by channel and state", "by state")]
    public void Only_what_can_be_a_way_is_asked_for(string arguments, params string[] ways)
    {
        using var host = new Host();
        var (session, _) = Sessions.OverSandbox(SandboxProject.With([.. OneChannelAndState.Conversations.Select((item, number) => item with { ContactId = "x", IsActive = number % 2 == 0 })]));
        host.Set("session", session);
        var outcome = host.Run($"Get-SinchConversation -Session $session {arguments} -All -ThrottleLimit 4 -Verbose").ShouldBeClean();
        Assert.Equal(ways, outcome.Verbose.Where(note => note.StartsWith("Divided ", StringComparison.Ordinal)).Select(note => note["Divided ".Length..note.IndexOf(',', StringComparison.Ordinal)]));
    }

    [Theory]
    [InlineData("", 50)]
    [InlineData("-PageSize 10", 10)]
    public void The_list_by_time_is_read_in_the_largest_pages_or_those_that_are_asked_for(string arguments, int size)
    {
        using var host = new Host();
        var (session, seen) = Sessions.OverSandbox(OneChannelAndState);
        host.Set("session", session);
        Assert.Equal(600, host.Run($"Get-SinchConversation -Session $session -All -ThrottleLimit 4 {arguments}").ShouldBeClean().Ids.Distinct().Count());
        Assert.All(seen.Queries.Where(query => query.Contains("order=", StringComparison.Ordinal)), query => Assert.Contains($"page_size={size}&", query, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_comes_meanwhile_loses_nothing_and_warns_of_nothing()
    {
        var project = OneChannelAndState;
        var silent = project.Conversations.OrderBy(item => item.Newest).ToList();
        await using var server = await SinchServer.StartAsync(project);
        server.Faults = request =>
        {
            // One that the oldest end has read, and one that neither has.
            if (request.IsOn("conversations:recent") && request.PageToken is not null && request.NumberOnRoute is 6 or 7)
                project.Receive(silent[request.NumberOnRoute == 6 ? 10 : 290].Id, DateTime.UtcNow, "news");
            return null;
        };
        using var host = new Host();
        using var session = Sessions.To(server);
        host.Set("session", session);
        var outcome = (await Task.Run(() => host.Run("Get-SinchConversation -Session $session -All -ThrottleLimit 4"))).ShouldBeClean();
        Assert.Equal(silent.Select(item => item.Id).Order(StringComparer.Ordinal), outcome.Ids.Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(outcome.Warnings);
    }

    [Fact]
    public void However_often_it_breaks_off_every_row_comes_once() => Gen.Int[0, 1_000_000].Sample(
        seed =>
        {
            var chance = new Random(seed);
            var project = OneChannelAndState;
            var silent = project.Conversations.OrderBy(item => item.Newest).Select(item => item.Id).ToList();
            using var host = new Host();
            // One page in three fails; and at times a message comes in the middle of it, for which both ends look once more.
            var isBusy = seed % 2 == 0;
            var (session, _) = Sessions.OverSandbox(project, (request, number) =>
            {
                if (isBusy && number == 40)
                    project.Receive(silent[3], DateTime.UtcNow, "news");
                return request.RequestUri!.Query.Contains("page_token", StringComparison.Ordinal) && chance.Next(3) == 0 ? StubHandler.Json("{}", System.Net.HttpStatusCode.ServiceUnavailable) : null;
            });
            host.Set("session", session);
            var parts = new Stack<Hashtable>([new Hashtable { ["All"] = true, ["ThrottleLimit"] = 4, ["Session"] = session, ["PageSize"] = 20 }]);
            List<string?> came = [];
            while (parts.TryPop(out var part))
            {
                host.Set("part", part);
                var outcome = host.Run("Get-SinchConversation @part");
                came.AddRange(outcome.Ids);
                foreach (var left in (outcome.Terminating?.Exception as SinchException)?.ResumeParameters.Reverse() ?? [])
                    parts.Push(left);
            }
            Assert.Equal(silent.Order(StringComparer.Ordinal), (isBusy ? came.Distinct() : came).Order(StringComparer.Ordinal));
        },
        iter: 12,
        threads: 1);

    [Theory]
    [InlineData("-ThrottleLimit 1")]
    [InlineData("-ThrottleLimit 4")]
    public void The_variable_of_what_is_left_gets_all_that_a_killed_process_has_not_written(string arguments)
    {
        using var host = new Host();
        var (session, _) = Sessions.OverSandbox(OneChannelAndState);
        host.Set("session", session);
        // As a script does: at a change of the variable, all before the object in hand is safe.
        var outcome = host.Run($$"""
            $safe = @(); $page = @(); $before = $null
            Get-SinchConversation -Session $session -All {{arguments}} -ResumeVariable left | ForEach-Object {
                if (-not [object]::ReferenceEquals($left, $before)) { $safe += $page; $page = @(); $before = $left }
                if ($safe.Count -gt 250) { continue }
                $page += $_.ConversationId
            }
            """);
        Assert.NotNull(outcome);
        outcome = host.Run("$safe; foreach ($part in $before) { (Get-SinchConversation @part -ResumeVariable rest).ConversationId }; if ($rest.Count) { throw 'Something is left.' }").ShouldBeClean();
        Assert.Equal(OneChannelAndState.Conversations.Select(item => item.Id).Order(StringComparer.Ordinal), outcome.Output.Select(id => $"{id}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("'' | Out-Null; Get-SinchConversation -Session $session -ResumeVariable ''")]
    [InlineData("[pscustomobject]@{ AppId = 'a' } | Get-SinchConversation -Session $session -ResumeVariable left")]
    [InlineData("Get-SinchConversation -Session $session -ConversationId a -ResumeVariable left")]
    public void A_variable_where_there_is_nothing_to_resume_is_refused(string command)
    {
        using var host = new Host();
        var (session, seen) = Sessions.OverSandbox(OneChannelAndState);
        host.Set("session", session);
        Assert.Contains("ResumeVariable", host.Run(command).Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(seen.Requests);
    }

    [Theory]
    [InlineData("-Channel SMS")]
    [InlineData("-ContactId x")]
    [InlineData("-Recent")]
    public void What_is_left_of_it_goes_on_with_its_own_parameters_only(string arguments)
    {
        using var host = new Host();
        var (session, _) = Sessions.OverSandbox(OneChannelAndState, (request, number) => number > 40 ? StubHandler.Json("{}", System.Net.HttpStatusCode.ServiceUnavailable) : null);
        host.Set("session", session);
        var failure = (SinchException)host.Run("Get-SinchConversation -Session $session -All -ThrottleLimit 4").Terminating!.Exception;
        Assert.Equal(2, failure.ResumeParameters.Count);
        host.Set("left", failure.ResumeParameters[0]);
        var outcome = host.Run($"Get-SinchConversation @left {arguments}");
        Assert.Empty(outcome.Output);
        Assert.Equal("SinchInvalidRequest,SinchConv.Commands.GetSinchConversationCommand", outcome.TerminatingId);
        Assert.Contains("page token", outcome.Terminating!.Exception.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_way_that_is_not_proven_is_told_with_its_reason()
    {
        using var host = new Host();
        var project = OneChannelAndState;
        project.Quirks = new() { RecentSkipsSilent = true, TotalSize = (filter, count) => filter.OnlyActive is null ? count : null };
        var (session, _) = Sessions.OverSandbox(project);
        host.Set("session", session);
        var outcome = host.Run("Get-SinchConversation -Session $session -All -ThrottleLimit 4 -Verbose").ShouldBeClean();
        Assert.Equal(project.Conversations.Select(item => item.Id), outcome.Ids);
        Assert.Contains(outcome.Verbose, note => note.StartsWith("Divided by state, nothing proves that it would be everything: the service does not tell all sizes.", StringComparison.Ordinal));
        Assert.Contains(outcome.Verbose, note => note.StartsWith("Divided from both ends of the list by time, nothing proves that it would be everything: 1 list announces", StringComparison.Ordinal));
        Assert.Contains("The listing is not divided, as no way is proven: it goes from page to page, 30 requests one after the other.", outcome.Verbose);
    }
}
