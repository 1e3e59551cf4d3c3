namespace SinchConv.Tests;

/// <summary>The Pester suite but for its longest files: the packed module in the real pwsh, in processes of its own.</summary>
public sealed class PesterTests
{
    public static TheoryData<string> Files => PesterSuite.Files(areLong: false);

    [Theory]
    [MemberData(nameof(Files))]
    public Task The_packed_module_passes(string file) => PesterSuite.RunAsync(file, areLong: false);
}
