using SinchConv.Packaging;

if (args is not [var moduleFolder, var changelogPath, var outputFolder])
{
    Console.Error.WriteLine("SinchConv.Packaging : error PACK001: usage: SinchConv.Packaging <module folder> <CHANGELOG.md> <output folder>");
    return 1;
}
try
{
    var manifest = Manifest.Read(Path.Combine(moduleFolder, "SinchConv.psd1"));
    var release = Release.Read(changelogPath, manifest.Version);
    var files = Part.ReadFolder(moduleFolder);
    var target = Path.Combine(outputFolder, $"{manifest.Name}.{manifest.Version}");

    // Azure Automation takes the module's name from the one folder in the zip.
    Archive.Write($"{target}.zip", files.Select(file => file.Under(manifest.Name)), release.Date);
    Archive.Write($"{target}.nupkg", GalleryPackage.Make(manifest, release, files), release.Date);
    Console.WriteLine($"{target}.zip");
    Console.WriteLine($"{target}.nupkg");
    return 0;
}
catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"SinchConv.Packaging : error PACK002: {e.Message.ReplaceLineEndings(" ")}");
    return 1;
}
