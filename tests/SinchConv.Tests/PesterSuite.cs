namespace SinchConv.Tests;

/// <summary>Runs files of the Pester suite in the pwsh and with the Pester that NuGet restored.</summary>
internal static class PesterSuite
{
    private static readonly string Folder = Built.Path("PesterSuite");

    /// <summary>The files, some at a time: to start a process for each of them would take as long as to run it.</summary>
    public static TheoryData<string> Files(bool areLong) =>
        [.. Directory.EnumerateFiles(Folder, "*.Tests.ps1").Select(file => Path.GetFileName(file))
            .Where(file => (file.Split('.')[0] is "Package" or "Runbook") == areLong)
            .Order(StringComparer.Ordinal).Chunk(5)
            .Select(files => string.Join(' ', files)).Select(files => new TheoryDataRow<string>(files) { TestDisplayName = files })];

    public static async Task RunAsync(string files)
    {
        var paths = files.Split(' ').Select(file => $"'{Path.Combine(Folder, file)}'");
        var (exitCode, output, error) = await ChildShell.RunCommandAsync(
            $"& '{Folder}Invoke-Suite.ps1' -Path {string.Join(',', paths)} -Pester '{Built.Path("Pester")}' -TestServer '{Built.Path("TestServer")}'; exit $LASTEXITCODE");
        Assert.True(exitCode == 0, $"{output}\n{error}");
    }
}
