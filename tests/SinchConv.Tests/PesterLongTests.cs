namespace SinchConv.Tests;

/// <summary>The files of the Pester suite that take longest, the package's and the runbook's. As a class of their own, they run beside the rest.</summary>
public sealed class PesterLongTests
{
    public static TheoryData<string> Files => PesterSuite.Files(areLong: true);

    [Theory]
    [MemberData(nameof(Files))]
    public Task The_packed_module_passes(string file) => PesterSuite.RunAsync(file, areLong: true);
}
