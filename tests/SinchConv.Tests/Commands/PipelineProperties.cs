using CsCheck;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Commands;

/// <summary>Whatever is piped in together: each input gives the rows and the errors that it gives alone, in the order of the inputs.</summary>
public sealed class PipelineProperties : IDisposable
{
    // An error of the binder itself is written at once, so these keep their place only where inputs are not worked on together.
    private static readonly string[] RefusedByTheBinder =
    [
        "[pscustomobject]@{ AppId = @('a', 'b'); ContactId = $one.ContactId }",
        "[pscustomobject]@{ ContactId = 'a b' }",
        "[pscustomobject]@{ AppId = $app; State = $true }",
    ];

    private static readonly string[] Inputs =
    [
        "$one",
        "$one.ConversationId",
        "'no such conversation'.Replace(' ', '-')",
        "''",
        "$null",
        "42",
        "[pscustomobject]@{ ConversationId = $one.ConversationId }",
        "[pscustomobject]@{ ConversationId = '' ; AppId = $app }",
        "[pscustomobject]@{ ConversationId = @($one.ConversationId, 'nobody', $one.ConversationId) }",
        "[pscustomobject]@{ id = $one.ConversationId; app_id = $app; active = $true }",
        "[pscustomobject]@{ ContactId = $one.ContactId }",
        "[pscustomobject]@{ contact_id = $one.ContactId; app_id = $app }",
        "[pscustomobject]@{ ContactId = ''; AppId = $app }",
        "[pscustomobject]@{ ContactId = 'nobody' }",
        "[pscustomobject]@{ AppId = $app }",
        "[pscustomobject]@{ app_id = $dispatch }",
        "[pscustomobject]@{ AppId = 'nosuch' }",
        "[pscustomobject]@{ AppId = $null; ContactId = $null }",
        "[pscustomobject]@{ AppId = $app; State = 'Inactive' }",
        "[pscustomobject]@{ AppId = $app; State = 'Bavaria' }",
        "[pscustomobject]@{ AppId = $app; Channel = 'LINE' }",
        "[pscustomobject]@{ AppId = $app; Channel = @('LINE', 'SMS'); State = 'Active' }",
        "[pscustomobject]@{ AppId = $app; Channel = '' }",
        "[pscustomobject]@{ AppId = $app; Channel = 'NOCHANNEL' }",
        "[pscustomobject]@{ ActiveChannel = 'LINE'; AppId = $app }",
        "[pscustomobject]@{ Channel = 'LINE'; State = 'Active'; Count = 3; AppId = $app; ContactId = '' }",
        "[pscustomobject]@{ Channel = $null; State = 'Active'; Count = 3; AppId = $app; ContactId = $null }",
        "$count",
        "$s",
        "$other",
        "$copy",
    ];

    private static readonly string[] Commands =
    [
        "Get-SinchConversation",
        "Get-SinchConversation -First 3",
        "Get-SinchConversation -First 30 -PageSize 7",
        "Get-SinchConversation -First 3 -State Active",
        "Get-SinchConversation -First 3 -AppId $app",
        "Get-SinchConversation -First 3 -Channel LINE, SMS",
        "Get-SinchConversation -First 3 -Session $s",
        "Measure-SinchConversation",
        "Measure-SinchConversation -Total -State Active",
        "Get-SinchMessage -First 2",
    ];

    private readonly Host host = Host.OnSandbox();

    public PipelineProperties()
    {
        host.Set("app", SandboxProject.ConversationAppId);
        host.Set("dispatch", SandboxProject.DispatchAppId);
        host.Run($$"""
            $s = Get-SinchSession
            $other = Connect-SinchProject -Sandbox -ProjectId other -AppId $dispatch -PassThru
            Connect-SinchProject -Sandbox
            $one = Get-SinchConversation -First 1
            $count = @(Measure-SinchConversation -Channel LINE)[0]
            $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($s))
            $inputs = @({{string.Join("\n", Inputs.Concat(RefusedByTheBinder).Select(input => $", ({input})"))}})
            function Show { process { if ($_ -is [System.Management.Automation.ErrorRecord]) { "$($_.FullyQualifiedErrorId): $_ ($($_.TargetObject))" } else { "$_" } } }
            """).ShouldBeClean();
    }

    public void Dispose() => host.Dispose();

    [Fact]
    public void Each_input_stands_for_itself() => Gen.Select(
        Gen.Int[0, Inputs.Length + RefusedByTheBinder.Length - 1].Array[1, 6],
        Gen.Int[0, Commands.Length - 1],
        Gen.Bool).Sample(
        (picked, command, isTogether) =>
        {
            // Messages are of one conversation, where conversations are looked up several at a time.
            var isRefused = picked.Any(place => place >= Inputs.Length || (Inputs[place].Contains("ConversationId = @(", StringComparison.Ordinal) && Commands[command].StartsWith("Get-SinchMessage", StringComparison.Ordinal)));
            var limit = isTogether && !isRefused ? 4 : 1;
            var run = $"{Commands[command]}{(Commands[command].StartsWith("Measure", StringComparison.Ordinal) ? "" : $" -ThrottleLimit {limit}")} 2>&1 3>&1 | Show";
            var places = string.Join(", ", picked);
            var alone = host.Run($"foreach ($place in {places}) {{ , $inputs[$place] | {run} }}");
            Assert.Null(alone.Terminating);
            var together = host.Run($"$inputs[@({places})] | {run}");
            Assert.Null(together.Terminating);
            Assert.Equal(alone.As<string>(), together.As<string>());
        },
        iter: 120,
        threads: 1);

    [Fact]
    public void Every_input_is_answered_by_rows_or_by_an_error()
    {
        // An app or a contact without conversations is answered by nothing; all others in this list have some.
        var silent = Inputs.Select((input, place) => (input, place)).Where(entry => entry.input is "[pscustomobject]@{ app_id = $dispatch }" or "$other").Select(entry => entry.place);
        for (var place = 0; place < Inputs.Length + RefusedByTheBinder.Length; place++)
        {
            foreach (var command in new[] { "Get-SinchConversation -First 3", "Measure-SinchConversation" })
                Assert.Equal(!silent.Contains(place), host.Run($", $inputs[{place}] | {command} 2>&1 | Show").Output.Count > 0);
        }
    }
}
