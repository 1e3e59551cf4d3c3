namespace SinchConv.Tests.Commands;

/// <summary>What is left of a session that was stored or sent elsewhere is no session, and no other one is asked in its place.</summary>
public sealed class StoredSessionTests : IDisposable
{
    private readonly Host host = Host.OnSandbox();

    public StoredSessionTests() => host.Run("""
        $s = Get-SinchSession
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($s))
        $json = $s | ConvertTo-Json | ConvertFrom-Json
        """).ShouldBeClean();

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("Get-SinchConversation -First 1")]
    [InlineData("Get-SinchConversation -First 1 -AppId a")]
    [InlineData("Get-SinchConversation -First 1 -Session $s")]
    [InlineData("Get-SinchConversation x")]
    [InlineData("Measure-SinchConversation")]
    [InlineData("Get-SinchMessage -First 1")]
    [InlineData("Get-SinchContact -First 1")]
    [InlineData("Get-SinchApp")]
    [InlineData("Get-SinchSession")]
    [InlineData("Disconnect-SinchProject")]
    [InlineData("Stop-SinchConversation")]
    public void Piped_in_it_is_refused(string command)
    {
        var outcome = host.Run($"$copy | {command} -Verbose");
        Assert.Null(outcome.Terminating);
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("SinchInvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("run Connect-SinchProject there", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
        Assert.Empty(outcome.Verbose);
        Assert.Single(host.Run("Get-SinchSession").ShouldBeClean().Output);
    }

    [Theory]
    [InlineData("Get-SinchConversation")]
    [InlineData("Measure-SinchConversation")]
    [InlineData("Get-SinchSession")]
    [InlineData("Disconnect-SinchProject")]
    [InlineData("Get-SinchApp")]
    public void Given_it_is_refused(string command)
    {
        var outcome = host.Run($"{command} -Session $copy");
        Assert.StartsWith("ParameterArgumentTransformationError,", outcome.TerminatingId, StringComparison.Ordinal);
        Assert.Contains("run Connect-SinchProject there", outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
        foreach (var other in new[] { "$json", "$null", "''", "'eu'", "(Get-Item .)" })
            Assert.NotNull(host.Run($"{command} -Session {other}").Terminating);
        Assert.Single(host.Run("Get-SinchSession").ShouldBeClean().Output);
    }

    [Theory]
    [InlineData("$json")]
    [InlineData("($s | Select-Object *)")]
    [InlineData("($s | ConvertTo-Csv | ConvertFrom-Csv)")]
    public void In_another_form_it_names_nothing(string copy)
    {
        // DefaultAppId is no AppId: nothing binds by it.
        foreach (var command in new[] { "Get-SinchConversation -First 1", "Measure-SinchConversation", "Get-SinchSession", "Disconnect-SinchProject" })
        {
            var outcome = host.Run($"{copy} | {command} -Verbose");
            Assert.StartsWith("SinchInvalidRequest,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Empty(outcome.Output);
            Assert.Empty(outcome.Verbose);
        }
        Assert.Single(host.Run("Get-SinchSession").ShouldBeClean().Output);
    }
}
