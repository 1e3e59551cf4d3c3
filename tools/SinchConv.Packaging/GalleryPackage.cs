using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace SinchConv.Packaging;

/// <summary>
/// A NuGet package as the PowerShell Gallery wants it: the module's files at the root. Written here because the usual
/// packer draws a random name for one of the parts, so that no two packages are the same.
/// </summary>
internal static class GalleryPackage
{
    private static readonly XNamespace Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";

    public static IReadOnlyList<Part> Make(Manifest manifest, Release release, IReadOnlyList<Part> files)
    {
        var nuspec = Xml($"{manifest.Name}.nuspec", Nuspec.Make(manifest, release, files));
        var name = Convert.ToHexStringLower(SHA256.HashData(nuspec.Content))[..32];
        var properties = Xml($"package/services/metadata/core-properties/{name}.psmdcp", CoreProperties(manifest));
        var relationships = Xml("_rels/.rels", Links(nuspec, properties));
        Part[] parts = [.. files, nuspec, properties, relationships];
        return [.. parts, Xml("[Content_Types].xml", Types(parts))];
    }

    private static XElement CoreProperties(Manifest manifest) => new(
        Core + "coreProperties",
        new XAttribute(XNamespace.Xmlns + "dc", DublinCore),
        new XElement(DublinCore + "creator", manifest.Author),
        new XElement(DublinCore + "description", manifest.Description),
        new XElement(DublinCore + "identifier", manifest.Name),
        new XElement(Core + "version", manifest.Version),
        new XElement(Core + "keywords", string.Join(' ', manifest.Tags)));

    private static XElement Links(Part nuspec, Part properties) => new(
        Relationships + "Relationships",
        Link("manifest", "http://schemas.microsoft.com/packaging/2010/07/manifest", nuspec),
        Link("properties", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", properties));

    private static XElement Link(string id, string type, Part target) => new(
        Relationships + "Relationship",
        new XAttribute("Type", type),
        new XAttribute("Target", "/" + target.Path),
        new XAttribute("Id", id));

    private static XElement Types(IReadOnlyList<Part> parts) => new(
        ContentTypes + "Types",
        from extension in parts
            .Select(part => Path.GetExtension(part.Path).TrimStart('.'))
            .Where(text => text.Length > 0)
            .Distinct()
            .Order(StringComparer.Ordinal)
        select new XElement(
            ContentTypes + "Default",
            new XAttribute("Extension", extension),
            new XAttribute("ContentType", TypeOf(extension))),
        // A file such as LICENSE has no extension to go by.
        from part in parts
        where Path.GetExtension(part.Path).Length == 0
        select new XElement(
            ContentTypes + "Override",
            new XAttribute("PartName", "/" + part.Path),
            new XAttribute("ContentType", "application/octet")));

    private static string TypeOf(string extension) => extension switch
    {
        "rels" => "application/vnd.openxmlformats-package.relationships+xml",
        "psmdcp" => "application/vnd.openxmlformats-package.core-properties+xml",
        _ => "application/octet",
    };

    private static Part Xml(string path, XElement content)
    {
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        };
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, settings))
        {
            content.Save(writer);
        }
        return new Part(path, bytes.ToArray());
    }
}
