namespace SinchConv.Shell;

/// <summary>What the program tells its caller; a script's own <c>exit</c> comes before all of these.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    public const int Failure = 1;

    /// <summary>As pwsh and sysexits.h have it.</summary>
    public const int Usage = 64;

    /// <summary>128 and the number of SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;
}
