using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests;

/// <summary>A runspace whose commands talk real HTTP to a test server of its own, without naming the session each time.</summary>
internal sealed class WireHost : IAsyncDisposable
{
    private readonly Host host = new();
    private readonly SinchSession session;

    private WireHost(SinchServer server, TimeSpan? timeout)
    {
        Server = server;
        session = Sessions.To(server, timeout: timeout, retries: 2);
        host.Set("session", session);
        host.Run("$global:PSDefaultParameterValues = @{ '*-Sinch*:Session' = $session }").ShouldBeClean();
    }

    public SinchServer Server { get; }

    public SandboxProject Project => Server.Project;

    public static async Task<WireHost> StartAsync(SandboxProject? project = null, TimeSpan? timeout = null) => new(await SinchServer.StartAsync(project), timeout);

    public void Set(string variable, object? value) => host.Set(variable, value);

    public Task<Outcome> RunAsync(string script) => Task.Run(() => host.Run(script)).WaitAsync(TimeSpan.FromMinutes(2));

    /// <summary>Runs a script and returns what it asked the API for.</summary>
    public async Task<(Outcome Outcome, IReadOnlyList<SeenRequest> Calls)> WatchAsync(string script)
    {
        var before = Server.Calls.Count;
        var outcome = await RunAsync(script);
        return (outcome, [.. Server.Calls.Skip(before)]);
    }

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        session.Dispose();
        await Server.DisposeAsync();
    }
}
