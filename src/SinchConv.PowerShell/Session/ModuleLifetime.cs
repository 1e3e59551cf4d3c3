using System.Management.Automation;

namespace SinchConv.PowerShell;

/// <summary>Runs when the module leaves a runspace: its session goes with it.</summary>
public sealed class ModuleLifetime : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        SessionStore.Default?.Dispose();
        SessionStore.Default = null;
    }
}
