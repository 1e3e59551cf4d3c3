using System.Management.Automation;
using System.Xml.Linq;

namespace SinchConv.HelpBuilder;

/// <summary>The element that stands for a parameter, in the syntax as well as in the list of parameters.</summary>
internal static class ParameterElement
{
    public static XElement Make(CommandParameterInfo parameter, params object?[] content) => new(
        Maml.Command + "parameter",
        new XAttribute("required", parameter.IsMandatory),
        new XAttribute("variableLength", true),
        new XAttribute("globbing", parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any()),
        new XAttribute("pipelineInput", PipelineInput(parameter)),
        new XAttribute("position", Parameters.IsPositional(parameter) ? parameter.Position : "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        Maml.Name(parameter.Name),
        content);

    public static XElement Value(string text, bool isRequired) => new(
        Maml.Command + "parameterValue",
        new XAttribute("required", isRequired),
        new XAttribute("variableLength", false),
        text);

    private static string PipelineInput(CommandParameterInfo parameter) => parameter switch
    {
        { ValueFromPipelineByPropertyName: true, ValueFromPipeline: true } => "True (ByPropertyName, ByValue)",
        { ValueFromPipelineByPropertyName: true } => "True (ByPropertyName)",
        { ValueFromPipeline: true } => "True (ByValue)",
        _ => "False",
    };
}
