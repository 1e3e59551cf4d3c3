using SinchConv.Sandbox;

namespace SinchConv.Tests.Commands;

/// <summary>What is there but empty never widens what a command does: nothing is asked, and it is one error.</summary>
public sealed class EmptyIdentifierTests : IDisposable
{
    private static readonly string[] Empties = ["''", "$null", "@()", "[DBNull]::Value", "(& { })"];

    private readonly Host host = new();
    private readonly StubHandler sent = new();

    public EmptyIdentifierTests()
    {
        host.Set("session", Sessions.Over(sent, appId: SandboxProject.ConversationAppId));
        host.Set("app", SandboxProject.ConversationAppId);
    }

    public void Dispose() => host.Dispose();

    public static TheoryData<string, string> Inputs => [.. from properties in (string[])
                                                           [
                                                               "ContactId = {0}",
                                                               "AppId = {0}",
                                                               "AppId = {0}; ContactId = {0}",
                                                               "ContactId = {0}; AppId = $app",
                                                               "contact_id = {0}; app_id = $app",
                                                               "ContactId = 'c'; AppId = {0}",
                                                               "State = {0}; AppId = $app",
                                                               "State = {0}; AppId = $app; Channel = 'LINE'; Count = 3",
                                                               "Channel = {0}; AppId = $app",
                                                               "Channel = {0}; State = 'Active'; AppId = $app",
                                                           ]
                                                           from command in (string[])
                                                           [
                                                               "Get-SinchConversation",
                                                               "Get-SinchConversation -All -ThrottleLimit 4",
                                                               "Measure-SinchConversation",
                                                               "Measure-SinchConversation -Total",
                                                           ]
                                                           select new TheoryDataRow<string, string>(properties, command)];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void In_the_input_it_is_an_error_of_that_input(string properties, string command)
    {
        foreach (var empty in Empties)
        {
            var row = properties.Replace("{0}", empty, StringComparison.Ordinal);
            var outcome = host.Run($"[pscustomobject]@{{ {row} }} | {command} -Session $session");
            Assert.Null(outcome.Terminating);
            var error = Assert.Single(outcome.Errors);
            Assert.StartsWith("SinchInvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("is empty", error.Exception.Message, StringComparison.Ordinal);
            Assert.Empty(outcome.Output);
        }
        Assert.Empty(sent.Requests);
    }

    [Theory]
    [InlineData("Get-SinchConversation -AppId $app", "ContactId")]
    [InlineData("Get-SinchConversation -AppId $app -All -ThrottleLimit 4", "contact_id")]
    [InlineData("Get-SinchConversation -ContactId c", "AppId")]
    [InlineData("Get-SinchConversation -ContactId c", "ContactId")]
    [InlineData("Get-SinchConversation -ContactId c -All -ThrottleLimit 4", "contact_id")]
    [InlineData("Get-SinchConversation -AppId $app", "app_id")]
    [InlineData("Get-SinchConversation -State Active", "State")]
    [InlineData("Get-SinchConversation -Channel SMS", "Channel")]
    [InlineData("Measure-SinchConversation -ContactId c", "ContactId")]
    [InlineData("Measure-SinchConversation -AppId $app -Total", "AppId")]
    [InlineData("Measure-SinchConversation -Channel SMS", "Channel")]
    [InlineData("Get-SinchConversation -AppId $app -State Active", "Channel")]
    [InlineData("Measure-SinchConversation -AppId $app", "ContactId")]
    [InlineData("Measure-SinchConversation -ContactId c -Total", "app_id")]
    [InlineData("Get-SinchMessage", "ConversationId")]
    [InlineData("Get-SinchMessage -AppId $app", "ConversationId")]
    [InlineData("Get-SinchMessage -AppId $app", "ContactId")]
    [InlineData("Get-SinchMessage", "MessageId")]
    [InlineData("Get-SinchMessage", "conversation_id = 'c'; message_id")]
    [InlineData("Get-SinchConversationEvent", "conversation_id = 'c'; event_id")]
    [InlineData("Get-SinchConversation", "contact_id = 'c'; conversation_id")]
    [InlineData("New-SinchConversation -WhatIf", "ContactId = 'c'; Channel = 'SMS'; Count = 3; AppId")]
    [InlineData("Get-SinchConversationEvent -ContactId c", "ConversationId")]
    [InlineData("Get-SinchConversationEvent", "EventId")]
    [InlineData("Get-SinchContact", "ContactId")]
    [InlineData("Get-SinchApp", "AppId")]
    [InlineData("Set-SinchConversation -State Inactive", "ConversationId")]
    [InlineData("Stop-SinchConversation", "conversation_id")]
    [InlineData("Remove-SinchConversation -Confirm:$false", "ConversationId")]
    public void What_is_typed_does_not_take_its_place(string command, string property)
    {
        foreach (var empty in Empties)
        {
            var outcome = host.Run($"[pscustomobject]@{{ {property} = {empty} }} | {command} -Session $session");
            Assert.Null(outcome.Terminating);
            Assert.StartsWith("SinchInvalidRequest,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Empty(outcome.Output);
        }
        Assert.Empty(sent.Requests);
    }

    [Theory]
    [InlineData("channel_identities = @()", "Get-SinchConversation", "Get-SinchConversation -AppId $app -State Active -All", "Measure-SinchConversation -Total", "Get-SinchMessage", "Get-SinchMessage -AppId $app", "Get-SinchConversationEvent", "Get-SinchContact", "New-SinchConversation")]
    [InlineData("active = $true; app_id = $app", "Get-SinchConversation", "Get-SinchMessage", "Get-SinchConversationEvent", "Set-SinchConversation -State Inactive", "Stop-SinchConversation", "Remove-SinchConversation -Confirm:$false")]
    [InlineData("processing_mode = 'CONVERSATION'", "Get-SinchConversation", "Get-SinchConversation -ContactId c", "Measure-SinchConversation", "Get-SinchMessage -ContactId c", "Get-SinchApp")]
    public void A_raw_answer_whose_ID_is_empty_or_none_is_an_error(string fields, params string[] commands)
    {
        foreach (var command in commands)
        {
            foreach (var (ids, problem) in new[] { (Empties, "The id of the input is empty."), (["'a*'", "'a b,c'", "@('a', 'b')", "\"`u{feff}a\"", "$true", "@{ a = 1 }"], "The id ") })
            {
                foreach (var id in ids)
                {
                    var outcome = host.Run($"[pscustomobject]@{{ id = {id}; {fields} }} | {command} -Session $session");
                    Assert.Null(outcome.Terminating);
                    Assert.StartsWith("SinchInvalidRequest,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
                    Assert.StartsWith(problem, outcome.Errors[0].Exception.Message, StringComparison.Ordinal);
                    Assert.Empty(outcome.Output);
                }
            }
        }
        Assert.Empty(sent.Requests);
    }

    [Theory]
    [InlineData("ContactId = ''; AppId = $app")]
    [InlineData("contact_id = $null; AppId = $app")]
    [InlineData("AppId = ''")]
    [InlineData("State = ''; AppId = $app")]
    [InlineData("id = ''; processing_mode = 'CONVERSATION'")]
    [InlineData("id = ''; email = 'a@example.com'")]
    public void Nothing_is_watched_for_it_either(string properties)
    {
        var outcome = host.Run($"[pscustomobject]@{{ {properties} }} | Watch-SinchConversation -Session $session -After 2020-01-01 | Select-Object -First 1");
        Assert.StartsWith("SinchInvalidRequest,", outcome.TerminatingId, StringComparison.Ordinal);
        Assert.Empty(sent.Requests);
    }

    [Theory]
    [InlineData("Get-SinchConversation")]
    [InlineData("Get-SinchConversation -All -ThrottleLimit 4")]
    [InlineData("Measure-SinchConversation")]
    [InlineData("Get-SinchMessage")]
    [InlineData("Get-SinchContact")]
    [InlineData("Get-SinchApp")]
    [InlineData("Set-SinchConversation -State Active")]
    [InlineData("Remove-SinchConversation -Confirm:$false")]
    public void An_input_that_is_nothing_is_an_error_of_its_own(string command)
    {
        foreach (var input in new[] { "$null", "''" })
        {
            var outcome = host.Run($"{input}, {input} | {command} -Session $session");
            Assert.Null(outcome.Terminating);
            Assert.All(outcome.Errors, error => Assert.StartsWith("SinchInvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
            Assert.Equal(2, outcome.Errors.Count);
            Assert.Empty(outcome.Output);
        }
        Assert.Empty(sent.Requests);
    }

    [Theory]
    [InlineData("Get-SinchConversation", "AppId")]
    [InlineData("Get-SinchConversation", "ContactId")]
    [InlineData("Get-SinchConversation -AppId $app", "ContactId")]
    [InlineData("Get-SinchConversation", "ConversationId")]
    [InlineData("Get-SinchConversation -AppId $app", "Channel")]
    [InlineData("Get-SinchConversation -AppId $app", "State")]
    [InlineData("Get-SinchConversation -AppId $app", "PageToken")]
    [InlineData("Measure-SinchConversation", "AppId")]
    [InlineData("Measure-SinchConversation -AppId $app", "ContactId")]
    [InlineData("Measure-SinchConversation", "Channel")]
    [InlineData("Measure-SinchConversation", "State")]
    [InlineData("Get-SinchMessage", "ConversationId")]
    [InlineData("Get-SinchMessage", "ContactId")]
    [InlineData("Get-SinchMessage", "AppId")]
    [InlineData("Get-SinchMessage", "MessageId")]
    [InlineData("Get-SinchMessage -AppId $app", "Channel")]
    [InlineData("Get-SinchConversationEvent", "ContactId")]
    [InlineData("Get-SinchContact", "ContactId")]
    [InlineData("Get-SinchContact", "ExternalId")]
    [InlineData("Get-SinchContact", "Identity")]
    [InlineData("Get-SinchApp", "AppId")]
    [InlineData("Get-SinchApp", "Name")]
    [InlineData("Remove-SinchConversation -Confirm:$false", "ConversationId")]
    public void On_the_command_line_it_ends_the_command(string command, string parameter)
    {
        foreach (var empty in new[] { "''", "$null", "@()", "$neverSet" })
        {
            var outcome = host.Run($"{command} -{parameter} {empty} -Session $session");
            Assert.StartsWith("SinchInvalidRequest,", outcome.TerminatingId, StringComparison.Ordinal);
            Assert.Contains($"-{parameter} is empty", outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
            Assert.Empty(outcome.Output);
        }
        Assert.Empty(sent.Requests);
    }

    [Theory]
    [InlineData("-ConversationId")]
    [InlineData("-AppId $app -Channel")]
    public void One_empty_value_among_others_ends_the_command_as_well(string parameter)
    {
        foreach (var values in new[] { "'a', ''", "'a', $null", "$null, 'a'" })
            Assert.Equal("SinchInvalidRequest,SinchConv.Commands.GetSinchConversationCommand", host.Run($"Get-SinchConversation -Session $session {parameter} {values}").TerminatingId);
        Assert.Empty(sent.Requests);
    }
}
