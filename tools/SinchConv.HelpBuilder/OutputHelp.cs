using System.Management.Automation;
using System.Xml.Linq;

namespace SinchConv.HelpBuilder;

/// <summary>What a command gives to the pipeline.</summary>
internal static class OutputHelp
{
    private const string Tag = "output";

    public static XElement Make(CmdletInfo command, DocComments comments, Problems problems)
    {
        if (command.OutputType.Count == 0)
            problems.Contradicts(command.Name, "the class has no OutputType attribute; typeof(void) says that nothing comes");
        var documented = TypeElement.Documented(Tag, command, comments, problems);
        var types = command.OutputType.Where(type => type.Type != typeof(void)).Select(type => type.Name).Distinct().ToList();
        foreach (var type in types.Except(documented.Select(output => output.Type)))
            problems.Missing(command.Name, $"the class has no <{Tag} type=\"{type}\">, which its OutputType attribute names");
        foreach (var type in documented.Select(output => output.Type).Except(types))
            problems.Contradicts(command.Name, $"the class has <{Tag} type=\"{type}\">, which its OutputType attribute does not name");
        return new XElement(
            Maml.Command + "returnValues",
            (documented.Count > 0 ? documented : [("None", "This command gives nothing to the pipeline.")])
                .Select(output => TypeElement.Make("returnValue", output.Type, output.Text)));
    }
}
