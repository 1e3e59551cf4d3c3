using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>A listing that broke off tells what is left: with it, every row has come once.</summary>
public sealed class ResumeTests
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
        var broken = await Task.Run(() => host.Run("Get-SinchConversation -Session $session -All -Channel LINE, SMS, MMS -State Inactive"));
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
    public async Task Listings_that_share_what_failed_tell_each_its_own_rest()
    {
        await using var server = await SinchServer.StartAsync();
        using var session = Sessions.To(server, retries: 0);
        // Both listings wait for the same fetch of a token, which fails.
        server.Latency = TimeSpan.FromMilliseconds(500);
        server.Faults = request => request.IsToken ? new Fault.Answer(503) : null;
        string[] contacts = ["one", "two"];
        var failures = await Task.WhenAll(contacts.Select(contact => Task.Run(() =>
        {
            using var host = new Host();
            host.Set("session", session);
            return (SinchException)host.Run($"Get-SinchConversation -Session $session -ContactId {contact} -All").Terminating!.Exception;
        })));
        Assert.Equal(contacts, failures.Select(failure => Assert.Single(failure.ResumeParameters)["ContactId"]));
    }

    [Fact]
    public async Task What_is_left_keeps_the_number_and_the_page_size_that_were_asked_for()
    {
        var project = SandboxProject.Create(60);
        await using var server = await SinchServer.StartAsync(project);
        using var host = new Host();
        using var session = Sessions.To(server, retries: 0);
        host.Set("session", session);
        server.Faults = request => request.IsToken || request.Number < 2 ? null : new Fault.Answer(503);
        var broken = await Task.Run(() => host.Run("Get-SinchConversation -Session $session -First 31 -PageSize 7"));
        Assert.Equal(17L, Assert.Single(((SinchException)broken.Terminating!.Exception).ResumeParameters)["First"]);
        server.Faults = null;
        host.Set("failure", broken.Terminating.Exception);
        var rest = host.Run("foreach ($part in $failure.ResumeParameters) { Get-SinchConversation @part }").ShouldBeClean();
        Assert.Equal(project.Conversations.Take(31).Select(item => item.Id), broken.Ids.Concat(rest.Ids));
        Assert.Equal(["7", "7", "7", "7", "7", "7"], server.Calls.Select(call => call.Query["page_size"]));
    }

    [Fact]
    public async Task What_is_left_names_its_session_and_can_be_indexed()
    {
        var project = SandboxProject.Create(60);
        await using var server = await SinchServer.StartAsync(project);
        using var host = Host.OnSandbox();
        using var session = Sessions.To(server, retries: 0);
        host.Set("session", session);
        server.Faults = request => request.IsToken || request.Number < 2 ? null : new Fault.Answer(503);
        var broken = await Task.Run(() => host.Run("Get-SinchConversation -Session $session -All"));
        server.Faults = null;
        host.Set("failure", broken.Terminating!.Exception);
        // The default session is another one.
        var rest = host.Run("$part = $failure.ResumeParameters[0]; Get-SinchConversation @part").ShouldBeClean();
        Assert.Equal(project.Conversations.Select(item => item.Id), broken.Ids.Concat(rest.Ids));
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
    public async Task The_advice_brings_as_many_as_were_still_wanted()
    {
        var project = SandboxProject.Create(300);
        await using var server = await SinchServer.StartAsync(project);
        using var host = new Host();
        using var session = Sessions.To(server, retries: 0);
        host.Set("session", session);
        server.Faults = request => request.IsToken || request.Number < 3 ? null : new Fault.Answer(503);
        var broken = await Task.Run(() => host.Run("Get-SinchConversation -Session $session"));
        Assert.Equal(40L, Assert.Single(((SinchException)broken.Terminating!.Exception).ResumeParameters)["First"]);
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

    [Theory]
    [InlineData(60)]
    [InlineData(50)]
    public async Task When_one_part_of_a_divided_listing_is_left_its_filters_are_told_with_its_token(int conversations)
    {
        var project = SandboxProject.With([.. Enumerable.Range(0, conversations).Select(number => new SandboxConversation
        {
            Id = $"c{number}",
            AppId = SandboxProject.ConversationAppId,
            ContactId = "x",
            IsActive = number < 50,
            Channel = "SMS",
        })]);
        await using var server = await SinchServer.StartAsync(project);
        using var host = new Host();
        using var session = Sessions.To(server, retries: 0);
        host.Set("session", session);
        server.Faults = request => request.PageToken is null ? null : new Fault.Answer(503);
        var broken = await Task.Run(() => host.Run("Get-SinchConversation -Session $session -All -ThrottleLimit 4"));
        var failure = (SinchException)broken.Terminating!.Exception;
        Assert.Equal("Active", Assert.Single(failure.ResumeParameters)["State"]);
        Assert.Contains("ResumeParameters) { Get-SinchConversation @part }", broken.Terminating.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-SinchConversation -All -PageToken AAAA")]
    [InlineData("foreach ($part in @{ PageToken = 'AAAA'; All = $true }, @{ First = 1 }) { Get-SinchConversation @part }")]
    public void A_page_token_that_is_refused_ends_the_command(string script)
    {
        using var host = Host.OnSandbox();
        var outcome = host.Run(script);
        Assert.StartsWith("SinchInvalidRequest,", outcome.TerminatingId, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }
}
