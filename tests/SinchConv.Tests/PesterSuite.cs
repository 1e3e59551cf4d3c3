using System.Collections.Concurrent;

namespace SinchConv.Tests;

/// <summary>Runs the files of the Pester suite in the pwsh and with the Pester that NuGet restored.</summary>
internal static class PesterSuite
{
    private static readonly string Folder = Built.Path("PesterSuite");

    // Some files share a process: to start one for each of them would take as long as to run it.
    private static readonly ConcurrentDictionary<string, Lazy<Task<(int ExitCode, string Output, string Error)>>> Runs = new();

    public static TheoryData<string> Files(bool areLong) => [.. Groups(areLong).SelectMany(files => files)];

    /// <summary>Runs a file, with those that share its process; what failed in it is in the failure.</summary>
    public static async Task RunAsync(string file, bool areLong)
    {
        var paths = Groups(areLong).Single(files => files.Contains(file)).Select(other => Path.Combine(Folder, other)).ToList();
        var (exitCode, output, error) = await Runs.GetOrAdd(paths[0], _ => new(() => RunAsync(paths))).Value;
        Assert.True(output.Contains($"[+] {Path.Combine(Folder, file)}", StringComparison.Ordinal) && (exitCode == 0 || output.Contains("[-] ", StringComparison.Ordinal)), $"{output}\n{error}");
    }

    private static IEnumerable<string[]> Groups(bool areLong) => Directory.EnumerateFiles(Folder, "*.Tests.ps1").Select(file => Path.GetFileName(file))
        .Where(file => (file.Split('.')[0] is "Package" or "Runbook" or "Partitioned") == areLong)
        .Order(StringComparer.Ordinal).Chunk(5);

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(IEnumerable<string> paths) => ChildShell.RunCommandAsync(
        $"& '{Folder}Invoke-Suite.ps1' -Path {string.Join(',', paths.Select(path => $"'{path}'"))} -Pester '{Built.Path("Pester")}' -TestServer '{Built.Path("TestServer")}'; exit $LASTEXITCODE");
}
