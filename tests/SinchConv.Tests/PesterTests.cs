namespace SinchConv.Tests;

/// <summary>The Pester suite: the packed module in the real pwsh, each file in a process of its own.</summary>
public sealed class PesterTests
{
    private static readonly string Suite = Built.Path("PesterSuite");

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Suite, "*.Tests.ps1").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_packed_module_passes(string file)
    {
        var (exitCode, output, error) = await ChildShell.RunFileAsync(
            Path.Combine(Suite, "Invoke-Suite.ps1"),
            ["-Path", Path.Combine(Suite, file), "-Pester", Built.Path("Pester"), "-TestServer", Built.Path("TestServer")]);
        Assert.True(exitCode == 0, $"{output}\n{error}");
    }
}
