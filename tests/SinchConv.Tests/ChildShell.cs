using System.Diagnostics;

namespace SinchConv.Tests;

/// <summary>Runs a script in a process of its own, for what belongs to a whole process: its time zone, its threads, its exit code.</summary>
internal static class ChildShell
{
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string script, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            ArgumentList = { "exec", Built.Path("Shell"), "-Command", script },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (process.ExitCode, (await output).ReplaceLineEndings("\n").Trim(), (await error).Trim());
    }
}
