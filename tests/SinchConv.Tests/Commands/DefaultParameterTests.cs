using SinchConv.Sandbox;

namespace SinchConv.Tests.Commands;

/// <summary>What $PSDefaultParameterValues says is a default and nothing more: what is typed or piped in wins, without a word.</summary>
public sealed class DefaultParameterTests : IDisposable
{
    private readonly Host host = Host.OnSandbox();

    public DefaultParameterTests()
    {
        host.Set("app", SandboxProject.ConversationAppId);
        host.Set("dispatch", SandboxProject.DispatchAppId);
        host.Run("$two = @(Get-SinchConversation -First 2); $one = $two[0]").ShouldBeClean();
    }

    public void Dispose() => host.Dispose();

    private Outcome With(string defaults, string command) =>
        host.Run($"$PSDefaultParameterValues = @{{ {defaults} }}; {command}");

    [Fact]
    public void A_default_app_is_whose_messages_come_where_nobody_else_is_named()
    {
        var (session, seen) = Sessions.OverSandbox(SandboxProject.Create(20));
        host.Set("session", session);
        With("'Get-SinchMessage:AppId' = $dispatch", "Get-SinchMessage -Session $session -ErrorAction Ignore");
        Assert.Contains($"app_id={SandboxProject.DispatchAppId}", Assert.Single(seen.Queries), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'Get-SinchConversation:First' = 3", "Get-SinchConversation", 3)]
    [InlineData("'Get-SinchConversation:First' = 3", "Get-SinchConversation -All", 1_234)]
    [InlineData("'Get-SinchConversation:First' = { 3 }", "Get-SinchConversation", 3)]
    [InlineData("'Get-SinchConversation:First' = { 3 }", "Get-SinchConversation -All", 1_234)]
    [InlineData("'*-Sinch*:All' = $true", "Get-SinchConversation", 1_234)]
    [InlineData("'*:All' = $true", "Get-SinchConversation -First 2", 2)]
    [InlineData("'*:All' = $true; '*:First' = 5", "Get-SinchConversation -First 2", 2)]
    [InlineData("'*:All' = $true; '*:First' = 5", "Get-SinchConversation", 1_234)]
    [InlineData("'*:All' = $true; '*:First' = 5", "Get-SinchConversation -All", 1_234)]
    [InlineData("'*:First' = 5", "$one.ConversationId | Get-SinchConversation", 1)]
    [InlineData("'*:First' = 5", "$two | Get-SinchConversation", 2)]
    [InlineData("'*:First' = 5", "Get-SinchConversation $one", 1)]
    [InlineData("'*:PageSize' = 7", "Get-SinchConversation $one", 1)]
    [InlineData("'*:PageSize' = 7", "Get-SinchConversation -First 12", 12)]
    [InlineData("'*:ThrottleLimit' = 8", "Get-SinchConversation -All", 1_234)]
    [InlineData("'*:Total' = $true", "Measure-SinchConversation", 1)]
    public void How_many_come_is_what_was_typed(string defaults, string command, int count)
    {
        var outcome = With(defaults, command).ShouldBeClean();
        Assert.Equal(count, outcome.Output.Count);
        Assert.Empty(outcome.Warnings);
    }

    [Theory]
    [InlineData("'*:AppId' = $dispatch", "Get-SinchConversation", "Get-SinchConversation -AppId $dispatch")]
    [InlineData("'*:AppId' = $dispatch", "Get-SinchConversation -First 3 -AppId $app", "Get-SinchConversation -First 3 -AppId $app")]
    [InlineData("'*:AppId' = $dispatch", "$one | Get-SinchConversation", "$one | Get-SinchConversation")]
    [InlineData("'*:AppId' = $dispatch", "$one.ConversationId | Get-SinchConversation", "$one | Get-SinchConversation")]
    [InlineData("'*:AppId' = $dispatch", "Get-SinchConversation $one", "$one | Get-SinchConversation")]
    [InlineData("'*:AppId' = $dispatch", "[pscustomobject]@{ AppId = $app } | Get-SinchConversation -First 3", "Get-SinchConversation -First 3 -AppId $app")]
    [InlineData("'*:AppId' = $dispatch", "[pscustomobject]@{ app_id = $app } | Get-SinchConversation -First 3", "Get-SinchConversation -First 3 -AppId $app")]
    [InlineData("'*:app_id' = $dispatch", "[pscustomobject]@{ app_id = $app } | Get-SinchConversation -First 3", "Get-SinchConversation -First 3 -AppId $app")]
    [InlineData("'*:app_id' = $dispatch", "$one | Get-SinchConversation", "$one | Get-SinchConversation")]
    [InlineData("'*:AppId' = $app", "[pscustomobject]@{ ContactId = $one.ContactId } | Get-SinchConversation", "Get-SinchConversation -AppId $app -ContactId $one.ContactId")]
    [InlineData("'*:ContactId' = 'nobody'", "$one | Get-SinchConversation", "$one | Get-SinchConversation")]
    [InlineData("'*:ContactId' = 'nobody'", "[pscustomobject]@{ ContactId = $one.ContactId } | Get-SinchConversation", "Get-SinchConversation -ContactId $one.ContactId")]
    [InlineData("'*:ContactId' = 'nobody'", "[pscustomobject]@{ contact_id = $one.ContactId } | Get-SinchConversation", "Get-SinchConversation -ContactId $one.ContactId")]
    [InlineData("'*:State' = 'Active'", "Get-SinchConversation -All", "Get-SinchConversation -All -State Active")]
    [InlineData("'*:State' = 'Active'", "Get-SinchConversation -All -State Inactive", "Get-SinchConversation -All -State Inactive")]
    [InlineData("'*:State' = 'Active'", "$one.ConversationId | Get-SinchConversation", "$one | Get-SinchConversation")]
    [InlineData("'*:State' = 'Active'", "[pscustomobject]@{ State = 'Inactive'; AppId = $app } | Get-SinchConversation -First 3", "Get-SinchConversation -First 3 -State Inactive")]
    [InlineData("'*:State' = 'Active'", "Measure-SinchConversation -Channel LINE -State Inactive", "Measure-SinchConversation -Channel LINE -State Inactive")]
    [InlineData("'Get-*:State' = 'Active'", "Measure-SinchConversation -Channel LINE | Get-SinchConversation -All", "Measure-SinchConversation -Channel LINE | Get-SinchConversation -All")]
    [InlineData("'*:AppId' = $app", "Get-SinchApp -All", "Get-SinchApp -All")]
    [InlineData("'*:AppId' = $app", "Get-SinchApp -Name *", "Get-SinchApp -All")]
    [InlineData("'*:AppId' = $app", "Get-SinchSession | Get-SinchApp -All", "Get-SinchApp -All")]
    [InlineData("'*:AppId' = $app", "Get-SinchApp", "Get-SinchApp $app")]
    [InlineData("'*:ContactId' = $one.ContactId", "Get-SinchContact -First 2", "Get-SinchContact -First 2")]
    [InlineData("'*:ConversationId' = $one.ConversationId", "Get-SinchConversation -First 3", "Get-SinchConversation -First 3")]
    [InlineData("'*:ConversationId' = $one.ConversationId", "Get-SinchConversation -AppId $dispatch -First 3", "Get-SinchConversation -AppId $dispatch -First 3")]
    [InlineData("'*:All' = 1", "Get-SinchConversation -First 2", "Get-SinchConversation -First 2")]
    [InlineData("", "Get-SinchConversation $one -All:$false", "Get-SinchConversation $one")]
    [InlineData("'*:All' = 1", "Get-SinchConversation $one", "Get-SinchConversation $one")]
    [InlineData("'*:First' = '0x3'", "Get-SinchConversation -Oldest -Channel WECHAT -All", "Get-SinchConversation -Oldest -Channel WECHAT -All")]
    [InlineData("'*:AppId' = [pscustomobject]@{ AppId = $dispatch }", "[pscustomobject]@{ AppId = $app } | Get-SinchConversation -First 3", "Get-SinchConversation -AppId $app -First 3")]
    [InlineData("'*:ResumeVariable' = 'left'", "$one.ConversationId | Get-SinchConversation", "Get-SinchConversation $one")]
    [InlineData("'*:ResumeVariable' = 'left'", "[pscustomobject]@{ ContactId = $one.ContactId } | Get-SinchConversation", "Get-SinchConversation -ContactId $one.ContactId")]
    [InlineData("'*:PageSize' = 500", "Get-SinchApp", "Get-SinchApp")]
    [InlineData("'*:PageSize' = 500", "Get-SinchConversation -First 30", "Get-SinchConversation -First 30")]
    [InlineData("'*:After' = '2026-06-30'", "Get-SinchConversation -Before 2026-01-01 -First 3", "Get-SinchConversation -Before 2026-01-01 -First 3")]
    [InlineData("'*:Before' = '2026-01-01'", "Get-SinchConversation -After 2026-06-01 -First 3", "Get-SinchConversation -After 2026-06-01 -First 3")]
    [InlineData("'*:Identity' = '+46701234567'", "Get-SinchContact -ExternalId (Get-SinchContact -First 9).ExternalId.Where({ $_ })[0]", "Get-SinchContact -ExternalId (Get-SinchContact -First 9).ExternalId.Where({ $_ })[0]")]
    [InlineData("'*:Identity' = '+46701234567'", "Get-SinchContact -ExternalId (Get-SinchContact -First 9).ExternalId.Where({ $_ })[0] -ResumeVariable left", "Get-SinchContact -ExternalId (Get-SinchContact -First 9).ExternalId.Where({ $_ })[0]")]
    [InlineData("'*:Channel' = 'MMS'", "[pscustomobject]@{ AppId = $app; Channel = 'WECHAT', 'LINE' } | Get-SinchConversation -All", "Get-SinchConversation -All -Channel WECHAT, LINE")]
    [InlineData("'*:ConversationId' = 'nobody'", "[pscustomobject]@{ ConversationId = $two.ConversationId } | Get-SinchConversation", "Get-SinchConversation $two")]
    [InlineData("'*:All' = $true", "Invoke-SinchRequest contacts -Method POST -WhatIf", "")]
    [InlineData("'*:Method' = 'POST'", "Invoke-SinchRequest apps -All", "Invoke-SinchRequest apps -All")]
    [InlineData("'Get-SinchConversation:Fir*' = 3", "Get-SinchConversation -First 5", "Get-SinchConversation -First 5")]
    [InlineData("'Get-SinchConversation:A[l]l' = $true", "Get-SinchConversation -First 5", "Get-SinchConversation -First 5")]
    [InlineData("'*:Stat?' = 'Active'", "@(Measure-SinchConversation -State Inactive)[0] | Get-SinchConversation -All", "@(Measure-SinchConversation -State Inactive)[0] | Get-SinchConversation -All -State Inactive")]
    [InlineData("'\"*\":\"All\"' = $true", "Get-SinchConversation -First 5", "Get-SinchConversation -First 5")]
    [InlineData("'*:Channel' = 'SMS', 'LINE'", "Get-SinchConversation -All -Channel MMS", "Get-SinchConversation -All -Channel MMS")]
    [InlineData("'*:Channel' = 'SMS', 'LINE'", "Get-SinchConversation -All", "Get-SinchConversation -All -Channel SMS, LINE")]
    [InlineData("'*:Channel' = 'SMS', 'LINE'", "[pscustomobject]@{ Channel = 'MMS'; AppId = $app } | Get-SinchConversation -All", "Get-SinchConversation -All -Channel MMS")]
    [InlineData("'*:Channel' = 'SMS'", "$one | Get-SinchConversation", "$one | Get-SinchConversation")]
    [InlineData("'*:ConversationId' = 'nobody'", "$one | Get-SinchConversation", "$one | Get-SinchConversation")]
    [InlineData("'*:ConversationId' = 'nobody'", "$one.ConversationId | Get-SinchConversation", "$one | Get-SinchConversation")]
    [InlineData("'*:ConversationId' = 'nobody'", "Get-SinchConversation $one", "$one | Get-SinchConversation")]
    [InlineData("'*:ConversationId' = 'nobody'", "[pscustomobject]@{ conversation_id = $one.ConversationId } | Get-SinchConversation", "$one | Get-SinchConversation")]
    [InlineData("'*:ConversationId' = 'nobody'", "[pscustomobject]@{ id = $one.ConversationId; active = $true } | Get-SinchConversation", "$one | Get-SinchConversation")]
    [InlineData("'*:ConversationId' = 'nobody'", "[pscustomobject]@{ ContactId = $one.ContactId } | Get-SinchConversation", "Get-SinchConversation -ContactId $one.ContactId")]
    [InlineData("'*:ConversationId' = $one.ConversationId", "Get-SinchConversation", "$one | Get-SinchConversation")]
    public void What_comes_is_what_was_typed_or_piped_in(string defaults, string command, string wanted)
    {
        var found = With(defaults, command).ShouldBeClean();
        Assert.Equal(With("", wanted).ShouldBeClean().Output.Select(item => $"{item}"), found.Output.Select(item => $"{item}"));
    }

    [Theory]
    [InlineData("'*:After' = '2026-06-01'; '*:Before' = '2026-01-01'", "Get-SinchConversation")]
    // Beside a script block, nobody knows what was typed.
    [InlineData("'*:After' = { (Get-Date).AddDays(-7) }", "Get-SinchConversation -After 2026-06-01 -Before 2026-01-01")]
    [InlineData("'*:Channel' = { 'SMS' }", "Get-SinchContact -ExternalId x -Channel SMS")]
    [InlineData("'*:Channel' = { 'SMS' }", "Get-SinchMessage -ConversationId c -Channel $neverSet")]
    [InlineData("'*-Sinch*:Channel' = $neverSet", "Get-SinchMessage -ConversationId c")]
    [InlineData("'*:ExternalId' = ''", "Get-SinchContact")]
    [InlineData("'*:ContactId' = { 'dflt' }", "[pscustomobject]@{ ContactId = 'piped'; AppId = 'a' } | New-SinchConversation -ContactId typed -ErrorAction Stop")]
    [InlineData("'*:AppId' = { 'dflt' }", "[pscustomobject]@{ ContactId = 'piped'; AppId = 'a' } | New-SinchConversation -AppId typed -ErrorAction Stop")]
    [InlineData("'*:ConversationId' = { $two[0].ConversationId }", "$two[1] | Stop-SinchConversation -ConversationId $one.ConversationId -Confirm:$false -ErrorAction Stop")]
    [InlineData("'*:CorrelationId' = $neverSet", "$one | Set-SinchConversation -State Inactive")]
    public void What_could_widen_a_command_or_contradicts_itself_is_refused(string defaults, string command)
    {
        var outcome = With(defaults, $"{command} -Verbose");
        Assert.StartsWith("SinchInvalidRequest,", outcome.TerminatingId, StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Verbose, line => line.StartsWith("GET ", StringComparison.Ordinal) || line.StartsWith("PATCH ", StringComparison.Ordinal) || line.StartsWith("POST ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_left_out_is_told() =>
        Assert.Contains("-PageSize of $PSDefaultParameterValues does not go with what is given, and is left out.", With("'*:PageSize' = 500", "Get-SinchApp -Verbose").ShouldBeClean().Verbose);

    [Theory]
    [InlineData("@{ 'Export-Excel:Work[' = 1; 'Get-*:[' = 1; 'no colon' = 1 }")]
    [InlineData("$(($d = [Collections.Generic.Dictionary[string, object]]::new()).Add('Select-Object:First', 1); $d)")]
    [InlineData("@{ '*:MetadataJson' = [Collections.Generic.Dictionary[int, int]]::new() }")]
    [InlineData("@{ '*:MetadataJson' = [pscustomobject]@{ a = 1 } | Add-Member ScriptProperty Bad { throw 'x' } -PassThru }")]
    [InlineData("@{ '*:PageSize' = 'many' }")]
    public void A_default_that_means_nothing_here_disturbs_nothing(string defaults) =>
        Assert.Single(host.Run($"& {{ $PSDefaultParameterValues = {defaults}; $one | Set-SinchConversation -MetadataJson '{{}}' -PassThru }}").ShouldBeClean().Output);

    [Theory]
    [InlineData("ContactId, AppId")]
    [InlineData("@{ Name = 'contact_id'; Expression = 'ContactId' }, @{ Name = 'app_id'; Expression = 'AppId' }")]
    public void The_app_of_an_input_stays_beside_a_default_one(string properties)
    {
        var (session, seen) = Sessions.OverSandbox(SandboxProject.Create(20));
        host.Set("session", session);
        With("'*:AppId' = $dispatch", $"$one | Select-Object {properties} | Get-SinchMessage -Session $session -ErrorAction Ignore");
        Assert.Contains($"app_id={SandboxProject.ConversationAppId}", Assert.Single(seen.Queries), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@{ source = 'import' }")]
    [InlineData("'{\"source\":\"import\"} '")]
    [InlineData("[pscustomobject]@{ source = 'import' }")]
    public void Metadata_of_a_row_wins(string metadata)
    {
        var body = "";
        var sent = new StubHandler((request, _) =>
        {
            body = new StreamReader(request.Content!.ReadAsStream()).ReadToEnd();
            return StubHandler.Json(StubHandler.Anything);
        });
        host.Set("session", Sessions.Over(sent));
        With($"'New-SinchConversation:MetadataJson' = {metadata}", """[pscustomobject]@{ ContactId = 'c'; MetadataJson = '{"row":1}' } | New-SinchConversation -AppId a -Session $session""").ShouldBeClean();
        Assert.Contains("""{"row":1}""", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gsc:All")]
    [InlineData("gs?:All")]
    [InlineData("Gsc : All")]
    public void A_default_may_be_set_under_an_alias_of_the_command(string key)
    {
        foreach (var name in new[] { "gsc", "Get-SinchConversation" })
        {
            Assert.Equal(2, With($"'{key}' = $true", $"& {{ Set-Alias gsc Get-SinchConversation; {name} -First 2 }}").ShouldBeClean().Output.Count);
            Assert.Equal(1_234, With($"'{key}' = $true", $"& {{ Set-Alias gsc Get-SinchConversation; {name} }}").ShouldBeClean().Output.Count);
        }
    }

    [Theory]
    [InlineData("[pscustomobject]@{ AppId = ''; ContactId = $one.ContactId }")]
    [InlineData("[pscustomobject]@{ AppId = $null }")]
    [InlineData("[pscustomobject]@{ app_id = '' }")]
    [InlineData("[pscustomobject]@{ AppId = @('a', 'b') }")]
    [InlineData("[pscustomobject]@{ AppId = 'a b' }")]
    [InlineData("[pscustomobject]@{ AppId = '*' }")]
    [InlineData("[pscustomobject]@{ AppId = $app; Channel = 'a b' }")]
    [InlineData("[pscustomobject]@{ AppId = $app; Channel = 'SMS', '*' }")]
    [InlineData("[pscustomobject]@{ AppId = $app; Channel = $true }")]
    public void A_default_does_not_take_the_place_of_what_is_wrong_with_an_input(string input)
    {
        foreach (var command in new[] { "Get-SinchConversation", "Measure-SinchConversation" })
        {
            var outcome = With("'*:AppId' = $app; '*:Channel' = 'MMS'", $"{input} | {command} -Verbose");
            Assert.StartsWith("SinchInvalidRequest,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Empty(outcome.Output);
            Assert.Empty(outcome.Verbose);
        }
    }

    [Theory]
    [InlineData("'*:AppId' = ''")]
    [InlineData("'*:AppId' = $null")]
    [InlineData("'*:State' = 'Bavaria'")]
    [InlineData("'*:Channel' = ''")]
    public void A_default_that_means_nothing_does_not_widen_the_list(string defaults)
    {
        foreach (var command in new[] { "Get-SinchConversation", "Measure-SinchConversation" })
        {
            var outcome = With(defaults, $"{command} -Verbose");
            Assert.StartsWith("SinchInvalidRequest,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Empty(outcome.Output);
            Assert.Empty(outcome.Verbose);
        }
    }

    [Theory]
    [InlineData("Stop-SinchConversation -Confirm:$false")]
    [InlineData("Remove-SinchConversation -Confirm:$false")]
    [InlineData("Set-SinchConversation -State Inactive")]
    public void A_command_that_changes_touches_what_was_piped_in_and_nothing_else(string command)
    {
        foreach (var input in new[] { "$two[1]", "$two[1].ConversationId", "[pscustomobject]@{ conversation_id = $two[1].ConversationId }" })
        {
            host.Run("Connect-SinchProject -Sandbox").ShouldBeClean();
            With("'*:ConversationId' = $one.ConversationId", $"{input} | {command}").ShouldBeClean();
            var left = With("", "$two | Select-Object ConversationId | Get-SinchConversation");
            Assert.Equal("Active", left.As<Conversation>()[0].State);
            Assert.Equal(command.StartsWith("Remove", StringComparison.Ordinal) ? 1 : 2, left.Output.Count);
            Assert.All(left.As<Conversation>().Skip(1), item => Assert.Equal("Inactive", item.State));
        }
    }

    [Fact]
    public void Switched_off_they_count_for_nothing() =>
        Assert.StartsWith("SinchInvalidRequest,", With("'Disabled' = $true; '*:First' = 3", "Get-SinchConversation -First 3 -All").TerminatingId, StringComparison.Ordinal);
}
