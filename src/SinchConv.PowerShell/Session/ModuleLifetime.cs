using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv;

/// <summary>Runs when the module enters and leaves a runspace.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>Prepares what Windows PowerShell needs, and refuses versions of PowerShell that lack what the module needs.</summary>
    public void OnImport()
    {
        if (Platform.IsDesktop)
            DesktopAssemblies.Register();
        else if (Environment.Version.Major < 8)
            throw new PSNotSupportedException($"SinchConv needs PowerShell 7.4 or later, or Windows PowerShell 5.1. This PowerShell runs on .NET {Environment.Version}.");
    }

    /// <summary>Ends the sessions of the runspace.</summary>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        SessionStore.Clear();
        ConnectionCounter.Stop();
    }
}
