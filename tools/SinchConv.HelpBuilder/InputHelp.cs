using System.Management.Automation;
using System.Xml.Linq;

namespace SinchConv.HelpBuilder;

/// <summary>What may be piped into a command.</summary>
internal static class InputHelp
{
    private const string Tag = "input";

    public static XElement Make(CmdletInfo command, DocComments comments, Problems problems)
    {
        var documented = TypeElement.Documented(Tag, command, comments, problems);
        var parameters = Parameters.Sets(command).SelectMany(Parameters.Of).ToList();
        var takesProperties = parameters.Any(parameter => parameter.ValueFromPipelineByPropertyName);
        var types = parameters
            .Where(parameter => parameter.ValueFromPipeline)
            .Select(parameter => Parameters.ElementType(parameter).FullName!)
            .Distinct()
            .ToList();
        foreach (var type in types.Except(documented.Select(input => input.Type)))
            problems.Missing(command.Name, $"the class has no <{Tag} type=\"{type}\">, but a parameter takes it from the pipeline");
        if (takesProperties && types.Count == 0 && documented.Count == 0)
            problems.Missing(command.Name, $"the class has no <{Tag}>, but a parameter takes properties of piped objects");
        if (!takesProperties && types.Count == 0 && documented.Count > 0)
            problems.Contradicts(command.Name, $"the class has <{Tag}>, but no parameter takes anything from the pipeline");
        return new XElement(
            Maml.Command + "inputTypes",
            (documented.Count > 0 ? documented : [("None", "This command takes nothing from the pipeline.")])
                .Select(input => TypeElement.Make("inputType", input.Type, input.Text)));
    }
}
