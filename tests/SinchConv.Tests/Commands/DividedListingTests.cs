using System.Management.Automation;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>A listing divided by channel and state has the rows of one walk, each once; and when that cannot be proven, it is one walk.</summary>
public sealed class DividedListingTests
{
    private static async Task<(Outcome Outcome, SinchServer Server)> ListAsync(SandboxProject project, string arguments, Action<SinchServer>? prepare = null)
    {
        project.Quirks = project.Quirks with { RecentStatus = System.Net.HttpStatusCode.NotFound };
        var server = await SinchServer.StartAsync(project);
        prepare?.Invoke(server);
        using var host = new Host();
        using var session = Sessions.To(server, retries: 2);
        host.Set("session", session);
        var outcome = await Task.Run(() => host.Run($"Get-SinchConversation -Session $session {arguments} -Verbose"));
        await server.DisposeAsync();
        return (outcome, server);
    }

    private static IEnumerable<string?> Sorted(IEnumerable<string?> ids) => ids.Order(StringComparer.Ordinal);

    [Theory]
    [InlineData("-ThrottleLimit 16", null, null)]
    [InlineData("-ThrottleLimit 2", null, null)]
    [InlineData("-ThrottleLimit 32 -State Active", true, null)]
    [InlineData("-ThrottleLimit 32 -Channel WHATSAPP", null, "WHATSAPP")]
    public async Task A_divided_listing_has_every_row_once(string arguments, bool? active, string? channel)
    {
        var project = SandboxProject.Create();
        var (outcome, _) = await ListAsync(project, $"-All {arguments}");
        var wanted = project.Conversations.Where(item => (active is null || item.IsActive == active) && (channel is null || item.Channel == channel));
        Assert.Equal(Sorted(wanted.Select(item => item.Id)), Sorted(outcome.ShouldBeClean().Ids));
        Assert.Single(outcome.Verbose, note => note.StartsWith("The listing is divided by ", StringComparison.Ordinal));
        Assert.Contains(outcome.Verbose, note => note.StartsWith("Divided from both ends of the list by time, nothing proves that it would be everything: the service does not give one of the parts: ", StringComparison.Ordinal) == channel is null);
        Assert.Empty(outcome.Warnings);
    }

