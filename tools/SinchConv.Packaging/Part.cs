namespace SinchConv.Packaging;

/// <summary>A file of a package.</summary>
/// <param name="Path">Its path in the package, with forward slashes.</param>
/// <param name="Content">What it holds.</param>
internal sealed record Part(string Path, byte[] Content)
{
    public Part Under(string folder) => this with { Path = $"{folder}/{Path}" };

    public static IReadOnlyList<Part> ReadFolder(string folder) =>
    [
        .. from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
           select new Part(System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes(file)),
    ];
}
