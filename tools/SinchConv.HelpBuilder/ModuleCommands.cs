using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SinchConv.HelpBuilder;

/// <summary>Asks the PowerShell engine which commands a module has.</summary>
internal static class ModuleCommands
{
    /// <summary>Imports a module into a runspace that stays open, and gives its commands by name.</summary>
    public static IReadOnlyList<CmdletInfo> Import(string modulePath)
    {
        // The engine reports imports to Microsoft unless told otherwise; a build sends nothing anywhere.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        // Commands work out their parameter sets in the runspace that they came from, when they are asked for them.
        Runspace.DefaultRunspace = runspace;
        using var shell = PowerShell.Create(runspace);
        var module = shell.AddCommand("Import-Module")
            .AddParameter("Name", Path.GetFullPath(modulePath))
            .AddParameter("PassThru")
            .AddParameter("ErrorAction", ActionPreference.Stop)
            .Invoke<PSModuleInfo>()
            .Single();
        return [.. module.ExportedCmdlets.Values.OrderBy(command => command.Name, StringComparer.Ordinal)];
    }
}
