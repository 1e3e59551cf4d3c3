namespace SinchConv.Tests;

/// <summary>The Pester suite: the packed module in the pwsh and with the Pester that NuGet restored.</summary>
public sealed class PesterTests(PesterTests.Runs runs) : IClassFixture<PesterTests.Runs>
{
    private static readonly string Folder = Built.Path("PesterSuite");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.Tests.ps1").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_packed_module_passes(string file)
    {
        var path = Path.Combine(Folder, file);
        var (exitCode, output, error) = await runs.Of(path);
        Assert.True(output.Contains($"[+] {path}", StringComparison.Ordinal) && (exitCode == 0 || output.Contains("[-] ", StringComparison.Ordinal)), $"{output}\n{error}");
    }

    /// <summary>All files, in a few processes: one for each file would take as long to start as to run.</summary>
    public sealed class Runs : IDisposable
    {
        private const int Groups = 4;

        // Beside the other tests, on two processors.
        private readonly SemaphoreSlim places = new(2);
        private readonly CancellationTokenSource end = new();
        private readonly List<(string[] Paths, Task<(int ExitCode, string Output, string Error)> Run)> groups;

        // Dealt out by their length, so that each group takes about as long.
        public Runs() => groups = [.. Directory.EnumerateFiles(Folder, "*.Tests.ps1")
            .OrderByDescending(path => new FileInfo(path).Length)
            .Select((path, number) => (Path: path, Group: number % Groups))
            .GroupBy(file => file.Group, file => file.Path, (_, paths) => paths.ToArray())
            .Select(paths => (paths, RunAsync(paths)))];

        public Task<(int ExitCode, string Output, string Error)> Of(string path) => groups.Single(group => group.Paths.Contains(path)).Run;

        /// <summary>Ends what nobody waits for.</summary>
        public void Dispose() => end.Cancel();

        private async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] paths)
        {
            await places.WaitAsync(end.Token);
            try
            {
                return await ChildShell.RunCommandAsync(
                    $"& '{Folder}Invoke-Suite.ps1' -Path {string.Join(',', paths.Select(path => $"'{path}'"))} -Pester '{Built.Path("Pester")}' -TestServer '{Built.Path("TestServer")}'; exit $LASTEXITCODE",
                    end.Token);
            }
            finally
            {
                places.Release();
            }
        }
    }
}
