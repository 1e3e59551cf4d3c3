using System.Management.Automation;
using System.Xml.Linq;

namespace SinchConv.HelpBuilder;

/// <summary>The help of one command, in the order in which the format wants its parts.</summary>
internal static class CommandHelp
{
    public static XElement Make(CmdletInfo command, DocComments comments, Problems problems)
    {
        var comment = comments.Of(command);
        var synopsis = comments.Text.Plain(comment.Element("summary"));
        if (synopsis.Length == 0)
            problems.Missing(command.Name, "the class has no <summary>");
        var description = comments.Text.Paragraphs(comment.Element("remarks"));
        if (description.Count == 0)
            problems.Missing(command.Name, "the class has no <remarks>");
        return new XElement(
            Maml.Command + "command",
            new XElement(
                Maml.Command + "details",
                new XElement(Maml.Command + "name", command.Name),
                new XElement(Maml.Command + "verb", command.Verb),
                new XElement(Maml.Command + "noun", command.Noun),
                Maml.Description(synopsis)),
            Maml.Description(description),
            Syntax.Make(command),
            ParameterHelp.Make(command, comments, problems),
            InputHelp.Make(command, comments, problems),
            OutputHelp.Make(command, comments, problems),
            ExampleHelp.Make(command, comments, problems),
            LinkHelp.Make(command, comments));
    }
}
