using System.Collections;
using System.Globalization;
using SinchConv.PowerShell;
using SinchConv.PowerShell.Api;
using SinchConv.PowerShell.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>A divided listing has the rows of one walk, each once; and when that cannot be proven, it is one walk.</summary>
public sealed class FanOutTests
{
    private static async Task<(Outcome Outcome, SinchServer Server)> ListAsync(SandboxProject project, string arguments, Action<SinchServer>? prepare = null)
    {
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
    [InlineData("-ThrottleLimit 16", 26, null, null)]
    [InlineData("-ThrottleLimit 2", 26, null, null)]
    [InlineData("-ThrottleLimit 32 -State Active", 13, true, null)]
    [InlineData("-ThrottleLimit 32 -Channel WHATSAPP", 2, null, "WHATSAPP")]
    public async Task A_divided_listing_has_every_row_once(string arguments, int parts, bool? active, string? channel)
    {
        var project = SandboxProject.Create();
        var (outcome, _) = await ListAsync(project, $"-All {arguments}");
        var wanted = project.Conversations.Where(item => (active is null || item.IsActive == active) && (channel is null || item.Channel == channel));
        Assert.Equal(Sorted(wanted.Select(item => item.Id)), Sorted(outcome.ShouldBeClean().Ids));
        Assert.Single(outcome.Verbose, note => note.StartsWith($"{parts} parts announce", StringComparison.Ordinal));
        Assert.Empty(outcome.Warnings);
    }

    [Fact]
    public async Task A_channel_that_the_module_does_not_know_makes_it_divide_by_state_only()
    {
        var project = WithOddChannel();
        var (outcome, server) = await ListAsync(project, "-All -ThrottleLimit 16");
        Assert.Equal(Sorted(project.Conversations.Select(item => item.Id)), Sorted(outcome.ShouldBeClean().Ids));
        Assert.Equal(
            ["26 parts announce 395 conversations in all, the whole announces 400.", "2 parts announce 400 conversations in all, the whole announces 400."],
            outcome.Verbose.Where(note => note.Contains("announce", StringComparison.Ordinal)));
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
        Assert.Contains("The listing is not divided: it goes from page to page.", outcome.Verbose);
    }

    [Theory]
    [InlineData("""{"conversations":[]}""")]
    [InlineData("""{"conversations":[],"total_size":null}""")]
    public async Task A_size_that_is_missing_makes_it_one_walk(string answer)
    {
        var project = SandboxProject.Create(400);
        var (outcome, _) = await ListAsync(project, "-All -ThrottleLimit 16", server => server.Faults = request =>
            request.Query.GetValueOrDefault("only_active") == "false" ? new Fault.Answer(200, answer) : null);
        Assert.Equal(project.Conversations.Select(item => item.Id), outcome.ShouldBeClean().Ids);
    }

    [Fact]
    public async Task A_part_that_the_service_refuses_makes_it_one_walk()
    {
        var project = SandboxProject.Create(400);
        var (outcome, _) = await ListAsync(project, "-All -ThrottleLimit 16 -State Inactive", server => server.Faults = request =>
            request.Query.GetValueOrDefault("active_channel") == "APPLEBC" ? new Fault.Answer(400, "{}") : null);
        Assert.Equal(project.Conversations.Where(item => !item.IsActive).Select(item => item.Id), outcome.ShouldBeClean().Ids);
    }

    [Fact]
    public async Task A_short_list_takes_one_request()
    {
        var (outcome, server) = await ListAsync(SandboxProject.Create(20), "-All -ThrottleLimit 16");
        Assert.Equal(20, outcome.ShouldBeClean().Ids.Count);
        Assert.Single(server.Calls);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(404)]
    public async Task What_is_left_after_a_fault_is_exactly_what_did_not_come(int status)
    {
        var project = SandboxProject.Create();
        await using var server = await SinchServer.StartAsync(project);
        using var host = new Host();
        using var session = Sessions.To(server, retries: 1);
        host.Set("session", session);
        // A few parts get to their second page and beyond before one fails.
        server.Faults = request => !request.IsToken && request.Number > 45 ? new Fault.Answer(status) : null;
        var broken = await Task.Run(() => host.Run("Get-SinchConversation -Session $session -All -ThrottleLimit 4"));
        var failure = Assert.IsType<SinchException>(broken.Terminating!.Exception);
        Assert.True(failure.ResumeParameters.Count > 1);
        Assert.Contains("ResumeParameters", broken.Terminating.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        server.Faults = null;
        host.Set("failure", failure);
        var rest = host.Run("foreach ($part in $failure.ResumeParameters) { Get-SinchConversation @part -All -Session $session }").ShouldBeClean();
        Assert.Equal(Sorted(project.Conversations.Select(item => item.Id)), Sorted(broken.Ids.Concat(rest.Ids)));
    }

    [Fact]
    public async Task Several_channels_resume_with_the_broken_one_and_those_behind_it()
    {
        var project = SandboxProject.Create();
        await using var server = await SinchServer.StartAsync(project);
        using var host = new Host();
        using var session = Sessions.To(server, retries: 0);
        host.Set("session", session);
        server.Faults = request => request.Query.GetValueOrDefault("active_channel") == "SMS" && request.PageToken is not null ? new Fault.Answer(503) : null;
        var broken = await Task.Run(() => host.Run("Get-SinchConversation -Session $session -All -Channel LINE, SMS, MMS -State Inactive"));
        var failure = Assert.IsType<SinchException>(broken.Terminating!.Exception);
        Assert.Equal(["SMS", "MMS"], failure.ResumeParameters.Select(part => part["Channel"]));
        Assert.All(failure.ResumeParameters, part => Assert.Equal(ConversationState.Inactive, part["State"]));
        Assert.Equal(failure.ResumeToken, failure.ResumeParameters[0]["PageToken"]);
        server.Faults = null;
        host.Set("failure", failure);
        var rest = host.Run("foreach ($part in $failure.ResumeParameters) { Get-SinchConversation @part -All -Session $session }").ShouldBeClean();
        string[] channels = ["LINE", "SMS", "MMS"];
        var wanted = channels.SelectMany(channel => project.Conversations.Where(item => item.Channel == channel && !item.IsActive));
        Assert.Equal(wanted.Select(item => item.Id), broken.Ids.Concat(rest.Ids));
    }

    [Fact]
    public async Task A_project_that_changes_meanwhile_is_told()
    {
        var (outcome, _) = await ListAsync(SandboxProject.Create(400), "-All -ThrottleLimit 16", server =>
        {
            var emptied = 0;
            server.Faults = request => request.PageToken is not null && Interlocked.Exchange(ref emptied, 1) == 0 ? new Fault.Answer(200, "{}") : null;
        });
        Assert.Null(outcome.Terminating);
        Assert.Contains("400 were announced", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public async Task Several_inputs_are_under_way_together_and_stay_in_their_order(int throttleLimit)
    {
        var project = SandboxProject.Create();
        await using var server = await SinchServer.StartAsync(project);
        var underWay = 0;
        var most = 0;
        server.Latency = TimeSpan.FromMilliseconds(20);
        server.Started = () => most = Math.Max(most, Interlocked.Increment(ref underWay));
        server.Ended = () => Interlocked.Decrement(ref underWay);
        using var host = new Host();
        using var session = Sessions.To(server);
        await session.AuthenticateAsync(Sessions.NoNotes());
        host.Set("session", session);
        var contacts = project.Conversations.Select(item => item.ContactId).Distinct().Take(40).ToList();
        contacts.Insert(20, "nobody");
        host.Set("contacts", contacts.Select(id => new Hashtable { ["contact_id"] = id }).ToArray());
        var outcome = await Task.Run(() => host.Run($"$contacts | ForEach-Object {{ [pscustomobject] $_ }} | Get-SinchConversation -Session $session -All -ThrottleLimit {throttleLimit}"));
        var error = Assert.Single(outcome.Errors);
        Assert.Equal("nobody", error.TargetObject);
        Assert.StartsWith("SinchNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(contacts.SelectMany(id => project.Conversations.Where(item => item.ContactId == id)).Select(item => item.Id), outcome.Ids);
        Assert.InRange(most, throttleLimit == 1 ? 1 : 2, throttleLimit);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public async Task What_is_left_of_several_inputs_covers_all_that_had_arrived(int throttleLimit, bool isLater)
    {
        var project = SandboxProject.Create();
        await using var server = await SinchServer.StartAsync(project);
        using var host = new Host();
        using var session = Sessions.To(server, retries: 0);
        host.Set("session", session);
        var contacts = project.Conversations.Select(item => item.ContactId).Distinct().Take(8).ToList();
        var failing = contacts[isLater ? 5 : 0];
        server.Faults = request => request.Query.GetValueOrDefault("contact_id") == failing ? new Fault.Answer(503) : null;
        host.Set("contacts", contacts.ToArray());
        var broken = await Task.Run(() => host.Run($"$contacts | ForEach-Object {{ $global:last = $_; [pscustomobject]@{{ ContactId = $_ }} }} | Get-SinchConversation -Session $session -All -ThrottleLimit {throttleLimit}"));
        var failure = Assert.IsType<SinchException>(broken.Terminating!.Exception);
        Assert.Equal(failing, broken.Terminating.TargetObject);
        Assert.Contains("had not arrived", broken.Terminating.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        var arrived = contacts.IndexOf((string)host.Run("$last").Output.Single().BaseObject) + 1;
        server.Faults = null;
        host.Set("failure", failure);
        var rest = host.Run("foreach ($part in $failure.ResumeParameters) { Get-SinchConversation @part -All -Session $session }").ShouldBeClean();
        Assert.Equal(
            contacts.Take(arrived).SelectMany(id => project.Conversations.Where(item => item.ContactId == id)).Select(item => item.Id),
            broken.Ids.Concat(rest.Ids));
    }

    [Fact]
    public async Task A_channel_that_the_service_refuses_does_not_silently_drop_the_others()
    {
        var (outcome, _) = await ListAsync(SandboxProject.Create(), "-All -Channel NOCHANNEL, SMS");
        Assert.StartsWith("SinchInvalidRequest,", outcome.TerminatingId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_429_makes_all_requests_wait()
    {
        var clock = new FakeClock();
        var rate = new RequestRate(clock);
        rate.Pause(TimeSpan.FromSeconds(9));
        await rate.EnterAsync(new Call(default, isConcurrent: true));
        await rate.EnterAsync(Sessions.NoNotes());
        Assert.Equal([9.0], clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task No_second_has_more_than_800_concurrent_requests()
    {
        var clock = new FakeClock();
        var rate = new RequestRate(clock);
        var sent = new List<DateTimeOffset>();
        for (var i = 0; i < 5_000; i++)
        {
            await rate.EnterAsync(new Call(default, isConcurrent: true));
            sent.Add(clock.UtcNow);
            clock.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond / (i % 3 == 0 ? 2 : 10)));
        }
        for (var i = RequestRate.PerSecond; i < sent.Count; i++)
            Assert.True(sent[i] - sent[i - RequestRate.PerSecond] >= TimeSpan.FromSeconds(1), i.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Ctrl_C_ends_all_parts()
    {
        await using var server = await SinchServer.StartAsync();
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
        using var engine = Engine.Create(host.Runspace);
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
