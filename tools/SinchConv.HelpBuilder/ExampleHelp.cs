using System.Management.Automation;
using System.Xml.Linq;

namespace SinchConv.HelpBuilder;

/// <summary>The examples of a command: a title, the script, and what it shows.</summary>
internal static class ExampleHelp
{
    private const string Rule = "---------";

    public static XElement Make(CmdletInfo command, DocComments comments, Problems problems)
    {
        var examples = comments.Of(command).Elements("example").ToList();
        if (examples.Count == 0)
            problems.Missing(command.Name, "the class has no <example>");
        return new XElement(
            Maml.Command + "examples",
            examples.Select((example, index) => Make(command.Name, index + 1, example, comments.Text, problems)));
    }

    private static XElement Make(string command, int number, XElement example, DocText text, Problems problems)
    {
        var code = example.Element("code");
        var script = code is null ? "" : DocText.Code(code);
        if (script.Length == 0)
            problems.Missing(command, $"example {number} has no <code>");
        if (code?.ElementsAfterSelf("code").Any() == true)
            problems.Contradicts(command, $"example {number} has more than one <code>");
        var title = text.Plain(code?.ElementsBeforeSelf("para").FirstOrDefault()).TrimEnd('.', ':');
        if (title.Length == 0)
            problems.Missing(command, $"example {number} has no <para> before its <code>");
        var explanation = code?.ElementsAfterSelf("para").Select(text.Plain) ?? [];
        return new XElement(
            Maml.Command + "example",
            new XElement(Maml.Text + "title", $"{Rule} Example {number}: {title} {Rule}"),
            new XElement(Maml.Dev + "code", script),
            // The empty paragraph keeps a distance to the next title.
            new XElement(Maml.Dev + "remarks", Maml.Paragraphs([.. explanation, ""])));
    }
}
