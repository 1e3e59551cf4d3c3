using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>The census counts what is there, with requests that do not grow with it.</summary>
public sealed class CensusTests
{
    private static async Task<(Outcome Outcome, SinchServer Server)> MeasureAsync(SandboxProject project, string arguments, Func<SeenRequest, Fault?>? faults = null)
    {
        await using var server = await SinchServer.StartAsync(project);
        server.Faults = faults;
        using var host = new Host();
        using var session = Sessions.To(server);
        host.Set("session", session);
        return (await Task.Run(() => host.Run($"Measure-SinchConversation -Session $session {arguments}")), server);
    }

    [Fact]
    public async Task Each_channel_and_state_has_its_count()
    {
        var project = SandboxProject.Create();
        var (outcome, server) = await MeasureAsync(project, "");
        var counts = outcome.ShouldBeClean().As<ConversationCount>();
        Assert.Equal(
            project.Conversations.GroupBy(item => (item.Channel, item.IsActive)).Select(group => (group.Key.Channel, group.Key.IsActive, (long)group.Count())).Order(),
            counts.Select(count => (count.Channel!, count.State == "Active", count.Count)).Order());
        Assert.All(counts, count => Assert.Equal((SandboxProject.ConversationAppId, null), (count.AppId, count.ContactId)));
        Assert.Equal(28, server.Calls.Count);
        Assert.All(server.Calls, call => Assert.Equal("1", call.Query["page_size"]));
    }

    [Fact]
    public async Task What_no_known_channel_covers_has_a_row_of_its_own()
    {
        var project = SandboxProject.With([.. Enumerable.Range(0, 7).Select(number => new SandboxConversation
        {
            Id = $"c{number}",
            AppId = SandboxProject.ConversationAppId,
            ContactId = "x",
            IsActive = number < 3,
            Channel = number % 2 == 0 ? "VIBER" : "SMS",
        })]);
        var (outcome, _) = await MeasureAsync(project, "");
        Assert.Equal(
            [("SMS", "Active", 1L), ("SMS", "Inactive", 2L), (null, "Active", 2L), (null, "Inactive", 2L)],
            outcome.ShouldBeClean().As<ConversationCount>().Select(count => (count.Channel, count.State, count.Count)));
    }

    [Theory]
    [InlineData("-Total", 1)]
    [InlineData("-Total -State Active", 1)]
    [InlineData("-Total -Channel SMS, mms", 2)]
    public async Task Total_is_one_number(string arguments, int requests)
    {
        var project = SandboxProject.Create();
        var (outcome, server) = await MeasureAsync(project, arguments);
        var wanted = project.Conversations.Count(item =>
            (!arguments.Contains("Active", StringComparison.Ordinal) || item.IsActive)
            && (!arguments.Contains("SMS", StringComparison.Ordinal) || item.Channel is "SMS" or "MMS"));
        Assert.Equal([(long)wanted], outcome.ShouldBeClean().As<long>());
        Assert.Equal(requests, server.Calls.Count);
    }

    [Theory]
    [InlineData("-State Inactive", 14)]
    [InlineData("-Channel LINE", 2)]
    [InlineData("-Channel LINE, sms -State Active", 2)]
    public async Task Filters_leave_less_to_ask(string arguments, int requests)
    {
        var (outcome, server) = await MeasureAsync(SandboxProject.Create(), arguments);
        Assert.NotEmpty(outcome.ShouldBeClean().Output);
        Assert.Equal(requests, server.Calls.Count);
    }

    [Fact]
    public async Task A_channel_that_the_service_gave_up_is_counted_with_the_rest()
    {
        var project = SandboxProject.Create();
        var (outcome, _) = await MeasureAsync(project, "-State Inactive", request => request.Query.GetValueOrDefault("active_channel") == "KAKAOTALK" ? new Fault.Answer(400) : null);
        var counts = outcome.ShouldBeClean().As<ConversationCount>();
        Assert.DoesNotContain(counts, count => count.Channel == "KAKAOTALK");
        Assert.Equal(project.Conversations.Count(item => !item.IsActive && item.Channel == "KAKAOTALK"), Assert.Single(counts, count => count.Channel is null).Count);
    }

