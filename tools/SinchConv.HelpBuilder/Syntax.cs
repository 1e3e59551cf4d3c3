using System.Management.Automation;
using System.Xml.Linq;

namespace SinchConv.HelpBuilder;

/// <summary>How a command is called, one line for each parameter set. Needs no doc comment.</summary>
internal static class Syntax
{
    public static XElement Make(CmdletInfo command) => new(
        Maml.Command + "syntax",
        Parameters.Sets(command).Select(set => new XElement(
            Maml.Command + "syntaxItem",
            Maml.Name(command.Name),
            Parameters.Of(set).Select(parameter => ParameterElement.Make(parameter, AcceptedValues(parameter), Value(parameter))))));

    private static XElement? AcceptedValues(CommandParameterInfo parameter)
    {
        var values = Parameters.AcceptedValues(parameter);
        return values.Count == 0
            ? null
            : new(Maml.Command + "parameterValueGroup", values.Select(value => ParameterElement.Value(value, isRequired: false)));
    }

    // A switch takes no value where it is called.
    private static XElement? Value(CommandParameterInfo parameter) =>
        Parameters.IsSwitch(parameter) ? null : ParameterElement.Value(Parameters.TypeName(parameter), isRequired: true);
}
