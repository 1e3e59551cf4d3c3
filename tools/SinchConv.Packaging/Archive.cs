using System.IO.Compression;

namespace SinchConv.Packaging;

/// <summary>Writes zip files that depend on nothing but their parts: not on the clock, the folder or the order of the disk.</summary>
internal static class Archive
{
    // Readable by all, as a zip made on Unix has it; where it is unpacked on Windows, nobody looks.
    private const int PlainFile = 0b1_000_000_110_100_100 << 16;

    public static void Write(string path, IEnumerable<Part> parts, DateOnly date)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var file = File.Create(path);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        foreach (var part in parts.OrderBy(part => part.Path, StringComparer.Ordinal))
        {
            var entry = zip.CreateEntry(part.Path, CompressionLevel.SmallestSize);
            // A zip knows no time zone: what is stored is this date, wherever it is built.
            entry.LastWriteTime = new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero);
            entry.ExternalAttributes = PlainFile;
            using var content = entry.Open();
            content.Write(part.Content);
        }
    }
}
