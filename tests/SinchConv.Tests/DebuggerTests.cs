namespace SinchConv.Tests;

/// <summary>The debugger's settings can name a package only by its path, and a new version must not be forgotten there.</summary>
public sealed class DebuggerTests
{
    [Fact]
    public void It_starts_the_shell_in_which_the_suite_runs()
    {
        var shell = Built.Path("Pwsh").Replace('\\', '/');
        var settings = File.ReadAllText(Path.Combine(Built.Path("Documentation"), "..", ".vscode", "launch.json"));
        Assert.Contains(shell[shell.LastIndexOf("/powershell/", StringComparison.Ordinal)..], settings, StringComparison.Ordinal);
    }
}
