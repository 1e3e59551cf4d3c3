using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>What is left of several channels, inputs, or parts that broke off: all of them, each once, and no other.</summary>
public sealed class ResumeSeveralTests
{
    private static IEnumerable<string?> Sorted(IEnumerable<string?> ids) => ids.Order(StringComparer.Ordinal);

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
        var rest = host.Run("foreach ($part in $failure.ResumeParameters) { Get-SinchConversation @part }").ShouldBeClean();
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
        var broken = await Task.Run(() => host.Run("Get-SinchConversation -Session $session -All -Channel LINE, NOCHANNEL, SMS, MMS -State Inactive"));
        Assert.StartsWith("SinchInvalidRequest,", Assert.Single(broken.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        var failure = Assert.IsType<SinchException>(broken.Terminating!.Exception);
        Assert.Equal(["SMS", "MMS"], failure.ResumeParameters.Select(part => part["Channel"]));
        Assert.All(failure.ResumeParameters, part => Assert.Equal("Inactive", part["State"]));
        Assert.NotNull(failure.ResumeParameters[0]["PageToken"]);
        server.Faults = null;
        host.Set("failure", failure);
        var rest = host.Run("foreach ($part in $failure.ResumeParameters) { Get-SinchConversation @part }").ShouldBeClean();
        string[] channels = ["LINE", "SMS", "MMS"];
        var wanted = channels.SelectMany(channel => project.Conversations.Where(item => item.Channel == channel && !item.IsActive));
        Assert.Equal(wanted.Select(item => item.Id), broken.Ids.Concat(rest.Ids));
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
        var rest = host.Run("foreach ($part in $failure.ResumeParameters) { Get-SinchConversation @part }").ShouldBeClean();
        Assert.Equal(
            contacts.Take(arrived).SelectMany(id => project.Conversations.Where(item => item.ContactId == id)).Select(item => item.Id),
            broken.Ids.Concat(rest.Ids));
    }

    [Fact]
    public async Task What_is_left_of_a_later_input_does_not_name_the_session_of_an_earlier_one()
    {
        await using var server = await SinchServer.StartAsync();
        server.Faults = request => request.IsToken ? null : new Fault.Answer(503);
        using var host = Host.OnSandbox();
        host.Set("uri", server.Uri.AbsoluteUri);
        host.Set("project", server.Project.ProjectId);
        host.Set("key", new System.Management.Automation.PSCredential(SandboxProject.KeyId, new System.Net.NetworkCredential("", SandboxProject.KeySecret).SecurePassword));
        host.Run("$sandbox = Get-SinchSession; Connect-SinchProject $project -Credential $key -ApiUri $uri -AuthUri $uri -MaximumRetryCount 0").ShouldBeClean();
        var broken = await Task.Run(() => host.Run("$sandbox, [pscustomobject]@{ AppId = 'a' } | Get-SinchConversation -First 1"));
        Assert.Single(broken.Output);
        var part = Assert.Single(((SinchException)broken.Terminating!.Exception).ResumeParameters);
        Assert.Equal(("a", false), (part["AppId"], part.ContainsKey("Session")));
    }

    [Fact]
    public async Task A_divided_listing_that_fails_at_once_leaves_all_of_itself()
    {
        await using var server = await SinchServer.StartAsync();
        using var host = new Host();
        using var session = Sessions.To(server, retries: 0);
        host.Set("session", session);
        server.Faults = request => request.IsToken ? null : new Fault.Answer(503);
        var failure = (SinchException)host.Run("Get-SinchConversation -Session $session -All -ThrottleLimit 4 -Channel LINE, SMS").Terminating!.Exception;
        Assert.Equal(["LINE", "SMS"], failure.ResumeParameters.Select(part => part["Channel"]));
        Assert.All(failure.ResumeParameters, part => Assert.Equal(true, part["All"]));
    }

    [Fact]
    public async Task When_one_part_of_a_divided_listing_is_left_its_filters_are_told_with_its_token()
    {
        var project = SandboxProject.With([.. Enumerable.Range(0, 65).Select(number => new SandboxConversation
        {
            Id = $"c{number}",
            AppId = SandboxProject.ConversationAppId,
            ContactId = "x",
            IsActive = true,
            Channel = number < 45 ? "SMS" : "LINE",
        })]);
        project.Quirks = new() { RecentStatus = System.Net.HttpStatusCode.NotFound };
        await using var server = await SinchServer.StartAsync(project);
        using var host = new Host();
        using var session = Sessions.To(server, retries: 0);
        host.Set("session", session);
        // Not before the other part is written: what had come and was not is left, too.
        using var written = new ManualResetEventSlim();
        host.Set("written", written);
        server.Faults = request => request.PageToken is not null && written.Wait(TimeSpan.FromSeconds(20)) ? new Fault.Answer(503) : null;
        var broken = await Task.Run(() => host.Run("Get-SinchConversation -Session $session -All -ThrottleLimit 4 | ForEach-Object { if ($_.ActiveChannel -eq 'LINE') { $written.Set() } }"));
        var failure = (SinchException)broken.Terminating!.Exception;
        var left = Assert.Single(failure.ResumeParameters);
        Assert.Equal("Active", left["State"]);
        Assert.Equal("SMS", left["Channel"]);
        Assert.Contains("ResumeParameters) { Get-SinchConversation @part }", broken.Terminating.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}
