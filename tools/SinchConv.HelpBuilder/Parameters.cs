using System.Management.Automation;

namespace SinchConv.HelpBuilder;

/// <summary>A command's own parameters, as the engine binds them.</summary>
internal static class Parameters
{
    /// <summary>The parameter sets, the default one first.</summary>
    public static IEnumerable<CommandParameterSetInfo> Sets(CmdletInfo command) =>
        command.ParameterSets.OrderByDescending(set => set.IsDefault);

    /// <summary>The parameters of a set in the order of <c>Get-Command -Syntax</c>: by position, mandatory ones, the rest.</summary>
    public static IEnumerable<CommandParameterInfo> Of(CommandParameterSetInfo set) => set.Parameters
        .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
        .OrderBy(parameter => IsPositional(parameter) ? parameter.Position : int.MaxValue)
        .ThenByDescending(parameter => parameter.IsMandatory);

    /// <summary>Every parameter once, by name; one that several sets hold is shown as the first of them has it.</summary>
    public static IEnumerable<CommandParameterInfo> Of(CmdletInfo command) => Sets(command)
        .SelectMany(Of)
        .DistinctBy(parameter => parameter.Name)
        .OrderBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);

    public static bool IsPositional(CommandParameterInfo parameter) => parameter.Position >= 0;

    public static bool IsSwitch(CommandParameterInfo parameter) => parameter.ParameterType == typeof(SwitchParameter);

    /// <summary>The name of a parameter's type without its namespace; what may be null needs no mention.</summary>
    public static string TypeName(CommandParameterInfo parameter) =>
        ElementType(parameter).Name + (parameter.ParameterType.IsArray ? "[]" : "");

    /// <summary>The type of one value; a parameter that takes several takes them one by one from the pipeline.</summary>
    public static Type ElementType(CommandParameterInfo parameter)
    {
        var type = parameter.ParameterType.IsArray ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    /// <summary>The only values that a parameter accepts; none when it accepts any.</summary>
    public static IReadOnlyList<string> AcceptedValues(CommandParameterInfo parameter)
    {
        if (parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault() is { } set)
            return [.. set.ValidValues];
        var type = ElementType(parameter);
        return type.IsEnum ? Enum.GetNames(type) : [];
    }
}
