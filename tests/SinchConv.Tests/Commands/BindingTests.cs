using SinchConv.Sandbox;
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
            Assert.Equal("SinchInvalidRequest,SinchConv.Commands.GetSinchConversationCommand", error.FullyQualifiedErrorId);
            Assert.Contains(problem, error.Exception.Message, StringComparison.Ordinal);
            Assert.Empty(outcome.Output);
            Assert.Empty(outcome.Verbose);
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
        Assert.Equal("InputObjectNotBound,SinchConv.Commands.GetSinchConversationCommand", Assert.Single(outcome.Errors).FullyQualifiedErrorId);
        Assert.Empty(outcome.Verbose);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ ContactId = '' }")]
    [InlineData("[pscustomobject]@{ AppId = $null; ContactId = $null }")]
    public void An_empty_identifier_in_the_input_does_not_widen_the_list(string input)
    {
        var outcome = host.Run($"{input} | Get-SinchConversation -Verbose");
        Assert.Equal("SinchInvalidRequest,SinchConv.Commands.GetSinchConversationCommand", Assert.Single(outcome.Errors).FullyQualifiedErrorId);
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
        Assert.Equal("SinchInvalidRequest,SinchConv.Commands.GetSinchConversationCommand", outcome.TerminatingId);
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
