using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;
using SinchConv.Shell.Host;

namespace SinchConv.Shell;

/// <summary>One runspace on the calling thread, whose output goes where a console's goes.</summary>
internal sealed class Engine : IDisposable
{
    private readonly ShellHost host;
    private readonly Interrupt interrupt;
    private readonly string module;
    private readonly Runspace runspace;
    private readonly ErrorReport errors;

    public Engine(ShellHost host, Interrupt interrupt, string module)
    {
        this.host = host;
        this.interrupt = interrupt;
        this.module = module;
        var state = InitialSessionState.CreateDefault2();
        // Nowhere else is there such a policy; without one, Windows lets no script run.
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = ExecutionPolicy.RemoteSigned;
        runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        runspace.Open();
        Runspace.DefaultRunspace = runspace;
        PSStyle.Instance.OutputRendering = Terminal.HasColors ? OutputRendering.Host : OutputRendering.PlainText;
        errors = new ErrorReport(runspace, host.Errors, module);
    }

    /// <summary>What the script gave to <c>exit</c>; null as long as it did not.</summary>
    public int? Exit => host.Exit;

    public bool ImportModule() => Run(shell => shell
        .AddCommand("Import-Module")
        .AddParameter("Name", Path.Combine(module, ModuleFolder.Manifest))
        .AddParameter("ErrorAction", ActionPreference.Stop)) == ExitCode.Success;

    /// <returns>The exit code.</returns>
    public int RunScript(string script) => Run(shell => shell.AddScript(script, useLocalScope: false));

    /// <inheritdoc cref="RunScript"/>
    public int RunFile(string path, IReadOnlyList<string> arguments) => Run(shell => ScriptFile.Add(shell, runspace, path, arguments));

    public void Dispose() => runspace.Dispose();

    private int Run(Action<PowerShell> fill)
    {
        using var shell = PowerShell.Create(runspace);
        errors.Begin();
        try
        {
            fill(shell);
            Invoke(WithOutput(shell));
        }
        catch (PipelineStoppedException)
        {
            return ExitCode.Interrupted;
        }
        catch (RuntimeException e)
        {
            errors.Show(e);
            return ExitCode.Failure;
        }
        finally
        {
            errors.End();
        }
        if (shell.InvocationStateInfo.State == PSInvocationState.Stopped)
            return ExitCode.Interrupted;
        return host.Exit ?? (runspace.SessionStateProxy.GetVariable("?") is false ? ExitCode.Failure : ExitCode.Success);
    }

    private static PowerShell WithOutput(PowerShell shell)
    {
        // Errors travel with the output, or they would overtake the rows of a table that is still being laid out.
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        return shell.AddCommand("Out-Default");
    }

    private void Invoke(PowerShell shell)
    {
        // Not Stop: it would wait for the pipeline on the thread that hands out signals.
        void Stop() => shell.BeginStop(null, null);

        interrupt.Pressed += Stop;
        try
        {
            // The engine puts $? back after pipelines that are no history.
            shell.Invoke(null, new PSInvocationSettings { AddToHistory = true });
        }
        finally
        {
            interrupt.Pressed -= Stop;
        }
    }
}
