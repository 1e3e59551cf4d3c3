namespace SinchConv.Shell.Host;

/// <summary>What the console at the other end can do.</summary>
internal static class Terminal
{
    private const int WidthOfFiles = 120;

    /// <summary>Whether standard output takes escape sequences.</summary>
    public static bool HasColors { get; } =
        !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb"
        && (!OperatingSystem.IsWindows() || WindowsTerminal.TakesEscapeSequences());

    /// <summary>Follows the window when it is resized.</summary>
    public static int Width => !Console.IsOutputRedirected && Console.WindowWidth is > 0 and var width ? width : WidthOfFiles;

    public static int Height => !Console.IsOutputRedirected && Console.WindowHeight is > 0 and var height ? height : 50;
}
