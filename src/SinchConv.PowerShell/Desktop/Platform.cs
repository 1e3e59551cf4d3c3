namespace SinchConv;

/// <summary>Which of the two PowerShells this is.</summary>
internal static class Platform
{
    /// <summary>True on .NET Framework, that is in Windows PowerShell 5.1 (and on Mono); false in PowerShell 7.</summary>
    public static bool IsDesktop { get; } = typeof(object).Assembly.GetName().Name == "mscorlib";
}
