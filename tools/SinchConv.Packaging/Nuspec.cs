using System.Xml.Linq;

namespace SinchConv.Packaging;

/// <summary>What the gallery shows of a package.</summary>
internal static class Nuspec
{
    private const string IconFile = "icon.png";

    private static readonly XNamespace Schema = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";

    public static XElement Make(Manifest manifest, Release release, IReadOnlyList<Part> files) => new(
        Schema + "package",
        new XElement(
            Schema + "metadata",
            Text("id", manifest.Name),
            Text("version", manifest.Version),
            Text("authors", manifest.Author),
            Text("owners", manifest.Author),
            Text("requireLicenseAcceptance", "false"),
            new XElement(Schema + "license", new XAttribute("type", "expression"), "MIT"),
            files.Any(file => file.Path == IconFile) ? Text("icon", IconFile) : throw new InvalidDataException($"The module has no {IconFile}."),
            Text("description", manifest.Description),
            Text("releaseNotes", release.Notes),
            Text("copyright", manifest.Copyright),
            Text("tags", string.Join(' ', manifest.Tags))));

    private static XElement Text(string name, string value) => new(Schema + name, value);
}
