using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>Get-SinchConversation by the time of the newest message: what it costs, where it goes on, and what it shows.</summary>
public sealed class RecentTests
{
    private static readonly DateTime Base = new(2026, 6, 30, 12, 0, 0, DateTimeKind.Utc);

    // One message a minute, the first conversation with the oldest one.
    internal static SandboxProject Minutes(int count) => SandboxProject.With([.. Enumerable.Range(0, count).Select(number => new SandboxConversation
    {
        Id = $"c{number:D5}",
        AppId = SandboxProject.ConversationAppId,
        ContactId = "x",
        Channel = number % 2 == 0 ? "SMS" : "LINE",
        LastReceived = Base.AddMinutes(number),
    })]);

    internal static IEnumerable<string> Ids(IEnumerable<int> numbers) => numbers.Select(number => $"c{number:D5}");

    private static async Task<(SinchServer Server, Host Host)> StartAsync(SandboxProject project, int retries = 0)
    {
        var server = await SinchServer.StartAsync(project);
        var host = new Host();
        host.Set("session", Sessions.To(server, retries: retries));
        host.Set("base", Base.ToLocalTime());
        return (server, host);
    }

    [Theory]
    [InlineData("-After $base.AddMinutes(4980) -All", 4_980, 20, true, 1)]
    [InlineData("-Before $base.AddMinutes(20) -All", 0, 20, false, 2)]
    [InlineData("-After $base.AddMinutes(4905) -Before $base.AddMinutes(4915) -All", 4_905, 10, true, 4)]
    [InlineData("-After $base.AddMinutes(100) -Before $base.AddMinutes(110) -All", 100, 10, false, 6)]
    [InlineData("-Recent -First 5", 4_995, 5, true, 1)]
    [InlineData("-Oldest -First 5", 0, 5, false, 2)]
    [InlineData("-Before $base.AddMinutes(4990) -Recent -First 5", 4_985, 5, true, 1)]
    public async Task The_cost_is_that_of_the_answer(string arguments, int first, int count, bool isNewestFirst, int requests)
    {
        var (server, host) = await StartAsync(Minutes(5_000));
        await using var _ = server;
        using var __ = host;
        var outcome = host.Run($"Get-SinchConversation -Session $session {arguments}").ShouldBeClean();
        var wanted = Ids(Enumerable.Range(first, count));
        Assert.Equal(isNewestFirst ? wanted.Reverse() : wanted, outcome.Ids);
        Assert.Equal(requests, server.Calls.Count);
        Assert.All(outcome.As<Conversation>(), item => Assert.Equal(item.LastReceived, item.LastMessage!.AcceptTime));
        Assert.Empty(outcome.Warnings);
    }

