using SinchConv.Sandbox;

namespace SinchConv.Tests.Commands;

/// <summary>Requests are told with -Verbose, connections with -Debug, and both with the preference variables.</summary>
public sealed class StreamTests : IDisposable
{
    private readonly Host host = new();

    public StreamTests() => host.Set("session", Sessions.OverSandbox(SandboxProject.Create(20)).Session);

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("Get-SinchApp -Session $session", false, false)]
    [InlineData("Get-SinchApp -Session $session -Verbose", true, false)]
    [InlineData("Get-SinchApp -Session $session -Debug", false, true)]
    [InlineData("Get-SinchApp -Session $session -Verbose -Debug", true, true)]
    [InlineData("$VerbosePreference = 'Continue'; Get-SinchApp -Session $session", true, false)]
    [InlineData("$DebugPreference = 'Continue'; Get-SinchApp -Session $session", false, true)]
    [InlineData("& { $VerbosePreference = 'Continue'; $DebugPreference = 'Ignore'; Get-SinchApp -Session $session }", true, false)]
    [InlineData("$VerbosePreference = $DebugPreference = 'Continue'; Get-SinchApp -Session $session -Verbose:$false", false, true)]
    [InlineData("$VerbosePreference = $DebugPreference = 'Continue'; Get-SinchApp -Session $session -Debug:$false", true, false)]
    public void Each_stream_has_what_was_asked_for(string script, bool isVerbose, bool isDebug)
    {
        var outcome = host.Run(script).ShouldBeClean();
        Assert.Equal(isVerbose, outcome.Verbose.Any(line => line.StartsWith("GET ", StringComparison.Ordinal)));
        Assert.Equal(isDebug, outcome.Debug.Count > 0);
        Assert.Equal(isVerbose, outcome.Verbose.Count > 0);
    }
}
