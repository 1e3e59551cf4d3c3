using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SinchConv.Benchmarks.Workers;

/// <summary>A runspace of the PowerShell engine, on the calling thread.</summary>
internal sealed class HostedEngine : IDisposable
{
    private readonly Runspace runspace;

    public HostedEngine()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.UseCurrentThread;
        state.Commands.Add(new SessionStateCmdletEntry("Out-Sink", typeof(OutSinkCommand), helpFileName: null));
        runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        Runspace.DefaultRunspace = runspace;
    }

    /// <summary>The manifest in the folder that the build assembled.</summary>
    public static string Manifest { get; } = Path.Combine(Built.Path("ModuleFolder"), "SinchConv.psd1");

    public static HostedEngine WithModule()
    {
        var engine = new HostedEngine();
        engine.Import(Manifest);
        return engine;
    }

    public object? this[string variable]
    {
        get => runspace.SessionStateProxy.GetVariable(variable);
        set => runspace.SessionStateProxy.SetVariable(variable, value);
    }

    public void Import(string manifest)
    {
        this["manifest"] = manifest;
        Run("Import-Module $manifest");
    }

    /// <summary>Runs a script; its variables stay.</summary>
    /// <exception cref="RuntimeException">An error, also one that the script went on after: half a listing is no measurement.</exception>
    public IReadOnlyList<PSObject> Run(string script)
    {
        using var engine = PowerShell.Create(runspace);
        var output = engine.AddScript(script, useLocalScope: false).Invoke();
        return engine.Streams.Error.Count == 0 ? output : throw new RuntimeException(engine.Streams.Error[0].ToString());
    }

    public void Dispose() => runspace.Dispose();
}
