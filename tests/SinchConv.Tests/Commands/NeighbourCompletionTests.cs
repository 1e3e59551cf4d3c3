using System.Management.Automation;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Commands;

/// <summary>Tab for what stands around conversations: apps and contacts by their names, messages and events that were shown.</summary>
public sealed class NeighbourCompletionTests
{
    private static List<CompletionResult> Complete(Host host, string line)
    {
        using var engine = PowerShell.Create(host.Runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, engine).CompletionMatches];
    }

    [Theory]
    [InlineData("Get-SinchApp -Name ", "'Nordwind Kundendienst ☕' 'One-time passcodes'")]
    [InlineData("Get-SinchApp -Name one", "'One-time passcodes'")]
    [InlineData("Get-SinchApp -AppId nord", SandboxProject.ConversationAppId)]
    [InlineData("Get-SinchMessage -AppId One", SandboxProject.DispatchAppId)]
    public void Apps_complete_by_name(string line, string wanted)
    {
        using var host = Host.OnSandbox();
        Assert.Equal(wanted, string.Join(' ', Complete(host, line).Select(match => match.CompletionText)));
    }

    [Fact]
    public void Contacts_messages_and_events_complete_from_what_was_shown()
    {
        using var host = Host.OnSandbox();
        Assert.DoesNotContain(Complete(host, "Get-SinchMessage -MessageId "), match => match.CompletionText.StartsWith("01", StringComparison.Ordinal));
        var contact = host.Run("Get-SinchContact -First 3").As<Contact>()[2];
        var message = host.Run("Get-SinchMessage -ContactId " + contact.ContactId + " -First 5").As<Message>()[0];
        var happened = host.Run("Get-SinchConversationEvent -ContactId " + contact.ContactId).As<ConversationEvent>();
        foreach (var command in new[] { "Get-SinchContact -ContactId", "Get-SinchConversation -ContactId", "New-SinchConversation -ContactId", "Get-SinchMessage -ContactId" })
        {
            var match = Assert.Single(Complete(host, $"{command} {contact.DisplayName![..3]}"));
            Assert.Equal(contact.ContactId, match.CompletionText);
            Assert.StartsWith(contact.DisplayName!, match.ToolTip, StringComparison.Ordinal);
        }
        Assert.Contains(Complete(host, "Get-SinchMessage "), match => match.CompletionText == message.MessageId || match.CompletionText.StartsWith('-'));
        Assert.Equal(message.Text, Complete(host, $"Get-SinchMessage -MessageId {message.MessageId}").Single().ToolTip);
        Assert.Equal(happened.Select(item => item.EventId), Complete(host, "Get-SinchConversationEvent -EventId ").Select(match => match.CompletionText));
    }

    [Theory]
    [InlineData("Set-SinchConversation -State ", "Active Inactive")]
    [InlineData("Get-SinchMessage -Direction ", "ToApp ToContact")]
    [InlineData("Get-SinchMessage -Source ", "Conversation Dispatch")]
    [InlineData("Get-SinchContact -Channel wh", "WHATSAPP")]
    [InlineData("New-SinchConversation -Channel kakaotalkc", "KAKAOTALKCHAT")]
    [InlineData("Invoke-SinchRequest -Method P", "POST PATCH PUT")]
    public void Known_values_complete_without_a_session(string line, string wanted)
    {
        using var host = new Host();
        Assert.Equal(wanted.Split(' ').Order(), Complete(host, line).Select(match => match.CompletionText).Order());
    }
}