    [Fact]
    public async Task Few_requests_under_way_set_the_time()
    {
        var (outcome, _) = await ListAsync(SandboxProject.Create(400), "-All -ThrottleLimit 2");
        // By channel, the longest part is shorter, but all parts together have more pages.
        Assert.Contains(outcome.ShouldBeClean().Verbose, note => note.StartsWith("The listing is divided by state.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_way_that_is_as_long_is_not_taken()
    {
        var project = SandboxProject.With([.. SandboxProject.Create(21).Conversations.Select(item => item with { Channel = "SMS", IsActive = true })]);
        var (outcome, _) = await ListAsync(project, "-All -ThrottleLimit 16");
        Assert.Equal(project.Conversations.Select(item => item.Id), outcome.ShouldBeClean().Ids);
        Assert.Contains("The listing is not divided, as no way is shorter: it goes from page to page, 2 requests one after the other.", outcome.Verbose);
    }

    [Fact]
    public async Task A_size_is_asked_for_again_where_the_service_is_busy()
    {
        var isFirst = 1;
        var (outcome, _) = await ListAsync(SandboxProject.Create(400), "-All -ThrottleLimit 16", server => server.Faults = request =>
            request.Query.GetValueOrDefault("active_channel") == "SMS" && Interlocked.Exchange(ref isFirst, 0) == 1 ? new Fault.Answer(503) : null);
        Assert.Equal(400, outcome.ShouldBeClean().Ids.Distinct().Count());
        Assert.Contains(outcome.Verbose, note => note.StartsWith("The listing is divided by channel and state.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_way_that_may_be_left_out_is_not_waited_for()
    {
        var (outcome, _) = await ListAsync(SandboxProject.Create(400), "-All -ThrottleLimit 16", server => server.Faults = request =>
            request.IsOn("conversations:recent") ? new Fault.Answer(503) : null);
        Assert.Equal(400, outcome.ShouldBeClean().Ids.Distinct().Count());
        Assert.DoesNotContain(outcome.Verbose, note => note.StartsWith("waiting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_size_that_is_not_to_be_had_is_an_error()
    {
        var (outcome, _) = await ListAsync(SandboxProject.Create(400), "-All -ThrottleLimit 16", server => server.Faults = request =>
            request.Query.GetValueOrDefault("active_channel") == "SMS" ? new Fault.Answer(503) : null);
        Assert.Empty(outcome.Output);
        Assert.Equal("SinchUnavailable,SinchConv.Commands.GetSinchConversationCommand", outcome.TerminatingId);
    }

    [Fact]
    public async Task A_channel_that_the_module_does_not_know_makes_it_divide_by_state_only()
    {
        var project = WithOddChannel();
        var (outcome, server) = await ListAsync(project, "-All -ThrottleLimit 16");
        Assert.Equal(Sorted(project.Conversations.Select(item => item.Id)), Sorted(outcome.ShouldBeClean().Ids));
        Assert.Equal(
            ["Divided by channel and state, nothing proves that it would be everything: 26 parts announce 395 objects in all, the whole announces 400.", "Divided by state, all 400 objects are there. Parts: 2, rounds of requests: 17."],
            outcome.Verbose.Where(note => note.StartsWith("Divided by", StringComparison.Ordinal) && !note.Contains("time", StringComparison.Ordinal)));
        Assert.Empty(outcome.Warnings);
        Assert.DoesNotContain(server.Calls, call => call.Query.ContainsKey("active_channel") && call.PageToken is not null);
    }

    [Fact]
    public async Task Sizes_that_prove_nothing_make_it_one_walk_in_the_services_order()
    {
        var project = SandboxProject.Create(400);
        // The service counts wrongly as soon as a state is asked for.
        var (outcome, _) = await ListAsync(project, "-All -ThrottleLimit 16", server => server.Faults = request =>
            request.Query.ContainsKey("only_active") ? new Fault.Answer(200, """{"conversations":[],"total_size":7}""") : null);
        Assert.Equal(project.Conversations.Select(item => item.Id), outcome.ShouldBeClean().Ids);
        Assert.Contains("The listing is not divided, as no way is proven: it goes from page to page, 20 requests one after the other.", outcome.Verbose);
    }

    [Theory]
    [InlineData("""{"conversations":[]}""")]
    [InlineData("""{"conversations":[],"total_size":null}""")]
    public async Task A_size_of_a_part_that_is_missing_makes_it_one_walk(string answer)
    {
        var project = SandboxProject.Create(400);
        var (outcome, _) = await ListAsync(project, "-All -ThrottleLimit 16", server => server.Faults = request =>
            request.Query.GetValueOrDefault("only_active") == "false" ? new Fault.Answer(200, answer) : null);
        Assert.Equal(project.Conversations.Select(item => item.Id), outcome.ShouldBeClean().Ids);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public async Task A_size_of_everything_that_cannot_be_right_makes_it_one_walk(int? told)
    {
        var project = SandboxProject.Create(400);
        project.Quirks = new() { TotalSize = (_, _) => told };
        // All parts are said to be empty, and look like it.
        var (outcome, _) = await ListAsync(project, "-All -ThrottleLimit 16", server => server.Faults = request =>
            request.Query.ContainsKey("only_active") ? new Fault.Answer(200, "{}") : null);
        Assert.Equal(project.Conversations.Select(item => item.Id), outcome.ShouldBeClean().Ids);
        Assert.Contains("The listing is not divided, as no way is proven: it goes from page to page.", outcome.Verbose);
    }

    [Fact]
    public async Task A_part_that_the_service_refuses_makes_it_one_walk()
    {
        var project = SandboxProject.Create(400);
        var (outcome, _) = await ListAsync(project, "-All -ThrottleLimit 16 -State Inactive", server => server.Faults = request =>
            request.Query.GetValueOrDefault("active_channel") == "APPLEBC" ? new Fault.Answer(400, "{}") : null);
        Assert.Equal(project.Conversations.Where(item => !item.IsActive).Select(item => item.Id), outcome.ShouldBeClean().Ids);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"conversations":[]}""")]
    public async Task A_size_of_zero_may_be_left_out(string answer)
    {
        var project = SandboxProject.Create(400);
        var empty = KnownValues.Channels.Except(project.Conversations.Select(item => item.Channel)).ToList();
        var (outcome, _) = await ListAsync(project, "-All -ThrottleLimit 16", server => server.Faults = request =>
            request.Query.GetValueOrDefault("active_channel") is { } channel && (empty.Contains(channel) || !project.Conversations.Any(item => item.Channel == channel && item.IsActive == (request.Query["only_active"] == "true")))
                ? new Fault.Answer(200, answer)
                : null);
        Assert.Equal(Sorted(project.Conversations.Select(item => item.Id)), Sorted(outcome.ShouldBeClean().Ids));
        Assert.Contains(outcome.Verbose, note => note.StartsWith("The listing is divided by channel and state.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_short_list_takes_one_request()
    {
        var (outcome, server) = await ListAsync(SandboxProject.Create(20), "-All -ThrottleLimit 16");
        Assert.Equal(20, outcome.ShouldBeClean().Ids.Count);
        Assert.Single(server.Calls);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task A_project_that_changes_meanwhile_is_told(int count)
    {
        var page = string.Join(',', Enumerable.Range(0, count).Select(number => $$"""{"id":"more{{number}}"}"""));
        var (outcome, _) = await ListAsync(SandboxProject.Create(400), "-All -ThrottleLimit 16", server =>
        {
            var emptied = 0;
            server.Faults = request => request.PageToken is not null && Interlocked.Exchange(ref emptied, 1) == 0 ? new Fault.Answer(200, $$"""{"conversations":[{{page}}]}""") : null;
        });
        Assert.Null(outcome.Terminating);
        Assert.Contains("400 were announced", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listing_that_is_not_divided_promises_nothing_and_breaks_no_promise()
    {
        var project = SandboxProject.Create(400);
        // Two channels, each one walk, since nothing adds up: the sizes are missing.
        var (outcome, _) = await ListAsync(project, "-All -ThrottleLimit 4 -Channel SMS, RCS", server => server.Faults = request =>
            request.IsToken || request.PageToken is not null ? null : new Fault.Answer(200, """{"conversations":[{"id":"a"}],"next_page_token":"","total_size":null}"""));
        Assert.Equal(2, outcome.ShouldBeClean().Output.Count);
        Assert.Empty(outcome.Warnings);
    }

    [Fact]
    public async Task A_size_of_zero_with_a_page_to_come_proves_nothing()
    {
        var project = SandboxProject.Create(400);
        // With a state, the first page is empty and its size wrong, but the pages behind it are there.
        var (outcome, _) = await ListAsync(project, "-All -ThrottleLimit 16", server => server.Faults = request =>
            request.IsToken || request.PageToken is not null || !request.Query.TryGetValue("only_active", out var active) ? null
            : active == "true" && !request.Query.ContainsKey("active_channel") ? new Fault.Answer(200, """{"conversations":[],"next_page_token":"more","total_size":0}""")
            : new Fault.Answer(200, """{"conversations":[],"total_size":400}"""));
        Assert.Equal(project.Conversations.Select(item => item.Id), outcome.ShouldBeClean().Ids);
    }

    [Fact]
    public async Task Ctrl_C_ends_all_parts()
    {
        var project = SandboxProject.Create();
        project.Quirks = new() { RecentStatus = System.Net.HttpStatusCode.NotFound };
        await using var server = await SinchServer.StartAsync(project);
        using var host = new Host();
        host.Set("session", Sessions.To(server));
        var hanging = 0;
        server.Faults = request =>
        {
            if (request.PageToken is null)
                return null;
            Interlocked.Increment(ref hanging);
            return new Fault.Stall(Stage.MidBody);
        };
        using var engine = PowerShell.Create(host.Runspace);
        engine.AddScript("Get-SinchConversation -Session $session -All -ThrottleLimit 8");
        var run = engine.BeginInvoke();
        for (var i = 0; i < 400 && hanging < 8; i++)
            await Task.Delay(25);
        Assert.Equal(8, hanging);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        engine.Stop();
        Assert.Throws<System.Management.Automation.PipelineStoppedException>(() => engine.EndInvoke(run));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    private static SandboxProject WithOddChannel() => SandboxProject.With([.. SandboxProject.Create(400).Conversations.Select((item, index) => index % 80 == 0
        ? new SandboxConversation { Id = item.Id, AppId = item.AppId, ContactId = item.ContactId, IsActive = item.IsActive, Channel = "VIBER" }
        : item)]);
}
