using SinchConv.Sandbox;

namespace SinchConv.Tests.Commands;

/// <summary>Several inputs, and inputs beside parameters: each stands for itself, in its place, and contradictions are refused.</summary>
public sealed class InputTests : IDisposable
{
    private readonly Host host = Host.OnSandbox();
    private readonly Conversation one;

    public InputTests() => one = host.Run("Get-SinchConversation -First 1").ShouldBeClean().As<Conversation>().Single();

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("State", "Active")]
    [InlineData("Channel", "NOPE")]
    [InlineData("AppId", "nosuch")]
    [InlineData("ContactId", "nosuch")]
    public void A_filter_does_not_go_with_conversations_that_are_piped_in(string parameter, string value)
    {
        host.Set("one", one);
        var outcome = host.Run($"[pscustomobject]@{{ contact_id = $one.ContactId }}, $one | Get-SinchConversation -{parameter} {value} -ThrottleLimit 4 -ErrorAction SilentlyContinue");
        Assert.Equal("SinchInvalidRequest,SinchConv.Commands.GetSinchConversationCommand", outcome.TerminatingId);
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
}
