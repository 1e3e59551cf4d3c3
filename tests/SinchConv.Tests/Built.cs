using System.Reflection;
using System.Runtime.CompilerServices;

namespace SinchConv.Tests;

/// <summary>Where the build put things, as the project file noted it.</summary>
internal static class Built
{
    public static string Path(string name) =>
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == name).Value!;

    // PowerShell, hosted here or started from here, tells its maker that it runs, and asks for a newer one; a test should do neither.
    [ModuleInitializer]
    internal static void OptOut()
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        Environment.SetEnvironmentVariable("POWERSHELL_UPDATECHECK", "Off");
    }
}
