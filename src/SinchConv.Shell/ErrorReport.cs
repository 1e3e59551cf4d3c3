using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SinchConv.Shell.Host;

namespace SinchConv.Shell;

/// <summary>Shows what ended a run, and says where to go when a command is missing that only a whole PowerShell has.</summary>
internal sealed class ErrorReport(Runspace runspace, ErrorWriter writer, string module)
{
    private object? newestBefore;
    private long shownBefore;

    public void Begin()
    {
        newestBefore = History().FirstOrDefault();
        shownBefore = writer.Count;
    }

    /// <summary>Shows an exception the way the pipeline shows an error record.</summary>
    public void Show(RuntimeException exception)
    {
        using var shell = PowerShell.Create(runspace);
        // Piped in, the record keeps its command and its line, which WriteError would replace; but it is output then.
        writer.TakesOutput = true;
        try
        {
            shell.AddCommand("Out-Default").Invoke(new[] { new ErrorRecord(exception.ErrorRecord, exception) });
        }
        finally
        {
            writer.TakesOutput = false;
        }
    }

    public void End()
    {
        // A script that caught the error and went on needs no advice.
        if (writer.Count == shownBefore)
            return;
        var isMissing = History().TakeWhile(error => !ReferenceEquals(error, newestBefore)).Any(IsMissingCommand);
        if (isMissing && IsEngineOnly())
            writer.Write($"This shell holds the PowerShell engine only, without commands such as Export-Csv or Select-Object; run the script in pwsh: Import-Module '{module}'{Environment.NewLine}");
    }

    private static bool IsMissingCommand(object error)
    {
        var exception = error is ErrorRecord record ? record.Exception : error as Exception;
        return exception is CommandNotFoundException missing
            && !missing.CommandName.Contains("-Sinch", StringComparison.OrdinalIgnoreCase);
    }

    private IEnumerable<object> History() =>
        runspace.SessionStateProxy.GetVariable("Error") is IEnumerable errors ? errors.Cast<object>() : [];

    private bool IsEngineOnly() => runspace.SessionStateProxy.InvokeCommand.GetCommand("Export-Csv", CommandTypes.Cmdlet) is null;
}
