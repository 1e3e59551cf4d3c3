using System.Diagnostics;

namespace SinchConv.Tests;

/// <summary>The real pwsh in a process of its own, for what belongs to a whole process: its time zone, its threads, its exit code.</summary>
internal static class ChildShell
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Runs a script with the module that the build assembled.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(string script, params (string Name, string Value)[] environment) =>
        StartAsync(["-Command", $"Import-Module '{Built.Path("ModuleFolder")}'\n{script}"], environment);

    /// <summary>Runs a script without it.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunCommandAsync(string command, CancellationToken stop = default) => StartAsync(["-Command", command], [], stop);

    private static async Task<(int ExitCode, string Output, string Error)> StartAsync(string[] arguments, (string Name, string Value)[] environment, CancellationToken stop = default)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["exec", Built.Path("Pwsh"), "-NoProfile", "-NonInteractive", .. arguments])
            start.ArgumentList.Add(argument);
        // pwsh keeps its colours in a pipe.
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var error = process.StandardError.ReadToEndAsync(stop);
        try
        {
            await process.WaitForExitAsync(stop).WaitAsync(Patience, stop);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
        return (process.ExitCode, (await output).ReplaceLineEndings("\n").Trim(), (await error).Trim());
    }
}
