using System.Management.Automation;
using System.Xml.Linq;

namespace SinchConv.HelpBuilder;

/// <summary>What each parameter of a command is for.</summary>
internal static class ParameterHelp
{
    // The engine adds these to commands that ask before they change something; no property carries their comment.
    private static readonly Dictionary<string, string> EngineTexts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Confirm"] = "Asks for confirmation before the command changes anything.",
        ["WhatIf"] = "Shows what the command would change, and changes nothing.",
    };

    public static XElement Make(CmdletInfo command, DocComments comments, Problems problems) => new(
        Maml.Command + "parameters",
        Parameters.Of(command).Select(parameter => Make(command, parameter, comments, problems)));

    private static XElement Make(CmdletInfo command, CommandParameterInfo parameter, DocComments comments, Problems problems)
    {
        var comment = comments.Of(command, parameter.Name);
        var description = EngineTexts.TryGetValue(parameter.Name, out var text)
            ? [text]
            : comments.Text.Paragraphs(comment.Element("summary"));
        if (description.Count == 0)
            problems.Missing(command.Name, $"parameter -{parameter.Name} has no <summary>");
        var defaultValue = comments.Text.Plain(comment.Element("value"));
        if (defaultValue.Length == 0)
            defaultValue = Parameters.IsSwitch(parameter) ? "False" : "None";
        var type = Parameters.TypeName(parameter);
        return ParameterElement.Make(
            parameter,
            Maml.Description([.. description, .. AcceptedValues(parameter)]),
            ParameterElement.Value(type, isRequired: !Parameters.IsSwitch(parameter)),
            Maml.Type(type),
            new XElement(Maml.Dev + "defaultValue", defaultValue));
    }

    // Get-Help shows the values of the syntax only there; who asks for one parameter shall see them too.
    private static IEnumerable<string> AcceptedValues(CommandParameterInfo parameter)
    {
        var values = Parameters.AcceptedValues(parameter);
        return values.Count == 0 ? [] : [$"Accepted values: {string.Join(", ", values)}"];
    }
}
