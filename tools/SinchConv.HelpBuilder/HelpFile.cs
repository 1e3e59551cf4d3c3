using System.Management.Automation;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace SinchConv.HelpBuilder;

/// <summary>The help of all commands as one document, and its way to the disk.</summary>
internal static class HelpFile
{
    private static readonly XNamespace Items = "http://msh";

    public static XDocument Make(IEnumerable<CmdletInfo> commands, DocComments comments, Problems problems) => new(new XElement(
        Items + "helpItems",
        new XAttribute("schema", "maml"),
        new XAttribute(XNamespace.Xmlns + "maml", Maml.Text),
        new XAttribute(XNamespace.Xmlns + "command", Maml.Command),
        new XAttribute(XNamespace.Xmlns + "dev", Maml.Dev),
        commands.Select(command => CommandHelp.Make(command, comments, problems))));

    /// <summary>Writes the same bytes on every system.</summary>
    public static void Write(XDocument help, string path)
    {
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        };
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var writer = XmlWriter.Create(path, settings);
        help.Save(writer);
    }
}
