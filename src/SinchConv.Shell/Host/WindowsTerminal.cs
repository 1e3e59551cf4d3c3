using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace SinchConv.Shell.Host;

/// <summary>The console of Windows interprets escape sequences only for programs that ask for it.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsTerminal
{
    private const int StandardOutput = -11;
    private const uint ProcessEscapeSequences = 4;

    public static bool TakesEscapeSequences()
    {
        var output = GetStdHandle(StandardOutput);
        return GetConsoleMode(output, out var mode)
            && ((mode & ProcessEscapeSequences) != 0 || SetConsoleMode(output, mode | ProcessEscapeSequences));
    }

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint GetStdHandle(int which);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetConsoleMode(nint handle, out uint mode);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetConsoleMode(nint handle, uint mode);
}