    [Fact]
    public async Task A_channel_that_was_named_and_is_refused_is_an_error()
    {
        var (outcome, _) = await MeasureAsync(SandboxProject.Create(), "-Channel NOCHANNEL");
        Assert.StartsWith("SinchInvalidRequest,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("Measure-SinchConversation", "-All")]
    [InlineData("Measure-SinchConversation", "-All -ThrottleLimit 4")]
    [InlineData("Measure-SinchConversation | ForEach-Object { [pscustomobject]@{ ActiveChannel = $_.ActiveChannel; State = \"$($_.State)\"; Count = \"$($_.Count)\"; AppId = $_.AppId; ContactId = '' } }", "-All")]
    [InlineData("Measure-SinchConversation | ForEach-Object { [pscustomobject]@{ active_channel = $_.ActiveChannel; State = $_.State; app_id = $_.AppId } }", "-All")]
    [InlineData("Measure-SinchConversation | ForEach-Object { [pscustomobject]@{ ActiveChannel = $_.ActiveChannel; State = $_.State } }", "-All")]
    [InlineData("$counts = @(Measure-SinchConversation); [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($counts))", "-All")]
    public void Counts_piped_on_list_exactly_what_they_counted(string counts, string arguments)
    {
        using var host = Host.OnSandbox();
        var all = host.Run("Get-SinchConversation -All").ShouldBeClean().Ids;
        var found = host.Run($"{counts} | Get-SinchConversation {arguments}").ShouldBeClean().Ids;
        Assert.Equal(all.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Counts_piped_on_are_taken_again_one_by_one()
    {
        using var host = Host.OnSandbox();
        var before = host.Run("Measure-SinchConversation").ShouldBeClean().As<ConversationCount>();
        var again = host.Run("Measure-SinchConversation | Measure-SinchConversation").ShouldBeClean().As<ConversationCount>();
        Assert.Equal(before.Select(count => $"{count}"), again.Select(count => $"{count}"));
        Assert.Equal(before.Select(count => count.Count), host.Run("Measure-SinchConversation | Measure-SinchConversation -Total").ShouldBeClean().As<long>());
        Assert.Contains("WHATSAPP Inactive: ", string.Join('\n', before), StringComparison.Ordinal);
    }

    [Fact]
    public void A_count_as_an_argument_is_listed_too()
    {
        using var host = Host.OnSandbox();
        var rare = host.Run("$count = Measure-SinchConversation -State Active -Channel LINE; Get-SinchConversation -InputObject $count -All").ShouldBeClean().As<Conversation>();
        Assert.NotEmpty(rare);
        Assert.All(rare, item => Assert.Equal(("LINE", true), (item.ActiveChannel, item.Active)));
    }

    [Fact]
    public void A_count_without_a_state_leaves_it_to_be_given()
    {
        using var host = Host.OnSandbox();
        var active = host.Run("[pscustomobject]@{ ActiveChannel = 'LINE' } | Get-SinchConversation -All -State Active").ShouldBeClean().As<Conversation>();
        Assert.NotEmpty(active);
        Assert.All(active, item => Assert.Equal(("LINE", true), (item.ActiveChannel, item.Active)));
        var error = Assert.Single(host.Run("[pscustomobject]@{ ActiveChannel = 'LINE'; State = 'Bavaria' } | Get-SinchConversation -All").Errors);
        Assert.Contains("'Bavaria'", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-State Active")]
    [InlineData("-Channel SMS")]
    public void Counts_piped_on_leave_no_state_and_channel_to_give(string arguments)
    {
        using var host = Host.OnSandbox();
        var outcome = host.Run($"Measure-SinchConversation | Get-SinchConversation -All {arguments}");
        Assert.StartsWith("SinchInvalidRequest,", outcome.TerminatingId, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public void A_count_of_unknown_channels_cannot_be_listed_and_the_others_are()
    {
        using var host = Host.OnSandbox();
        host.Set("counts", new[]
        {
            new ConversationCount(1) { Count = 1, State = "Active", AppId = SandboxProject.ConversationAppId },
            new ConversationCount(1) { Count = 1, State = "Active", AppId = SandboxProject.ConversationAppId, Channel = "LINE" },
        });
        var outcome = host.Run("$counts | Get-SinchConversation -All");
        Assert.StartsWith("SinchInvalidRequest,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.All(outcome.As<Conversation>(), item => Assert.Equal("LINE", item.ActiveChannel));
        Assert.NotEmpty(outcome.Output);
    }

    [Fact]
    public async Task A_service_that_does_not_tell_is_an_error_and_not_a_zero()
    {
        var (outcome, _) = await MeasureAsync(SandboxProject.Create(), "", request => request.IsToken ? null : new Fault.Answer(200, """{"total_size":null}"""));
        Assert.Equal("SinchUnexpectedAnswer,SinchConv.Commands.MeasureSinchConversationCommand", Assert.Single(outcome.Errors).FullyQualifiedErrorId);
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData(100, 100, false, "████████████████████")]
    [InlineData(50, 100, false, "██████████")]
    [InlineData(1, 1_000_000, false, "▏")]
    [InlineData(33, 100, false, "██████▋")]
    [InlineData(33, 100, true, "#######")]
    [InlineData(1, 1_000_000, true, "#")]
    public void Bars_stand_in_proportion_to_the_largest_count(long count, long largest, bool isPlain, string bar) =>
        Assert.Equal(bar, new ConversationCount(largest) { State = "Active", Count = count }.ToBar(20, isPlain));
}
