using CsCheck;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>The census counts what is there, with requests that do not grow with it.</summary>
public sealed class CensusTests
{
    private static readonly string[] Spread = ["SMS", "LINE", "VIBER", "FAX", "APPLEBC"];

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
        Assert.Equal("████", counts.MaxBy(count => count.Count)!.ToBar(4, isPlain: false));
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
        var (outcome, _) = await MeasureAsync(project, "-State Inactive -Verbose", request => request.Query.GetValueOrDefault("active_channel") == "KAKAOTALK" ? new Fault.Answer(400) : null);
        var counts = outcome.ShouldBeClean().As<ConversationCount>();
        Assert.DoesNotContain(counts, count => count.Channel == "KAKAOTALK");
        Assert.Single(outcome.Verbose, note => note.StartsWith("The service does not know a channel: ", StringComparison.Ordinal) && note.Contains("400", StringComparison.Ordinal));
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
    [InlineData("""{"total_size":null,"conversations":[{"id":"x"}]}""")]
    [InlineData("""{"conversations":[{"id":"x"}]}""")]
    [InlineData("""{"conversations":[],"next_page_token":"more"}""")]
    [InlineData("""{"next_page_token":"more","total_size":null}""")]
    public async Task A_service_that_does_not_tell_is_an_error_and_not_a_zero(string answer)
    {
        foreach (var arguments in new[] { "", "-Total", "-Channel SMS" })
        {
            var (outcome, _) = await MeasureAsync(SandboxProject.Create(20), arguments, request => request.IsToken ? null : new Fault.Answer(200, answer));
            Assert.Equal("SinchUnexpectedAnswer,SinchConv.Commands.MeasureSinchConversationCommand", Assert.Single(outcome.Errors).FullyQualifiedErrorId);
            Assert.Empty(outcome.Output);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"conversations":[]}""")]
    [InlineData("""{"total_size":null}""")]
    [InlineData("""{"conversations":null,"next_page_token":""}""")]
    public async Task A_zero_may_be_left_out(string answer)
    {
        var (outcome, _) = await MeasureAsync(SandboxProject.Create(20), "-Total", request => request.IsToken ? null : new Fault.Answer(200, answer));
        Assert.Equal([0L], outcome.ShouldBeClean().As<long>());
        // Where only a channel without conversations leaves it out, the others are counted.
        var (census, _) = await MeasureAsync(SandboxProject.Create(20), "", request => request.Query.GetValueOrDefault("active_channel") == "APPLEBC" ? new Fault.Answer(200, answer) : null);
        Assert.NotEmpty(census.ShouldBeClean().Output);
    }

    [Fact]
    public void Any_spread_is_counted_as_it_is() => Gen.Select(Gen.Int[0, Spread.Length - 1].Select(place => Spread[place]), Gen.Bool, Gen.Int[1, 2].Select(number => $"app{number}")).Array[0, 30].Sample(
        items =>
        {
            using var host = new Host();
            var (session, _) = Sessions.OverSandbox(SandboxProject.With([.. items.Select((item, number) => new SandboxConversation { Id = $"c{number}", AppId = item.Item3, ContactId = $"x{number}", IsActive = item.Item2, Channel = item.Item1 })]));
            host.Set("session", session);
            var wanted = items.Where(item => item.Item3 == "app1")
                .GroupBy(item => (KnownValues.Channels.Contains(item.Item1) ? item.Item1 : "", item.Item2 ? "Active" : "Inactive"))
                .Select(group => (group.Key.Item1, group.Key.Item2, (long)group.Count()));
            // An app that has no conversations at all is none to the sandbox.
            if (!items.Any(item => item.Item3 == "app1"))
                return;
            Assert.Equal(wanted.Order(), host.Run("Measure-SinchConversation -Session $session -AppId app1").ShouldBeClean().As<ConversationCount>().Select(count => (count.Channel ?? "", count.State, count.Count)).Order());
        },
        iter: 40,
        threads: 1);

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
