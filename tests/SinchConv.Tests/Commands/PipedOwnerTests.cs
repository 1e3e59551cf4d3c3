using SinchConv.Sandbox;

namespace SinchConv.Tests.Commands;

/// <summary>A contact or an app that is piped in stands for its list; an object that names nothing is an error, and no request.</summary>
public sealed class PipedOwnerTests : IDisposable
{
    private readonly Host host = Host.OnSandbox();

    public PipedOwnerTests()
    {
        host.Set("one", host.Run("Get-SinchConversation -First 1").ShouldBeClean().As<Conversation>().Single());
        host.Set("app", SandboxProject.ConversationAppId);
        host.Set("dispatch", SandboxProject.DispatchAppId);
    }

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("[pscustomobject]@{ ContactId = $one.ContactId }")]
    [InlineData("[pscustomobject]@{ contact_id = $one.ContactId; display_name = 'Zoë' }")]
    [InlineData("[pscustomobject]@{ app_id = $one.AppId; contact_id = $one.ContactId }")]
    [InlineData("[pscustomobject]@{ app_id = @($one.AppId); contact_id = $one.ContactId }")]
    [InlineData("[pscustomobject]@{ ContactId = [pscustomobject]@{ ContactId = $one.ContactId } }")]
    [InlineData("[pscustomobject]@{ id = 'of a message'; contact_id = $one.ContactId; accept_time = '2026-06-28T18:05:31Z'; direction = 'TO_APP' }")]
    public void A_contact_is_listed(string input)
    {
        var found = host.Run($"{input} | Get-SinchConversation").ShouldBeClean();
        Assert.Equal(host.Run("Get-SinchConversation -ContactId $one.ContactId").Ids, found.Ids);
        Assert.InRange(found.Ids.Count, 2, 10);
        Assert.Equal([(long)found.Ids.Count], host.Run($"{input} | Measure-SinchConversation -Total").ShouldBeClean().As<long>());
    }

    [Theory]
    [InlineData("[pscustomobject]@{ AppId = $app; DisplayName = 'x' }")]
    [InlineData("[pscustomobject]@{ app_id = $app }")]
    [InlineData("[pscustomobject]@{ id = 7; AppId = $app; email = 'a@example.com' }")]
    public void An_app_is_listed(string input)
    {
        Assert.Equal(1_234, host.Run($"{input} | Get-SinchConversation -All").ShouldBeClean().Ids.Count);
        Assert.Equal([1_234L], host.Run($"{input} | Measure-SinchConversation -Total").ShouldBeClean().As<long>());
    }

    [Fact]
    public void An_app_given_as_well_narrows_what_a_contact_lists() =>
        Assert.Empty(host.Run("[pscustomobject]@{ ContactId = $one.ContactId } | Get-SinchConversation -AppId $dispatch").ShouldBeClean().Output);

    [Theory]
    [InlineData("Get-Command Get-SinchSession")]
    [InlineData("Get-Item .")]
    [InlineData("42")]
    [InlineData("$true")]
    [InlineData("[datetime]'2026-01-01'")]
    [InlineData("[pscustomobject]@{ Id = $one.ConversationId }")]
    [InlineData("[pscustomobject]@{ Name = 'x'; Value = $one }")]
    [InlineData("@{ ContactId = $one.ContactId }")]
    [InlineData(", @($one, $one)")]
    [InlineData("[pscustomobject]@{ Name = 'x'; Count = 1; Group = @($one) }")]
    [InlineData("[pscustomobject]@{ Name = 'Job1'; State = 'Completed' }", "Get-SinchConversation -State Active", "Measure-SinchConversation -State Active")]
    [InlineData("[pscustomobject]@{ Name = 'VM'; State = 2 }", "Get-SinchConversation -State Active -ContactId $one.ContactId", "Measure-SinchConversation -State Active -ContactId $one.ContactId")]
    public void An_object_that_names_nothing_is_an_error_and_no_request(string input, params string[] commands)
    {
        foreach (var command in commands.Length > 0 ? commands : ["Get-SinchConversation", "Get-SinchConversation -All -AppId $app", "Measure-SinchConversation"])
        {
            var outcome = host.Run($"{input} | {command} -Verbose");
            Assert.StartsWith("SinchInvalidRequest,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("names neither", outcome.Errors[0].Exception.Message, StringComparison.Ordinal);
            Assert.Empty(outcome.Verbose);
            Assert.Empty(outcome.Output);
        }
    }

    [Theory]
    [InlineData("Get-SinchConversation")]
    [InlineData("Measure-SinchConversation")]
    public void What_is_left_of_a_conversation_without_its_ID_is_not_taken_for_a_channel(string command)
    {
        var outcome = host.Run($"$one | Select-Object AppId, ActiveChannel | {command} -Verbose");
        Assert.Contains("ActiveChannel", Assert.Single(outcome.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(outcome.Verbose);
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("app_id = @('a', 'b'); contact_id = $one.ContactId")]
    [InlineData("AppId = @('a', 'b'); contact_id = $one.ContactId")]
    [InlineData("contact_id = @($one.ContactId, $one.ContactId); AppId = $app")]
    [InlineData("AppId = @{ a = 1 }; contact_id = $one.ContactId")]
    [InlineData("AppId = { $app }; contact_id = $one.ContactId")]
    [InlineData("AppId = [version] '1.0'; contact_id = $one.ContactId")]
    [InlineData("AppId = $true; contact_id = $one.ContactId")]
    [InlineData("State = @('Active', 'Inactive'); contact_id = $one.ContactId")]
    [InlineData("State = $true; contact_id = $one.ContactId")]
    [InlineData("State = 0; contact_id = $one.ContactId")]
    [InlineData("State = 'Bavaria'; contact_id = $one.ContactId")]
    [InlineData("Channel = @{ a = 1 }; contact_id = $one.ContactId")]
    [InlineData("Channel = @('SMS', $true); contact_id = $one.ContactId")]
    public void A_filter_of_the_input_that_cannot_be_read_does_not_vanish(string properties)
    {
        foreach (var command in new[] { "Get-SinchConversation", "Get-SinchConversation -All -ThrottleLimit 4", "Measure-SinchConversation" })
        {
            var good = "[pscustomobject]@{ contact_id = $one.ContactId }";
            var alone = host.Run($"{good} | {command}").ShouldBeClean().Output.Count;
            var outcome = host.Run($"{good}, [pscustomobject]@{{ {properties} }}, {good} | {command}");
            Assert.Null(outcome.Terminating);
            Assert.Single(outcome.Errors);
            Assert.Equal(2 * alone, outcome.Output.Count);
        }
    }

    [Fact]
    public void No_input_at_all_lists_nothing() =>
        Assert.Empty(host.Run("@() | Get-SinchConversation -All").ShouldBeClean().Output);
}
