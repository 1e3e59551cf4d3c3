using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>Whether anybody watches, so that progress is worth its cost.</summary>
internal static class Audience
{
    public static bool IsThere(PSCmdlet command) =>
        CanSee(command)
        && command.GetVariableValue("ProgressPreference") is not (ActionPreference.SilentlyContinue or "SilentlyContinue");

    /// <summary>Whether anybody could see what is shown.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The console is asked, not written to.")]
    public static bool CanSee(PSCmdlet command) =>
        Environment.UserInteractive
        // The engine's own host, which shows nothing; runbooks and programs that embed the engine have it.
        && command.Host.Name != "Default Host"
        && !(command.Host.Name == "ConsoleHost" && (Console.IsOutputRedirected || IsNonInteractive));

    // As the console host does, any beginning of the name counts from -noni on.
    private static bool IsNonInteractive { get; } = Environment.GetCommandLineArgs().Skip(1).Any(argument =>
        argument.Length >= 5 && "-noninteractive".StartsWith(argument.Replace('/', '-'), StringComparison.OrdinalIgnoreCase));
}
