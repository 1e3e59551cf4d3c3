using SinchConv.PowerShell;
using SinchConv.PowerShell.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>What a piped object means: a conversation its own id, a contact or an app a listing, a string an id.</summary>
public sealed class BindingTests : IDisposable
{
    private readonly Host host = Host.OnSandbox();
    private readonly Conversation one;

    public BindingTests() => one = host.Run("Get-SinchConversation -First 1").ShouldBeClean().As<Conversation>().Single();

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("$one")]
    [InlineData("$one.ConversationId")]
    [InlineData("[pscustomobject]@{ id = $one.ConversationId; app_id = $one.AppId; contact_id = $one.ContactId; active = $true }")]
    [InlineData("[pscustomobject]@{ ConversationId = $one.ConversationId }")]
    [InlineData("[pscustomobject]@{ Id = $one.ConversationId }")]
    [InlineData("[pscustomobject]@{ id = 'of a message'; conversation_id = $one.ConversationId; contact_id = $one.ContactId }")]
    public void A_conversation_piped_in_is_got_afresh(string input)
    {
        host.Set("one", one);
        Assert.Equal([one.ConversationId], host.Run($"{input} | Get-SinchConversation").ShouldBeClean().Ids);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ ContactId = $one.ContactId }")]
    [InlineData("[pscustomobject]@{ contact_id = $one.ContactId; display_name = 'Zoë' }")]
    [InlineData("[pscustomobject]@{ app_id = $one.AppId; contact_id = $one.ContactId }")]
    [InlineData("[pscustomobject]@{ AppId = $null; ContactId = $one.ContactId }")]
    public void A_contact_piped_in_is_listed(string input)
    {
        host.Set("one", one);
        var found = host.Run($"{input} | Get-SinchConversation").ShouldBeClean();
        Assert.Equal(host.Run("Get-SinchConversation -ContactId $one.ContactId").Ids, found.Ids);
        Assert.InRange(found.Ids.Count, 2, 10);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ AppId = $app; DisplayName = 'x' }")]
    [InlineData("[pscustomobject]@{ app_id = $app }")]
    public void An_app_piped_in_is_listed(string input)
    {
        host.Set("app", SandboxProject.ConversationAppId);
        Assert.Equal(1_234, host.Run($"{input} | Get-SinchConversation -All").ShouldBeClean().Ids.Count);
    }

    [Theory]
    [InlineData("$two")]
    [InlineData("$two[0], $two[1].ConversationId")]
    [InlineData("([System.Collections.Generic.List[object]] $two)")]
    [InlineData("([System.Collections.ArrayList] $two)")]
    [InlineData("([System.Collections.Generic.List[string]] @($two.ConversationId))")]
    public void Conversation_objects_stand_for_their_ids_as_an_argument_too(string several)
    {
        host.Set("two", host.Run("Get-SinchConversation -First 2").Output.ToArray());
        Assert.Equal(2, host.Run($"Get-SinchConversation -ConversationId {several}").ShouldBeClean().Ids.Count);
    }

    [Theory]
    [InlineData("-All")]
    [InlineData("-ThrottleLimit 8")]
    [InlineData("-First 1000")]
    public void A_conversation_piped_in_is_got_afresh_whatever_else_is_given(string arguments)
    {
        host.Set("one", one);
        Assert.Equal([one.ConversationId], host.Run($"$one | Get-SinchConversation {arguments}").ShouldBeClean().Ids);
        var row = "[pscustomobject]@{ ConversationId = $one.ConversationId; AppId = $one.AppId; ContactId = $one.ContactId; ActiveChannel = $one.ActiveChannel }";
        Assert.Equal([one.ConversationId], host.Run($"{row} | Get-SinchConversation {arguments}").ShouldBeClean().Ids);
    }

    [Theory]
    [InlineData("ConversationId = ''; AppId = $app; ContactId = ''", "without a ConversationId")]
    [InlineData("ConversationId = $null; AppId = $app", "without a ConversationId")]
    [InlineData("id = ''; app_id = $app; contact_id = ''", "without a ConversationId")]
    [InlineData("ConversationId = '..'; AppId = $app", "is no identifier")]
    public void A_conversation_without_an_ID_never_becomes_a_list(string properties, string problem)
    {
        host.Set("app", SandboxProject.ConversationAppId);
        foreach (var arguments in new[] { "", "-All", "-All -ThrottleLimit 4" })
        {
            var outcome = host.Run($"[pscustomobject]@{{ {properties} }} | Get-SinchConversation {arguments} -Verbose");
            var error = Assert.Single(outcome.Errors);
            Assert.Equal("SinchInvalidRequest,SinchConv.PowerShell.Commands.GetSinchConversationCommand", error.FullyQualifiedErrorId);
            Assert.Contains(problem, error.Exception.Message, StringComparison.Ordinal);
            Assert.Empty(outcome.Output);
            Assert.Empty(outcome.Verbose);
        }
    }

    [Fact]
    public void A_session_piped_in_is_the_one_that_is_asked()
    {
        host.Run($"$a = Connect-SinchProject -Sandbox -ProjectId project-a -AppId {SandboxProject.DispatchAppId} -PassThru; $b = Connect-SinchProject -Sandbox -ProjectId project-b -PassThru").ShouldBeClean();
        var asked = host.Run("$a, $b | Get-SinchConversation -First 1 -Verbose").ShouldBeClean();
        Assert.Single(asked.Output);
        Assert.Equal(["project-a", "project-b"], asked.Verbose.Where(line => line.StartsWith("GET", StringComparison.Ordinal)).Select(line => line.Split('/')[3]));
        Assert.Equal([0L, 1_234L], host.Run("$a, $b | Measure-SinchConversation -Total").ShouldBeClean().As<long>());
        host.Run("$a, $b | Disconnect-SinchProject").ShouldBeClean();
        Assert.StartsWith("SinchNotConnected,", host.Run("Get-SinchConversation -Session $a").TerminatingId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "")]
    [InlineData("1", "-Channel SMS, RCS")]
    [InlineData("8", "")]
    [InlineData("8", "-Channel SMS, RCS")]
    public void An_input_that_cannot_be_listed_is_an_error_of_its_own_in_its_place(string throttleLimit, string arguments)
    {
        host.Set("app", SandboxProject.ConversationAppId);
        var outcome = host.Run($"[pscustomobject]@{{ app_id = $app }}, [pscustomobject]@{{ app_id = 'nobody' }}, [pscustomobject]@{{ app_id = '' }}, [pscustomobject]@{{ app_id = $app }} | Get-SinchConversation -First 3 -ThrottleLimit {throttleLimit} {arguments} -ErrorAction Continue");
        Assert.Equal(6, outcome.Output.Count);
        Assert.Equal(["SinchNotFound", "SinchInvalidRequest"], outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        // What came before an error has been written when it comes.
        var stopped = host.Run($"[pscustomobject]@{{ app_id = $app }}, [pscustomobject]@{{ app_id = '' }} | Get-SinchConversation -First 3 -ThrottleLimit {throttleLimit} {arguments} -ErrorAction Stop");
        Assert.Equal(3, stopped.Output.Count);
    }

    [Theory]
    [InlineData("State", "Active")]
    [InlineData("Channel", "NOPE")]
    [InlineData("AppId", "nosuch")]
    [InlineData("ContactId", "nosuch")]
    public void A_filter_does_not_go_with_conversations_that_are_piped_in(string parameter, string value)
    {
        host.Set("one", one);
        var outcome = host.Run($"[pscustomobject]@{{ contact_id = $one.ContactId }}, $one | Get-SinchConversation -{parameter} {value} -ThrottleLimit 4 -ErrorAction SilentlyContinue");
        Assert.Equal("SinchInvalidRequest,SinchConv.PowerShell.Commands.GetSinchConversationCommand", outcome.TerminatingId);
        Assert.Contains($"-{parameter} does not apply", outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
        // What came before it is there.
        Assert.Equal(parameter == "State" ? 1 : 0, outcome.Output.Count);
    }

    [Theory]
    [InlineData("$contact, $app")]
    [InlineData("$app, $contact")]
    [InlineData("$app, $contact, $one, $contact, $app")]
    [InlineData("$one, $contact")]
    [InlineData("$count, $contact, $plainCount, $contact")]
    [InlineData("$other, $contact, $plainCount")]
    [InlineData("$other, $app")]
    public void Each_input_stands_for_itself(string inputs)
    {
        host.Set("one", one);
        host.Set("contact", new System.Management.Automation.PSObject(new { contact_id = one.ContactId }));
        host.Set("app", new System.Management.Automation.PSObject(new { app_id = one.AppId }));
        host.Run("$count = @(Measure-SinchConversation -Channel LINE)[0]; $plainCount = [pscustomobject]@{ ActiveChannel = 'RCS'; State = 'Active' }").ShouldBeClean();
        host.Run($"$other = Connect-SinchProject -Sandbox -ProjectId other -AppId {SandboxProject.DispatchAppId} -PassThru; Connect-SinchProject -Sandbox").ShouldBeClean();
        foreach (var command in new[] { "Get-SinchConversation -All", "Get-SinchConversation -All -ThrottleLimit 8", "Measure-SinchConversation -Total" })
        {
            var alone = host.Run($"foreach ($input1 in {inputs}) {{ ,$input1 | {command} }}").ShouldBeClean().Output.Select(item => $"{item}");
            Assert.Equal(alone, host.Run($"{inputs} | {command}").ShouldBeClean().Output.Select(item => $"{item}"));
        }
    }

    [Theory]
    [InlineData("id = $one.ConversationId; app_id = $one.AppId; active_channel = $one.ActiveChannel")]
    [InlineData("id = $one.ConversationId; contact_id = $one.ContactId; active_channel = $one.ActiveChannel")]
    [InlineData("id = $one.ConversationId; active = $true; active_channel = $one.ActiveChannel")]
    [InlineData("id = $one.ConversationId; app_id = $one.AppId")]
    public void A_raw_conversation_of_which_a_part_is_left_is_one_nevertheless(string properties)
    {
        host.Set("one", one);
        foreach (var arguments in new[] { "", "-All" })
            Assert.Equal([one.ConversationId], host.Run($"[pscustomobject]@{{ {properties} }} | Get-SinchConversation {arguments}").ShouldBeClean().Ids);
    }

    [Fact]
    public void A_contact_given_as_well_is_not_narrowed_to_the_default_app_of_a_piped_session()
    {
        host.Set("one", one);
        var way = host.Run("$s = Get-SinchSession; $s | Get-SinchConversation -ContactId $one.ContactId -Verbose").ShouldBeClean();
        Assert.EndsWith($"?page_size=20&contact_id={one.ContactId} 200 0 ms", System.Text.RegularExpressions.Regex.Replace(way.Verbose[^1], @"\d+ ms$", "0 ms"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$other | Get-SinchConversation -Session $s", "-Session names another one")]
    [InlineData("$other | Measure-SinchConversation -Session $s", "-Session names another one")]
    [InlineData("Get-SinchConversation -InputObject $other", "-Session names another one or none")]
    [InlineData("@(Measure-SinchConversation)[0] | Get-SinchConversation -AppId elsewhere", "A count tells its own")]
    [InlineData("@(Measure-SinchConversation)[0] | Measure-SinchConversation -AppId elsewhere", "A count tells its own")]
    public void What_an_input_and_a_parameter_tell_differently_is_refused(string command, string reason)
    {
        host.Run("$s = Get-SinchSession; $other = Connect-SinchProject -Sandbox -ProjectId other -PassThru; Connect-SinchProject -Sandbox").ShouldBeClean();
        var outcome = host.Run($"{command} -Verbose");
        Assert.StartsWith("SinchInvalidRequest,", outcome.TerminatingId, StringComparison.Ordinal);
        Assert.Contains(reason, outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public void What_earlier_inputs_brought_is_written_before_a_disconnected_session_ends_the_command()
    {
        var outcome = host.Run("$gone = Connect-SinchProject -Sandbox -PassThru; $gone.Dispose(); $s = Connect-SinchProject -Sandbox -PassThru; $s, $gone | Get-SinchConversation -First 2 -ThrottleLimit 4");
        Assert.Equal(2, outcome.Output.Count);
        Assert.StartsWith("SinchNotConnected,", outcome.TerminatingId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_IDs_are_looked_up_together_and_come_in_their_order()
    {
        await using var server = await SinchServer.StartAsync();
        var underWay = 0;
        var most = 0;
        server.Latency = TimeSpan.FromMilliseconds(20);
        server.Started = () => most = Math.Max(most, Interlocked.Increment(ref underWay));
        server.Ended = () => Interlocked.Decrement(ref underWay);
        using var session = Sessions.To(server);
        host.Set("other", session);
        var ids = server.Project.Conversations.Take(30).Select(item => item.Id).ToList();
        host.Set("ids", ids.ToArray());
        Assert.Equal(ids, (await Task.Run(() => host.Run("Get-SinchConversation -Session $other -ConversationId $ids -ThrottleLimit 6"))).ShouldBeClean().Ids);
        Assert.InRange(most, 2, 6);
        host.Set("withGap", ids.Take(10).Append("nobody").Concat(ids.Skip(10)).ToArray());
        var outcome = await Task.Run(() => host.Run("$withGap | Get-SinchConversation -Session $other -ThrottleLimit 6"));
        Assert.Equal(ids, outcome.Ids);
        Assert.Equal("nobody", Assert.Single(outcome.Errors).TargetObject);
        most = 0;
        Assert.Equal(ids, (await Task.Run(() => host.Run("$ids | ForEach-Object { [pscustomobject]@{ ConversationId = $_ } } | Get-SinchConversation -Session $other"))).ShouldBeClean().Ids);
        Assert.Equal(1, most);
    }

    [Theory]
    [InlineData("Active, Inactive")]
    [InlineData("Inactive, Active")]
    [InlineData("'Active,Inactive'")]
    [InlineData("0")]
    [InlineData("3")]
    public void Two_states_do_not_pass_for_one(string states)
    {
        foreach (var command in new[] { "Get-SinchConversation -All", "Measure-SinchConversation" })
            Assert.StartsWith("CannotConvertArgumentNoMessage,", host.Run($"{command} -State {states}").TerminatingId, StringComparison.Ordinal);
    }

    [Fact]
    public void Mixed_input_is_taken_one_by_one()
    {
        host.Set("one", one);
        var found = host.Run("$one, [pscustomobject]@{ ContactId = $one.ContactId }, $one.ConversationId | Get-SinchConversation").ShouldBeClean().Ids;
        Assert.Equal(one.ConversationId, found[0]);
        Assert.Equal(one.ConversationId, found[^1]);
        Assert.True(found.Count > 3);
    }

    [Theory]
    [InlineData("Get-Command Get-SinchSession")]
    [InlineData("42")]
    [InlineData("[datetime]'2026-01-01'")]
    public void An_object_that_names_nothing_is_an_error_and_no_request(string input)
    {
        var outcome = host.Run($"{input} | Get-SinchConversation -Verbose");
        Assert.Equal("InputObjectNotBound,SinchConv.PowerShell.Commands.GetSinchConversationCommand", Assert.Single(outcome.Errors).FullyQualifiedErrorId);
        Assert.Empty(outcome.Verbose);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ ContactId = '' }")]
    [InlineData("[pscustomobject]@{ AppId = $null; ContactId = $null }")]
    public void An_empty_identifier_in_the_input_does_not_widen_the_list(string input)
    {
        var outcome = host.Run($"{input} | Get-SinchConversation -Verbose");
        Assert.Equal("SinchInvalidRequest,SinchConv.PowerShell.Commands.GetSinchConversationCommand", Assert.Single(outcome.Errors).FullyQualifiedErrorId);
        Assert.Empty(outcome.Verbose);
    }

    [Theory]
    [InlineData("-AppId $null")]
    [InlineData("-AppId ''")]
    [InlineData("-ContactId $null")]
    [InlineData("-AppId a -ContactId ''")]
    public void An_empty_identifier_on_the_command_line_ends_the_command(string arguments)
    {
        var outcome = host.Run($"Get-SinchConversation {arguments} -Verbose");
        Assert.Equal("SinchInvalidRequest,SinchConv.PowerShell.Commands.GetSinchConversationCommand", outcome.TerminatingId);
        Assert.Empty(outcome.Verbose);
    }

    [Fact]
    public void No_input_at_all_lists_nothing() =>
        Assert.Empty(host.Run("@() | Get-SinchConversation -All").ShouldBeClean().Output);

    [Fact]
    public void An_app_given_as_well_narrows_what_a_piped_contact_lists()
    {
        host.Set("one", one);
        host.Set("other", SandboxProject.DispatchAppId);
        Assert.Empty(host.Run("[pscustomobject]@{ ContactId = $one.ContactId } | Get-SinchConversation -AppId $other").ShouldBeClean().Output);
    }
}
