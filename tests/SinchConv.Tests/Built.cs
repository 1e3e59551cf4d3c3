using System.Reflection;
using System.Runtime.CompilerServices;

namespace SinchConv.Tests;

/// <summary>Where the build put things, as the project file noted it.</summary>
internal static class Built
{
    public static string Path(string name) =>
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == name).Value!;

    // PowerShell, hosted here or started from here, tells its maker that it runs, and asks for a newer one; a test should do
    // neither. And what is started from here ends before it pays to compile code again for speed: that costs it a third of its time.
    [ModuleInitializer]
    internal static void SetEnvironment()
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        Environment.SetEnvironmentVariable("POWERSHELL_UPDATECHECK", "Off");
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
        Environment.SetEnvironmentVariable("DOTNET_TC_CallCountingDelayMs", "500");
        Environment.SetEnvironmentVariable("DOTNET_gcConcurrent", "0");
        Environment.SetEnvironmentVariable("DOTNET_gcServer", "0");
    }
}
