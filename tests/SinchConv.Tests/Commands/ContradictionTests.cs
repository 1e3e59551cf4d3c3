using System.Text.RegularExpressions;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Commands;

/// <summary>What an input says and the command line contradicts: an error of that input, never rows twice, nor rows of something else.</summary>
public sealed class ContradictionTests : IDisposable
{
    private readonly Host host = Host.OnSandbox();

    public ContradictionTests()
    {
        host.Set("app", SandboxProject.ConversationAppId);
        host.Set("dispatch", SandboxProject.DispatchAppId);
        host.Run($"$s = Get-SinchSession; $other = Connect-SinchProject -Sandbox -ProjectId other -AppId {SandboxProject.DispatchAppId} -PassThru; Connect-SinchProject -Sandbox; $two = @(Get-SinchConversation -First 2); $one = $two[0]").ShouldBeClean();
    }

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("Stop-SinchConversation -Confirm:$false", "Nothing says which conversation is meant: give -ConversationId")]
    [InlineData("Stop-SinchConversation 'a,b' -Confirm:$false", "ConversationId")]
    [InlineData("[pscustomobject]@{ a = 1 } | Stop-SinchConversation -Confirm:$false", "names no conversation: a property ConversationId is needed")]
    [InlineData("[pscustomobject]@{ a = 1 } | Get-SinchMessage", "names nothing: a property ConversationId or ContactId")]
    [InlineData("[pscustomobject]@{ a = 1 } | Get-SinchMessage -ContactId x", "names nothing beside what stands on the command line: a property ConversationId or ContactId")]
    [InlineData("42 | Get-SinchConversation", "'42' (Int32) names neither an app nor a contact: a property AppId or ContactId is needed")]
    [InlineData("$rest = @{ MetadataJson = & { } }; $one | Set-SinchConversation @rest", "-MetadataJson is empty")]
    [InlineData("[pscustomobject]@{ id = [pscustomobject]@{ a = 1 } | Add-Member ScriptProperty id { throw 'no' } -PassThru; active = $true } | Get-SinchConversation", "The id of the input cannot be read")]
    [InlineData("[pscustomobject]@{ AppId = $app } | Add-Member AliasProperty After Nowhere -PassThru | Get-SinchConversation", "The After of the input cannot be read")]
    [InlineData("Get-SinchApp -PageSize 5", "the service gives everything at a time")]
    [InlineData("Get-SinchContact -PageSize 21", "the service gives at most 20 at a time")]
    [InlineData("Connect-SinchProject -Region ''", "us, eu, br or a newer one")]
    [InlineData("Get-SinchConversation -All 1", "-All belongs to a listing, and -ConversationId gets single objects: give one of the two. A switch takes no value.")]
    [InlineData("Get-SinchConversation 1 -First 2", "-First belongs to a listing, and -ConversationId gets single objects: give one of the two.")]
    [InlineData("Get-SinchContact -All yes", "-All belongs to a listing, and -ContactId gets single objects")]
    [InlineData("Get-SinchConversation -State ''", "Active or Inactive")]
    [InlineData("Get-SinchConversation -AppId ''", "give a value")]
    public void What_is_missing_or_too_much_is_named(string command, string problem)
    {
        var outcome = host.Run(command);
        Assert.Empty(outcome.Output);
        var message = (outcome.Terminating ?? Assert.Single(outcome.Errors)).Exception.Message;
        Assert.True(problem.EndsWith('.') ? message.EndsWith(problem, StringComparison.Ordinal) : message.Contains(problem, StringComparison.Ordinal), message);
    }

    [Theory]
    [InlineData("$other | Get-SinchConversation -Session $s", "-Session names another one")]
    [InlineData("$other | Measure-SinchConversation -Session $s", "-Session names another one")]
    [InlineData("$other | Get-SinchSession -Session $s", "-Session names another one")]
    [InlineData("$other | Disconnect-SinchProject -Session $s", "-Session names another one")]
    [InlineData("@(Measure-SinchConversation)[0] | Get-SinchConversation -AppId elsewhere", "The input says AppId")]
    [InlineData("@(Measure-SinchConversation)[0] | Measure-SinchConversation -AppId elsewhere", "The input says AppId")]
    [InlineData("@(Measure-SinchConversation -ContactId $one.ContactId)[0] | Get-SinchConversation -ContactId elsewhere", "The input says ContactId")]
    [InlineData("[pscustomobject]@{ AppId = $app } | Get-SinchConversation -AppId $dispatch", "The input says AppId")]
    [InlineData("[pscustomobject]@{ app_id = $app } | Measure-SinchConversation -AppId $dispatch", "The input says AppId")]
    [InlineData("[pscustomobject]@{ ContactId = 'c' } | Get-SinchConversation -ContactId $one.ContactId", "The input says ContactId")]
    [InlineData("[pscustomobject]@{ AppId = $app; State = 'Inactive' } | Get-SinchConversation -State Active", "The input says State")]
    [InlineData("[pscustomobject]@{ AppId = $app; Channel = 'LINE' } | Get-SinchConversation -Channel SMS", "The input says Channel")]
    [InlineData("[pscustomobject]@{ AppId = $app; Channel = 'LINE' } | Get-SinchConversation -Channel SMS, LINE", "The input says Channel LINE, and -Channel says SMS, LINE: choose among the inputs")]
    [InlineData("[pscustomobject]@{ id = $app; processing_mode = 'CONVERSATION' } | Get-SinchConversation -AppId $dispatch", "The input says AppId")]
    [InlineData("[pscustomobject]@{ id = 'c'; channel_identities = @() } | Measure-SinchConversation -ContactId d", "The input says ContactId c, and -ContactId says d")]
    [InlineData("[pscustomobject]@{ id = 'c'; channel_identities = @() } | Get-SinchMessage -ContactId d", "The input says ContactId c, and -ContactId says d")]
    [InlineData("[pscustomobject]@{ ConversationId = 'a'; ContactId = 'c' } | Get-SinchMessage -ContactId d", "The input says ContactId")]
    [InlineData("[pscustomobject]@{ conversation_id = 'a'; contact_id = 'c' } | Get-SinchMessage -ContactId d", "The input says ContactId")]
    [InlineData("[pscustomobject]@{ ConversationId = 'a'; ContactId = 'c' } | Get-SinchConversationEvent -ContactId d", "The input says ContactId")]
    [InlineData("[pscustomobject]@{ State = 'Active' } | Get-SinchConversation -AppId $app -State Active", "names nothing beside what stands on the command line")]
    [InlineData("[pscustomobject]@{ AppId = $app } | Measure-SinchConversation -AppId $app", "names nothing beside what stands on the command line")]
    [InlineData("[pscustomobject]@{ ContactId = 'c'; State = 'Bavaria' } | Get-SinchConversation -ContactId c -State Active", "names nothing beside what stands on the command line")]
    [InlineData("[pscustomobject]@{ AppId = ''; State = 'Active' } | Get-SinchConversation -AppId $app", "The AppId of the input is empty")]
    [InlineData("[pscustomobject]@{ ContactId = $app; AppId = ''; } | New-SinchConversation -AppId $app", "The AppId of the input is empty")]
    [InlineData("[pscustomobject]@{ AppId = $app; PageToken = 't' } | Get-SinchConversation -All", "splat the input (Get-SinchConversation @part)")]
    [InlineData("[pscustomobject]@{ AppId = $app; Before = '2026-06-01' } | Get-SinchConversation -All", "The input has a Before, which is a parameter only: give it with -Before")]
    [InlineData("[pscustomobject]@{ AppId = $app; Recent = $true } | Get-SinchConversation", "The input has a Recent")]
    [InlineData("[pscustomobject]@{ ConversationId = 'a'; PageToken = 't' } | Get-SinchMessage", "splat the input (Get-SinchMessage @part)")]
    [InlineData("$one | Get-SinchConversation -ConversationId $one.ConversationId", "something else is piped in")]
    [InlineData("'x' | Get-SinchMessage -MessageId y", "something else is piped in")]
    [InlineData("'x' | Stop-SinchConversation -ConversationId $one.ConversationId", "something else is piped in")]
    public void It_is_refused_in_a_sentence_and_the_command_goes_on(string command, string sentence)
    {
        var outcome = host.Run(command);
        Assert.Null(outcome.Terminating);
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("SinchInvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(sentence, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
        // Nobody was disconnected, and nothing was stopped.
        Assert.True(host.Run("Get-SinchSession -Session $s; Get-SinchSession -Session $other").ShouldBeClean().Output.Count == 2);
        Assert.Equal(["Active"], host.Run("(Get-SinchConversation $one.ConversationId).State").ShouldBeClean().As<string>());
    }

    [Theory]
    [InlineData("$two | Select-Object AppId, ContactId", "-ContactId $one.ContactId")]
    [InlineData("[pscustomobject]@{ AppId = $app; ContactId = $one.ContactId }, [pscustomobject]@{ AppId = $dispatch; ContactId = $one.ContactId }", "-AppId $app")]
    [InlineData("Measure-SinchConversation -Channel LINE", "-State Active")]
    [InlineData("(Measure-SinchConversation -Channel LINE | Select-Object Channel, State)", "-State Active")]
    [InlineData("Measure-SinchConversation -State Active", "-Channel LINE")]
    public void What_would_bring_rows_twice_is_refused(string inputs, string arguments)
    {
        foreach (var command in new[] { "Get-SinchConversation -All", "Get-SinchConversation -All -ThrottleLimit 4" })
        {
            var outcome = host.Run($"{inputs} | {command} {arguments}");
            Assert.NotEmpty(outcome.Errors);
            Assert.NotEmpty(outcome.Ids);
            Assert.Distinct(outcome.Ids);
        }
    }

    [Theory]
    [InlineData("[pscustomobject]@{ ContactId = $one.ContactId }", "-AppId $app")]
    [InlineData("[pscustomobject]@{ ContactId = $one.ContactId; PageToken = ''; Before = $null; Recent = $false }", "-AppId $app")]
    [InlineData("[pscustomobject]@{ ContactId = $one.ContactId; AppId = $app }", "-AppId $app")]
    [InlineData("[pscustomobject]@{ ContactId = $one.ContactId; State = 'Bavaria' }", "-State Active")]
    [InlineData("[pscustomobject]@{ ContactId = $one.ContactId; State = 'active' }", "-State Active")]
    [InlineData("[pscustomobject]@{ AppId = $app; Channel = 'telegram' }", "-Channel TELEGRAM")]
    [InlineData("[pscustomobject]@{ AppId = $app; Channel = 'telegram', 'LINE' }", "-Channel TELEGRAM, LINE")]
    public void What_says_the_same_or_nothing_is_no_contradiction(string input, string arguments) =>
        Assert.NotEmpty(host.Run($"{input} | Get-SinchConversation -First 2 {arguments}").ShouldBeClean().Output);

    [Fact]
    public void A_session_piped_in_is_as_good_as_one_given()
    {
        foreach (var arguments in new[] { "-AppId $app", "-AppId $dispatch", "-ContactId $one.ContactId", "-AppId $app -ContactId $one.ContactId -State Active", "-Channel LINE", "-ConversationId $one.ConversationId" })
        {
            var given = Ways(host.Run($"Get-SinchConversation -Session $other {arguments} -Verbose").ShouldBeClean());
            Assert.Equal(given, Ways(host.Run($"$other | Get-SinchConversation {arguments} -Verbose").ShouldBeClean()));
        }
        Assert.Equal(
            host.Run("Measure-SinchConversation -Session $other -AppId $app -Total").ShouldBeClean().As<long>(),
            host.Run("$other | Measure-SinchConversation -AppId $app -Total").ShouldBeClean().As<long>());
    }

    [Fact]
    public void A_contact_given_as_well_is_not_narrowed_to_the_default_app_of_a_piped_session()
    {
        var way = Ways(host.Run("$s | Get-SinchConversation -ContactId $one.ContactId -Verbose").ShouldBeClean());
        Assert.EndsWith($"?page_size=20&contact_id={host.Run("$one.ContactId").Output[0]} 200", way[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_piped_in_is_the_one_that_is_asked()
    {
        var asked = host.Run("$other, $s | Get-SinchConversation -First 1 -Verbose").ShouldBeClean();
        Assert.Single(asked.Output);
        Assert.Equal(["other", SandboxProject.DefaultProjectId], asked.Verbose.Where(line => line.StartsWith("GET", StringComparison.Ordinal)).Select(line => line.Split('/')[3]));
        Assert.Equal([0L, 1_234L], host.Run("$other, $s | Measure-SinchConversation -Total").ShouldBeClean().As<long>());
        host.Run("$other, $s | Disconnect-SinchProject").ShouldBeClean();
        Assert.StartsWith("SinchNotConnected,", host.Run("Get-SinchConversation -Session $other").TerminatingId, StringComparison.Ordinal);
    }

    [Fact]
    public void What_earlier_inputs_brought_is_written_before_a_disconnected_session_ends_the_command()
    {
        var outcome = host.Run("$other.Dispose(); $s, $other | Get-SinchConversation -First 2 -ThrottleLimit 4");
        Assert.Equal(2, outcome.Output.Count);
        Assert.StartsWith("SinchNotConnected,", outcome.TerminatingId, StringComparison.Ordinal);
    }

    private static List<string> Ways(Outcome outcome) => [.. outcome.Verbose.Select(line => Regex.Replace(line, @" \d+ ms$", ""))];
}
