using System.Globalization;
using System.Management.Automation;

namespace SinchConv.HelpBuilder;

/// <summary>What the help of one command says, whatever it is written to. The default parameter set is the first one; parameters stand by name.</summary>
internal sealed record CommandHelp(
    CmdletInfo Command,
    string Synopsis,
    IReadOnlyList<string> Description,
    IReadOnlyList<CommandParameterSetInfo> Sets,
    IReadOnlyList<ParameterHelp> Parameters,
    IReadOnlyList<TypeHelp> Inputs,
    IReadOnlyList<TypeHelp> Outputs,
    IReadOnlyList<ExampleHelp> Examples,
    IReadOnlyList<LinkHelp> Links)
{
    public string Name => Command.Name;
}

/// <summary>What a parameter is for, and how each of its sets has it. The last paragraph of the description may be the values that it accepts.</summary>
internal sealed record ParameterHelp(IReadOnlyList<(string Set, CommandParameterInfo Parameter)> Sets, IReadOnlyList<string> Description, string DefaultValue)
{
    /// <summary>The parameter as the first of its sets has it.</summary>
    public CommandParameterInfo Parameter => Sets[0].Parameter;
}

/// <summary>A type that a command takes from the pipeline or gives to it.</summary>
internal sealed record TypeHelp(string Type, string Text);

/// <summary>An example: its title, the script, and what it shows.</summary>
internal sealed record ExampleHelp(string Title, string Script, IReadOnlyList<string> Explanation);

/// <summary>Where to read on: the name of a command or an about topic, or what stands at an address.</summary>
internal sealed record LinkHelp(string Text, string? Uri);

/// <summary>What help says of parameters as the engine binds them.</summary>
internal static class ParameterExtensions
{
    extension(CommandParameterSetInfo set)
    {
        /// <summary>All but the common and the hidden parameters, in the order of <c>Get-Command -Syntax</c>: by position, mandatory ones, the rest.</summary>
        public IEnumerable<CommandParameterInfo> OwnParameters => set.Parameters
            .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name) && !parameter.IsHidden)
            .OrderBy(parameter => parameter.IsPositional ? parameter.Position : int.MaxValue)
            .ThenByDescending(parameter => parameter.IsMandatory);
    }

    extension(CommandParameterInfo parameter)
    {
        public bool IsPositional => parameter.Position >= 0;

        public bool IsHidden => parameter.Attributes.OfType<ParameterAttribute>().Any(attribute => attribute.DontShow);

        public bool IsSwitch => parameter.ParameterType == typeof(SwitchParameter);

        public bool TakesWildcards => parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any();

        /// <summary>How the parameter takes values from the pipeline; empty when it does not.</summary>
        public string PipelineInput => string.Join(", ", new[] { (parameter.ValueFromPipelineByPropertyName, "ByPropertyName"), (parameter.ValueFromPipeline, "ByValue") }
            .Where(way => way.Item1).Select(way => way.Item2));

        /// <summary>The type of one value; a parameter that takes several takes them one by one from the pipeline.</summary>
        public Type ElementType =>
            Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType.GetElementType() ?? parameter.ParameterType;

        /// <summary>The only values that the parameter accepts; none when they cannot be told one by one.</summary>
        public IReadOnlyList<string> Choices => parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault() is { } set
            ? [.. set.ValidValues]
            : parameter.ElementType.IsEnum ? Enum.GetNames(parameter.ElementType) : [];

        /// <summary>What values the parameter accepts; null when it accepts any of its type.</summary>
        public string? Accepts => (parameter.Choices, parameter.Attributes.OfType<ValidateRangeAttribute>().FirstOrDefault()) switch
        {
            ({ Count: > 0 } choices, _) => string.Join(", ", choices),
            (_, { MaxRange: int.MaxValue or long.MaxValue } range) => string.Create(CultureInfo.InvariantCulture, $"{range.MinRange} or more"),
            (_, { } range) => string.Create(CultureInfo.InvariantCulture, $"{range.MinRange} to {range.MaxRange}"),
            _ => null,
        };
    }
}
