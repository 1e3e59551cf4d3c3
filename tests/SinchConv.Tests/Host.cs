using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SinchConv.Tests;

/// <summary>A runspace with the module imported by its manifest from the folder that the build assembled.</summary>
internal sealed class Host : IDisposable
{
    private static readonly string ModulePath = Path.Combine(Built.Path("ModuleFolder"), "SinchConv.psd1");

    private static readonly int OwnFunctions = InitialSessionState.CreateDefault2().Commands.Count(command => command.CommandType == CommandTypes.Function);

    // To open a runspace and to import the module takes longer than most tests; after a reset it is as good as a new one.
    private static readonly ConcurrentBag<Runspace> Used = [];

    public Host()
    {
        Runspace = Used.TryTake(out var used) ? used : Open();
        Set("manifest", ModulePath);
    }

    public Runspace Runspace { get; }

    /// <summary>A host that is connected to the sandbox.</summary>
    public static Host OnSandbox()
    {
        var host = new Host();
        host.Run("Connect-SinchProject -Sandbox").ShouldBeClean();
        return host;
    }

    public void Set(string variable, object? value) => Runspace.SessionStateProxy.SetVariable(variable, value);

    /// <summary>Runs a script to its end and returns everything it wrote.</summary>
    public Outcome Run(string script)
    {
        using var engine = PowerShell.Create(Runspace);
        // Tells the errors that end a command from those that it goes on after: only the former can be caught.
        engine.AddScript($"$global:terminating = $null; try {{ {script}\n }} catch {{ $global:terminating = $_ }}");
        var output = new PSDataCollection<PSObject>();
        engine.Invoke(null, output);
        var terminating = Runspace.SessionStateProxy.GetVariable("terminating") as ErrorRecord;
        var streams = engine.Streams;
        return new Outcome(
            [.. output],
            [.. streams.Error],
            terminating,
            [.. streams.Warning.Select(record => record.Message)],
            [.. streams.Verbose.Select(record => record.Message)],
            [.. streams.Debug.Select(record => record.Message)]);
    }

    public void Dispose()
    {
        // What a reset leaves alone: whether variables must be there, what a test has defined, and a module that is gone.
        if (Runspace.RunspaceAvailability == RunspaceAvailability.Available
            && Run("Set-StrictMode -Off; (Get-ChildItem function:).Count; Get-Module SinchConv").Output is [{ BaseObject: int functions }, { BaseObject: PSModuleInfo }]
            && functions == OwnFunctions)
        {
            Run("[SinchConv.ModuleLifetime]::new().OnRemove($null)").ShouldBeClean();
            Runspace.ResetRunspaceState();
            Used.Add(Runspace);
        }
        else
        {
            Runspace.Dispose();
        }
    }

    private static Runspace Open()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(ModulePath);
        var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        return runspace;
    }
}

/// <summary>What a script wrote.</summary>
internal sealed record Outcome(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    ErrorRecord? Terminating,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<string> Debug)
{
    public IReadOnlyList<T> As<T>() => [.. Output.Select(item => (T)item.BaseObject)];

    public IReadOnlyList<string?> Ids => [.. As<Conversation>().Select(conversation => conversation.ConversationId)];

    public string? TerminatingId => Terminating?.FullyQualifiedErrorId;

    public Outcome ShouldBeClean()
    {
        Assert.Null(Terminating);
        Assert.Empty(Errors);
        return this;
    }
}
