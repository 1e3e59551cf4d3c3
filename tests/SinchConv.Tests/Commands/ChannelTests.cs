using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>Several channels are several lists: each once, and what the service refuses of one does not take the others along.</summary>
public sealed class ChannelTests
{
    private static readonly SandboxProject Full = SandboxProject.Create();

    private static async Task<(Outcome Outcome, SinchServer Server)> ListAsync(string arguments, Func<SeenRequest, Fault?>? faults = null)
    {
        await using var server = await SinchServer.StartAsync(Full);
        server.Faults = faults;
        using var host = new Host();
        using var session = Sessions.To(server, retries: 0);
        host.Set("session", session);
        return (await Task.Run(() => host.Run($"Get-SinchConversation -Session $session {arguments}")), server);
    }

    private static IEnumerable<string> Of(params string[] channels) => channels.SelectMany(channel => Full.Conversations.Where(item => item.Channel == channel)).Select(item => item.Id);

    [Fact]
    public async Task They_are_listed_one_after_the_other_each_once()
    {
        var (outcome, server) = await ListAsync("-All -Channel mms, Line, MMS");
        Assert.Equal(Of("MMS", "LINE"), outcome.ShouldBeClean().Ids);
        Assert.Equal("MMS", server.Calls[0].Query["active_channel"]);
    }

    [Fact]
    public async Task One_that_is_not_found_behind_rows_of_another_one_ends_the_listing()
    {
        var (outcome, _) = await ListAsync("-All -Channel LINE, WECHAT, MMS", request => request.Query.GetValueOrDefault("active_channel") == "WECHAT" ? new Fault.Answer(404) : null);
        Assert.Equal(Of("LINE"), outcome.Ids);
        Assert.Equal(["WECHAT", "MMS"], ((SinchException)outcome.Terminating!.Exception).ResumeParameters.Select(part => part["Channel"]));
    }

    [Fact]
    public async Task First_counts_over_all_of_them()
    {
        var first = Of("LINE").Count();
        var (outcome, server) = await ListAsync($"-Channel LINE, WECHAT -First {first + 2}");
        Assert.Equal(Of("LINE").Concat(Of("WECHAT").Take(2)), outcome.ShouldBeClean().Ids);
        Assert.Equal(((first + 19) / 20) + 1, server.Calls.Count);
    }

    [Theory]
    [InlineData("NOCHANNEL, LINE, MMS", "")]
    [InlineData("LINE, NOCHANNEL, MMS", "")]
    [InlineData("LINE, MMS, NOCHANNEL", "")]
    [InlineData("LINE, NOCHANNEL, MMS", "-ThrottleLimit 4")]
    [InlineData("NOCHANNEL, LINE, NOTHING, MMS", "")]
    public async Task One_that_the_service_refuses_is_an_error_of_its_own_and_the_others_come(string channels, string arguments)
    {
        var (outcome, _) = await ListAsync($"-All -Channel {channels} {arguments}");
        Assert.Null(outcome.Terminating);
        Assert.Equal(channels.Contains("NOTHING", StringComparison.Ordinal) ? 2 : 1, outcome.Errors.Count);
        Assert.All(outcome.Errors, error =>
        {
            Assert.Equal("SinchInvalidRequest,SinchConv.Commands.GetSinchConversationCommand", error.FullyQualifiedErrorId);
            Assert.Empty(((SinchException)error.Exception).ResumeParameters);
            Assert.DoesNotContain("Resume", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        });
        Assert.Equal(Of("LINE", "MMS").Order(StringComparer.Ordinal), outcome.Ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_app_that_nobody_knows_is_one_error_and_not_one_for_each()
    {
        var (outcome, server) = await ListAsync("-AppId nosuch -Channel LINE, MMS, SMS");
        Assert.StartsWith("SinchNotFound,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
        Assert.Single(server.Calls);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    public async Task A_fault_in_the_middle_of_one_ends_the_command(int status)
    {
        var (outcome, _) = await ListAsync("-All -Channel LINE, MMS", request => request.PageToken is not null ? new Fault.Answer(status) : null);
        Assert.Empty(outcome.Errors);
        var failure = Assert.IsType<SinchException>(outcome.Terminating!.Exception);
        Assert.Equal(Of("LINE").Take(20), outcome.Ids);
        // What the service refused, it would refuse again.
        Assert.Equal(status == 400 ? 0 : 2, failure.ResumeParameters.Count);
        Assert.Equal(status != 400, outcome.Terminating.ErrorDetails.RecommendedAction.Contains("ResumeParameters", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_count_of_channels_of_which_one_is_refused_is_an_error_and_no_number()
    {
        await using var server = await SinchServer.StartAsync(Full);
        using var host = new Host();
        using var session = Sessions.To(server, retries: 0);
        host.Set("session", session);
        var outcome = await Task.Run(() => host.Run("Measure-SinchConversation -Session $session -Channel LINE, NOCHANNEL -Total"));
        Assert.StartsWith("SinchInvalidRequest,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }
}
