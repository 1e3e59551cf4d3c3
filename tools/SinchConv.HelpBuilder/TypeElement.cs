using System.Management.Automation;
using System.Xml.Linq;

namespace SinchConv.HelpBuilder;

/// <summary>The elements that say what a command takes from the pipeline and what it gives to it.</summary>
internal static class TypeElement
{
    public static XElement Make(string name, string type, string text) =>
        new(Maml.Command + name, Maml.Type(type), Maml.Description(text));

    /// <summary>The types that a command's comment describes, with their texts. Every description needs both.</summary>
    public static List<(string Type, string Text)> Documented(string tag, CmdletInfo command, DocComments comments, Problems problems)
    {
        var found = comments.Of(command).Elements(tag)
            .Select(element => (Type: element.Attribute("type")?.Value ?? "", Text: comments.Text.Plain(element)))
            .ToList();
        foreach (var (type, text) in found)
        {
            if (text.Length == 0)
                problems.Missing(command.Name, $"<{tag} type=\"{type}\"> has no text");
            if (new PSTypeName(type).Type is null)
                problems.Contradicts(command.Name, $"<{tag} type=\"{type}\"> names no type");
        }
        return found;
    }
}
