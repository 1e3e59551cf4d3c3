using System.Text.Json;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Commands;

/// <summary>What stands in a row is what counts: not a default, not something else, and nothing of it gets lost.</summary>
public sealed class RowTests : IDisposable
{
    private readonly Host host = new();
    private readonly List<string> bodies = [];
    private readonly StubHandler seen;

    public RowTests()
    {
        (var session, seen) = Sessions.OverSandbox(SandboxProject.Create(40), (request, _) =>
        {
            if (request.Content is { } content)
                bodies.Add(new StreamReader(content.ReadAsStream()).ReadToEnd());
            return null;
        });
        host.Set("session", session);
        host.Run("$one = Get-SinchConversation -Session $session -State Inactive -First 1; $contact = $one.ContactId").ShouldBeClean();
    }

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("[pscustomobject]@{ ContactId = $contact; State = 'Inactive'; Channel = 'SMS'; CorrelationId = 'c'; MetadataJson = '{\"a\":1}' }")]
    [InlineData("[pscustomobject]@{ contact_id = $contact; active = $false; active_channel = 'SMS'; correlation_id = 'c'; metadata_json = @{ a = 1 } }")]
    [InlineData("[pscustomobject]@{ ContactId = $contact; Active = $false; ActiveChannel = 'SMS'; CorrelationId = 'c'; MetadataJson = @{ a = 1 } }")]
    public void A_new_conversation_is_as_its_row_says_whatever_the_defaults(string row)
    {
        host.Run("$PSDefaultParameterValues = @{ '*-Sinch*:State' = 'Active'; '*-Sinch*:Channel' = 'LINE'; '*-Sinch*:CorrelationId' = 'd'; '*-Sinch*:MetadataJson' = '{}' }").ShouldBeClean();
        host.Run($"{row} | New-SinchConversation -Session $session").ShouldBeClean();
        using var body = JsonDocument.Parse(bodies[^1]);
        Assert.False(body.RootElement.GetProperty("active").GetBoolean());
        Assert.Equal("SMS", body.RootElement.GetProperty("active_channel").GetString());
        Assert.Equal("c", body.RootElement.GetProperty("correlation_id").GetString());
        Assert.Equal("""{"a":1}""", body.RootElement.GetProperty("metadata_json").GetRawText());
    }

    [Fact]
    public void A_conversation_can_be_made_again_from_what_the_service_said_of_it()
    {
        host.Run("$raw = Invoke-SinchRequest \"conversations/$($one.ConversationId)\" -Session $session; $new = $raw | New-SinchConversation -Session $session").ShouldBeClean();
        var same = host.Run("foreach ($name in 'State', 'ActiveChannel', 'ContactId', 'CorrelationId', 'MetadataJson') { \"$($one.$name)\" -ceq \"$($new.$name)\" }").ShouldBeClean();
        Assert.All(same.Output, value => Assert.Equal(true, value.BaseObject));
    }

    [Theory]
    [InlineData("Get-SinchApp -Session $session -AppId 01JSANDB0XD1SPATCHM0DEAPP2 | Watch-SinchConversation -Session $session -After 2020-01-01 | Select-Object -First 1", "01JSANDB0XD1SPATCHM0DEAPP2")]
    [InlineData("[pscustomobject]@{ app_id = '01JSANDB0XC0NVERSAT10NAPP1' } | Watch-SinchConversation -Session $session -After 2020-01-01 | Select-Object -First 1", "01JSANDB0XC0NVERSAT10NAPP1")]
    public void Watch_looks_at_the_app_that_is_piped_in(string command, string app)
    {
        // The other app has no conversations: one look is enough to see where it goes.
        using var engine = System.Management.Automation.PowerShell.Create(host.Runspace);
        engine.AddScript(command);
        var run = engine.BeginInvoke();
        Assert.True(SpinWait.SpinUntil(() => seen.Queries.Any(query => query.Contains("order=", StringComparison.Ordinal)), TimeSpan.FromSeconds(20)));
        engine.Stop();
        Assert.All(seen.Queries.Where(query => query.Contains("order=", StringComparison.Ordinal)), query => Assert.Contains($"app_id={app}", query, StringComparison.Ordinal));
        Assert.True(run.IsCompleted);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ ContactId = $contact } | Watch-SinchConversation -Session $session", "an app is watched")]
    [InlineData("Get-SinchConversation -Session $session -Recent -Channel whatsapx -All", "WHATSAPP")]
    [InlineData("Get-SinchConversation -Session $session -ContactId $contact -Recent -Channel zzz", "-Channel")]
    [InlineData("Get-SinchConversation -Session $session -After 2020-01-01 -Channel 'SMS,WHATSAPP'", "comma")]
    [InlineData("Watch-SinchConversation -Session $session -Channel whatsapx", "WHATSAPP")]
    [InlineData("Get-SinchContact '+46 70 123 45 67' -Session $session", "-Identity")]
    [InlineData("Get-SinchContact somebody@example.com -Session $session", "-Identity")]
    [InlineData("Set-SinchConversation $one -State '' -Session $session", "Active or Inactive")]
    [InlineData("New-SinchConversation $contact -State '' -Session $session", "Active or Inactive")]
    [InlineData("[pscustomobject]@{ ContactId = $contact; State = 'open' } | New-SinchConversation -Session $session", "neither Active nor Inactive")]
    [InlineData("Get-SinchMessage -Session $session -ContactId $contact -After 2026-06-29 -Before 2026-06-01", "-After is later than -Before")]
    [InlineData("Get-SinchConversation -Session $session -First 1.5", "whole number")]
    [InlineData("Get-SinchConversation -Session $session -First $false", "whole number")]
    [InlineData("Invoke-SinchRequest -All $true -Session $session", "takes no value")]
    [InlineData("Connect-SinchProject p -AccessToken (ConvertTo-SecureString t -AsPlainText -Force) -Region ' eu'", "a blank")]
    public void What_cannot_be_meant_is_told(string command, string word)
    {
        var outcome = host.Run(command);
        Assert.Empty(outcome.Output);
        Assert.Contains(word, Assert.Single(outcome.Terminating is { } error ? [error] : outcome.Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$PSDefaultParameterValues = @{ 'Get-SinchConversation:After' = '2026-06-01' }; (Get-SinchConversation $one -Session $session).ConversationId -eq $one.ConversationId")]
    [InlineData("$PSDefaultParameterValues = @{ '*-Sinch*:AppId' = 'other' }; @(Get-SinchMessage -ConversationId $one.ConversationId -Session $session -First 1).Count -eq 1")]
    public void A_default_is_only_a_default(string command) => Assert.Equal(true, Assert.Single(host.Run(command).ShouldBeClean().Output).BaseObject);

    [Fact]
    public void A_failure_at_the_very_start_advises_no_resume_of_what_just_failed()
    {
        var (session, _) = Sessions.OverSandbox(SandboxProject.Create(40), (_, _) => StubHandler.Json("{}", System.Net.HttpStatusCode.Forbidden));
        host.Set("session", session);
        var error = host.Run("Get-SinchConversation -Session $session -All").Terminating!;
        Assert.DoesNotContain("What is left", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(((SinchException)error.Exception).ResumeParameters);
    }

    [Fact]
    public void A_change_that_says_nothing_writes_nothing() =>
        Assert.Empty(host.Run("Invoke-SinchRequest \"conversations/$($one.ConversationId)\" -Method DELETE -Session $session -Confirm:$false").ShouldBeClean().Output);
}
