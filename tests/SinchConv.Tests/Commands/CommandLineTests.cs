namespace SinchConv.Tests.Commands;

/// <summary>Mistakes on the command line end the command with a sentence, before anything is sent.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly Host host = new();
    private readonly StubHandler sent = new();

    public CommandLineTests() => host.Set("session", Sessions.Over(sent));

    public void Dispose() => host.Dispose();

    private string Refused(string command)
    {
        var outcome = host.Run($"{command} -Session $session");
        Assert.NotNull(outcome.Terminating);
        Assert.Empty(outcome.Output);
        Assert.Empty(outcome.Errors);
        Assert.Empty(sent.Requests);
        return $"{outcome.TerminatingId!.Split(',')[0]}: {outcome.Terminating.Exception.Message}";
    }

    [Theory]
    [InlineData("First")]
    [InlineData("PageSize")]
    [InlineData("ThrottleLimit")]
    public void A_number_that_is_empty_is_not_0(string parameter)
    {
        foreach (var empty in new[] { "''", "' '", "$null", "$neverSet", "@()" })
        {
            Assert.StartsWith("ParameterArgumentTransformationError: ", Refused($"Get-SinchConversation -{parameter} {empty}"), StringComparison.Ordinal);
            Assert.Contains("is empty", Refused($"Get-SinchConversation -{parameter} {empty}"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Get-SinchConversation -First -1")]
    [InlineData("Get-SinchConversation -PageSize 0")]
    [InlineData("Get-SinchConversation -PageSize 21")]
    [InlineData("Get-SinchConversation -ThrottleLimit 0")]
    [InlineData("Get-SinchConversation -ThrottleLimit 33")]
    [InlineData("Measure-SinchConversation -ThrottleLimit 0")]
    [InlineData("Get-SinchConversation -First all")]
    [InlineData("Get-SinchConversation -First 1, 2")]
    [InlineData("Get-SinchConversation -First 1.5")]
    [InlineData("Get-SinchConversation -First '1.5'")]
    [InlineData("Get-SinchConversation -First '0.4'")]
    [InlineData("Get-SinchConversation -First '1,5'")]
    [InlineData("Get-SinchConversation -First '0,4'")]
    [InlineData("Get-SinchConversation -First '1e-1'")]
    [InlineData("Get-SinchConversation -First ([decimal] 1.5)")]
    [InlineData("Get-SinchConversation -First ([single] 0.5)")]
    [InlineData("Get-SinchConversation -ThrottleLimit '1.6'")]
    [InlineData("Get-SinchMessage -AppId a -PageSize '19.5'")]
    [InlineData("Watch-SinchConversation -IntervalSec '2.5'")]
    public void A_number_out_of_range_is_refused(string command) => Assert.NotEmpty(Refused(command));

    [Theory]
    [InlineData("3")]
    [InlineData("3.0")]
    [InlineData("'3'")]
    [InlineData("' 3 '")]
    [InlineData("'0x3'")]
    [InlineData("'3.0'")]
    [InlineData("([decimal] 3)")]
    [InlineData("([long] 3)")]
    public void A_whole_number_may_be_written_in_any_way(string number)
    {
        host.Run($"Get-SinchConversation -AppId a -First {number} -Session $session");
        Assert.All(sent.Queries, query => Assert.StartsWith("?page_size=3&", query, StringComparison.Ordinal));
        Assert.NotEmpty(sent.Queries);
    }

    [Theory]
    [InlineData("Get-SinchConversation -All $true", "-All takes no value")]
    [InlineData("Get-SinchConversation -All $false", "-All takes no value")]
    [InlineData("Get-SinchConversation -First 1 $true", "-All takes no value")]
    [InlineData("Get-SinchConversation -All ([switch] $true)", "-All takes no value")]
    [InlineData("Measure-SinchConversation -Total $true", "takes no value")]
    [InlineData("Get-SinchApp -All $true", "takes no value")]
    [InlineData("Get-SinchContact -All $true", "takes no value")]
    [InlineData("Get-SinchMessage -All $true", "takes no value")]
    [InlineData("Get-SinchConversation -AppId $true", "is no text")]
    [InlineData("Get-SinchConversation -All:$neverSet", "The value is empty")]
    [InlineData("Get-SinchApp -All:$null", "The value is empty")]
    [InlineData("$rest = @{ All = $null }; Get-SinchMessage @rest", "The value is empty")]
    [InlineData("Invoke-SinchRequest apps -All:$neverSet", "The value is empty")]
    [InlineData("$rest = @{ All = & { } }; Get-SinchMessage @rest", "The value is empty")]
    [InlineData("Measure-SinchConversation -Total:$neverSet", "The value is empty")]
    [InlineData("Set-SinchConversation a -MetadataJson @{} -MergeMetadata:$neverSet", "The value is empty")]
    public void A_switch_takes_no_value(string command, string sentence) => Assert.Contains(sentence, Refused(command), StringComparison.Ordinal);

    [Fact]
    public void No_switch_takes_the_value_of_an_unset_variable_for_itself()
    {
        var switches = host.Run("Get-Command -Module SinchConv -CommandType Cmdlet | ForEach-Object { $_.Parameters.Values } | Where-Object { $_.SwitchParameter -and $_.Name -notin [System.Management.Automation.PSCmdlet]::CommonParameters -and $_.Name -notin [System.Management.Automation.PSCmdlet]::OptionalCommonParameters }").ShouldBeClean().As<System.Management.Automation.ParameterMetadata>();
        Assert.True(switches.Count > 10);
        Assert.All(switches, parameter => Assert.Contains(parameter.Attributes, attribute => attribute is SinchConv.Commands.SwitchArgumentAttribute));
    }

    [Theory]
    [InlineData("Get-SinchConversation -ContactId 01*")]
    [InlineData("Get-SinchConversation -AppId *")]
    [InlineData("Get-SinchConversation -AppId 'a?b'")]
    [InlineData("Get-SinchConversation -AppId '[ab]'")]
    [InlineData("Get-SinchConversation -Channel SM*")]
    [InlineData("Measure-SinchConversation *")]
    [InlineData("Measure-SinchConversation -ContactId * -Total")]
    [InlineData("Get-SinchMessage -ConversationId *")]
    public void Wildcards_are_not_sent(string command) => Assert.Contains("wildcards are not supported", Refused(command), StringComparison.Ordinal);

    [Theory]
    [InlineData("Get-SinchConversation *")]
    [InlineData("Get-SinchConversation -ConversationId *, 01?")]
    [InlineData("Get-SinchMessage -MessageId *")]
    [InlineData("Get-SinchApp *")]
    [InlineData("Get-SinchContact *")]
    [InlineData("Stop-SinchConversation *")]
    public void A_wildcard_for_an_ID_is_an_error_of_that_ID(string command)
    {
        var outcome = host.Run($"{command} -Session $session");
        Assert.Null(outcome.Terminating);
        Assert.All(outcome.Errors, error => Assert.Contains("wildcards are not supported", error.Exception.Message, StringComparison.Ordinal));
        Assert.Equal(command.Split(',').Length, outcome.Errors.Count);
        Assert.Empty(sent.Requests);
    }

    [Theory]
    [InlineData("Active, Inactive")]
    [InlineData("Inactive, Active")]
    [InlineData("'Active,Inactive'")]
    [InlineData("Activ")]
    [InlineData("Act*")]
    [InlineData("0")]
    [InlineData("3")]
    [InlineData("$true")]
    public void Anything_but_one_of_the_two_states_is_refused(string state)
    {
        foreach (var command in new[] { "Get-SinchConversation -All", "Measure-SinchConversation", "'a', 'b' | Get-SinchConversation" })
            Assert.NotEmpty(Refused($"{command} -State {state}"));
    }

    [Theory]
    [InlineData("Get-SinchConversation -First 3 -All", "-First and -All contradict each other")]
    [InlineData("Get-SinchConversation -All -First 0", "-First and -All contradict each other")]
    [InlineData("Get-SinchMessage -AppId a -First 3 -All", "-First and -All contradict each other")]
    [InlineData("Get-SinchConversation -Channel SMS, MMS -PageToken x", "-PageToken belongs to one")]
    [InlineData("[pscustomobject]@{ ContactId = 'a' }, [pscustomobject]@{ ContactId = 'b' } | Get-SinchConversation -PageToken x", "-PageToken belongs to one")]
    [InlineData("'a' | Get-SinchConversation -PageToken x", "-PageToken belongs to one")]
    [InlineData("Get-SinchConversation a -First 1", "-First belongs to a listing")]
    [InlineData("Get-SinchConversation a -PageSize 1", "-PageSize belongs to a listing")]
    [InlineData("Get-SinchConversation a -PageToken x", "-PageToken belongs to a listing")]
    [InlineData("Get-SinchConversation -InputObject a", "-InputObject takes what is piped in")]
    [InlineData("Get-SinchConversation -InputObject $null", "-InputObject takes what is piped in")]
    [InlineData("Measure-SinchConversation -InputObject a", "-InputObject takes what is piped in")]
    [InlineData("Get-SinchSession -InputObject $session", "-InputObject takes what is piped in")]
    [InlineData("Disconnect-SinchProject -InputObject $session", "-InputObject takes what is piped in")]
    [InlineData("Remove-SinchConversation -InputObject a -Confirm:$false", "-InputObject takes what is piped in")]
    public void Parameters_that_contradict_each_other_are_refused(string command, string sentence)
    {
        var refusal = Refused(command);
        Assert.StartsWith("SinchInvalidRequest: ", refusal, StringComparison.Ordinal);
        Assert.Contains(sentence, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-SinchConversation -Active SMS")]
    [InlineData("Get-SinchConversation -ActiveChannel SMS")]
    [InlineData("Measure-SinchConversation -active_channel SMS")]
    public void No_other_name_passes_for_Channel(string command) => Assert.StartsWith("NamedParameterNotFound: ", Refused(command), StringComparison.Ordinal);

    [Fact]
    public void The_first_position_is_the_ID()
    {
        host.Set("session", Sessions.Over(new StubHandler((request, _) => StubHandler.Json($$"""{"id":"{{request.RequestUri!.Segments[^1]}}"}"""))));
        Assert.Equal(["a"], host.Run("Get-SinchConversation a -Session $session").ShouldBeClean().Ids);
    }
}