    [Theory]
    [InlineData("-State Active", true, null)]
    [InlineData("-State inactive", false, null)]
    [InlineData("-State inactive -Channel sms", false, "SMS")]
    [InlineData("-Channel LINE", null, "LINE")]
    public async Task The_state_and_the_channels_choose(string arguments, bool? isActive, string? channel)
    {
        var project = SandboxProject.With([.. Minutes(40).Conversations.Select((item, number) => item with { IsActive = number % 4 == 0 })]);
        var (server, host) = await StartAsync(project);
        await using var _ = server;
        using var __ = host;
        var wanted = project.Conversations.Where(item => (isActive is null || item.IsActive == isActive) && (channel is null || item.Channel == channel));
        foreach (var way in new[] { "-Recent", "-Oldest", "-Recent -ContactId x" })
            Assert.Equal(wanted.Select(item => item.Id), host.Run($"Get-SinchConversation -Session $session {way} -All {arguments}").ShouldBeClean().Ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Windows_chain_without_gap_or_overlap()
    {
        var (server, host) = await StartAsync(Minutes(90));
        await using var _ = server;
        using var __ = host;
        var outcome = host.Run("""
            $limit = $base.AddMinutes(30)
            Get-SinchConversation -Session $session -Before $limit -All
            Get-SinchConversation -Session $session -After $limit.ToUniversalTime() -Before ([datetime]::new($limit.AddMinutes(30).Ticks)) -All
            Get-SinchConversation -Session $session -After $limit.AddMinutes(30) -All
            """).ShouldBeClean();
        Assert.Equal(Ids(Enumerable.Range(0, 90)), outcome.Ids.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("-After $base -All", 1)]
    [InlineData("-After $base -All", 2)]
    [InlineData("-After $base -All", 3)]
    [InlineData("-Recent -First 130", 2)]
    [InlineData("-Oldest -All -Channel SMS", 2)]
    [InlineData("-Oldest -All -Channel SMS", 4)]
    public async Task What_is_left_after_a_fault_is_exactly_what_did_not_come(string arguments, int broken)
    {
        var (server, host) = await StartAsync(Minutes(150));
        await using var _ = server;
        using var __ = host;
        var whole = host.Run($"Get-SinchConversation -Session $session {arguments}").ShouldBeClean();
        var before = server.Calls.Count;
        server.Faults = request => !request.IsToken && request.Number >= before + broken ? new Fault.Answer(503) : null;
        var part = await Task.Run(() => host.Run($"Get-SinchConversation -Session $session {arguments}"));
        server.Faults = null;
        host.Set("failure", part.Terminating!.Exception);
        var rest = host.Run("foreach ($part in $failure.ResumeParameters) { Get-SinchConversation @part }").ShouldBeClean();
        Assert.Equal(whole.Ids, part.Ids.Concat(rest.Ids));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(501)]
    public async Task A_service_without_the_list_gives_the_same_rows_and_verbose_says_so(int status)
    {
        var project = Minutes(90);
        project.Quirks = new() { RecentStatus = (System.Net.HttpStatusCode)status };
        var (server, host) = await StartAsync(project);
        await using var _ = server;
        using var __ = host;
        var outcome = host.Run("Get-SinchConversation -Session $session -After $base.AddMinutes(80) -First 5 -Verbose").ShouldBeClean();
        Assert.Equal(Ids([89, 88, 87, 86, 85]), outcome.Ids);
        Assert.Contains(outcome.Verbose, line => line.StartsWith($"The ordinary list is read, and all of it: the service does not give the list by time ({status}", StringComparison.Ordinal));
        Assert.All(outcome.As<Conversation>(), item => Assert.Null(item.LastMessage));
        Assert.Single(host.Run("Get-SinchConversation -Session $session -Recent").ShouldBeClean().Warnings.Concat(["none"]));
    }

    [Theory]
    [InlineData("", "150")]
    [InlineData("-State Inactive", "possibly more")]
    [InlineData("-After $base", "possibly more")]
    public async Task What_is_left_out_is_counted_where_the_service_counts_the_same(string arguments, string total)
    {
        var (server, host) = await StartAsync(Minutes(150));
        await using var _ = server;
        using var __ = host;
        var outcome = host.Run($"Get-SinchConversation -Session $session -Recent {arguments}").ShouldBeClean();
        Assert.Equal(100, outcome.Ids.Count);
        Assert.StartsWith($"These are the first 100 of {total}.", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "3")]
    [InlineData("-State Active", "3")]
    [InlineData("-State Inactive", "50")]
    [InlineData("-Channel SMS", "50")]
    [InlineData("-After $base", "50")]
    [InlineData("-After $base -PageSize 10", "10")]
    public async Task A_page_has_what_is_wanted_or_where_the_module_chooses_as_many_as_it_can_have(string arguments, string size)
    {
        var (server, host) = await StartAsync(Minutes(60));
        await using var _ = server;
        using var __ = host;
        host.Run($"Get-SinchConversation -Session $session -Recent -First 3 {arguments}").ShouldBeClean();
        Assert.All(server.Calls, call => Assert.Equal(size, call.Query["page_size"]));
    }

    [Fact]
    public async Task A_message_that_comes_while_the_oldest_are_read_makes_it_look_for_what_it_hid()
    {
        var project = Minutes(150);
        project.Quirks = new() { RecentTokensCount = true };
        var (server, host) = await StartAsync(project);
        await using var _ = server;
        using var __ = host;
        // One that was read moves to the end: all behind it move up by one, and one of them to a page that was read.
        server.Faults = request =>
        {
            if (request.Number == 3)
                project.Receive("c00010", Base.AddDays(1), "news");
            return null;
        };
        var outcome = (await Task.Run(() => host.Run("Get-SinchConversation -Session $session -Oldest -All -Verbose"))).ShouldBeClean();
        Assert.Equal(Ids(Enumerable.Range(0, 150)), outcome.Ids.Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("A conversation that was read got a message meanwhile: the list is read once more for what its place may have hidden.", outcome.Verbose);
        // The one that moved may come again, and nothing else.
        Assert.Subset(new HashSet<string?> { "c00010" }, outcome.Ids.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet());
    }

    [Fact]
    public async Task An_unknown_app_stays_not_found()
    {
        var (server, host) = await StartAsync(Minutes(1));
        await using var _ = server;
        using var __ = host;
        var error = Assert.Single(host.Run("Get-SinchConversation -Session $session -AppId nobody -Recent").Errors);
        Assert.Equal("SinchNotFound,SinchConv.Commands.GetSinchConversationCommand", error.FullyQualifiedErrorId);
        Assert.Equal("nobody", error.TargetObject);
    }

    [Theory]
    [InlineData("-After $base.AddMinutes(280)", 280)]
    [InlineData("-Before $base.AddMinutes(20)", 0)]
    public async Task A_list_out_of_order_is_read_to_its_end_and_verbose_says_so(string arguments, int first)
    {
        var project = Minutes(300);
        project.Quirks = new() { RecentTime = item => new DateTime(new SandboxDice(item.Id, 0).Next(int.MaxValue)) };
        var (server, host) = await StartAsync(project);
        await using var _ = server;
        using var __ = host;
        var outcome = host.Run($"Get-SinchConversation -Session $session {arguments} -All -Verbose").ShouldBeClean();
        // What stands below newer ones looks as if it had just come, and may be there twice.
        Assert.Equal(Ids(Enumerable.Range(first, 20)), outcome.Ids.Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(outcome.Verbose, line => line.StartsWith("The list is not sorted", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-After $null", "The time is empty")]
    [InlineData("-Before $null", "The time is empty")]
    [InlineData("-After 2026-02-01 -Before 2026-01-01", "-After is later than -Before")]
    [InlineData("-Recent -PageSize 51", "at most 50")]
    public void What_makes_no_sense_is_refused(string arguments, string reason)
    {
        using var host = Host.OnSandbox();
        var outcome = host.Run($"Get-SinchConversation {arguments}");
        Assert.Empty(outcome.Output);
        Assert.Contains(reason, outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("recent:NewestFirst:::y:")]
    public void A_page_token_of_another_listing_is_an_error(string token)
    {
        using var host = Host.OnSandbox();
        var outcome = host.Run($"Get-SinchConversation -Recent -PageToken '{token}'");
        Assert.Contains("goes with the parameters of its own listing", (outcome.Terminating ?? outcome.Errors.Single()).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_view_shows_the_message_in_80_columns_and_others_keep_theirs()
    {
        using var host = Host.OnSandbox();
        var shown = host.Run("Get-SinchConversation -Recent -First 3 | Out-String -Width 80 -Stream").ShouldBeClean().Output.Select(line => $"{line}").Where(line => line.Length > 0).ToList();
        Assert.Matches("^LastMessage +Channel +Text", shown[0]);
        Assert.All(shown.Skip(2), line => Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d [A-Z]+ +(->|<-) .+", line));
        Assert.All(shown, line => Assert.InRange(line.Length, 1, 80));
        Assert.Contains(host.Run("Get-SinchConversation -First 1 | Out-String -Stream").Output, line => $"{line}".StartsWith("ConversationId", StringComparison.Ordinal));
    }
}
