using System.Collections;
using System.Management.Automation;
using System.Xml.Linq;

namespace SinchConv.HelpBuilder;

/// <summary>Reads the help of one command from its class and its doc comments, and reports what is missing or wrong there.</summary>
internal sealed class CommandReader(CmdletInfo command, DocComments comments, Problems problems)
{
    private readonly XElement comment = comments.Of(command);
    private readonly List<CommandParameterSetInfo> sets = [.. command.ParameterSets.OrderByDescending(set => set.IsDefault)];

    public CommandHelp Read() => new(
        command,
        Needed(comments.Line(comment.Element("summary")), "the class has no <summary>"),
        Needed(comments.Paragraphs(comment.Element("remarks")), "the class has no <remarks>"),
        sets,
        [.. sets
            .SelectMany(set => set.OwnParameters.Select(parameter => (set.Name, parameter)))
            .GroupBy(entry => entry.parameter.Name)
            .OrderBy(entries => entries.Key, StringComparer.OrdinalIgnoreCase)
            .Select(entries => ReadParameter([.. entries]))],
        ReadInputs(),
        ReadOutputs(),
        Needed(comment.Elements("example").Select((example, index) => ReadExample(example, index + 1)).ToList(), "the class has no <example>"),
        // Get-Help -Online opens the first link with an address.
        [.. new[] { new LinkHelp("Online Version:", new CommandMetadata(command).HelpUri) }.Where(link => !string.IsNullOrEmpty(link.Uri)),
            .. comment.Elements("seealso").Select(other => new LinkHelp(comments.Line(other), other.Attribute("href")?.Value))]);

    private ParameterHelp ReadParameter(IReadOnlyList<(string Set, CommandParameterInfo Parameter)> inSets)
    {
        var parameter = inSets[0].Parameter;
        var property = comments.Of(command, parameter.Name);
        var description = Needed(
            EngineText(parameter.Name) is { } text ? [text] : comments.Paragraphs(property.Element("summary")), $"parameter -{parameter.Name} has no <summary>");
        var defaultValue = comments.Line(property.Element("value"));
        if (defaultValue.Length == 0)
            defaultValue = parameter.IsSwitch ? "False" : "None";
        // Get-Help shows the values of the syntax only there; who asks for one parameter shall see them too.
        return new(inSets, parameter.Accepts is { } accepted ? [.. description, $"Accepted values: {accepted}"] : description, defaultValue);
    }

    // The engine adds these to commands that ask before they change something; no property carries their comment.
    private string? EngineText(string parameter) => parameter switch
    {
        "WhatIf" => "Shows what the command would change, and changes nothing.",
        "Confirm" when new CommandMetadata(command).ConfirmImpact == ConfirmImpact.High =>
            "Asks for confirmation before the command changes anything, which it does by default. -Confirm:$false asks nothing.",
        "Confirm" => "Asks for confirmation before the command changes anything.",
        _ => null,
    };

    private List<TypeHelp> ReadInputs()
    {
        var parameters = sets.SelectMany(set => set.Parameters).ToList();
        var takesProperties = parameters.Any(parameter => parameter.ValueFromPipelineByPropertyName);
        var takers = parameters.Where(parameter => parameter.ValueFromPipeline).ToList();
        // A hidden parameter takes whatever comes; which of it has a meaning, only the comment knows.
        var types = takers.Where(parameter => !parameter.IsHidden).Select(parameter => parameter.ElementType.FullName!).Distinct().ToList();
        var documented = ReadTypes("input", types, "but a parameter takes it from the pipeline");
        if (takesProperties || takers.Count > types.Count)
            Needed(documented, "the class has no <input>, but a parameter takes piped objects or their properties");
        if (!takesProperties && takers.Count == 0 && documented.Count > 0)
            problems.Contradicts(command.Name, "the class has <input>, but no parameter takes anything from the pipeline");
        return documented.Count > 0 ? documented : [new("None", "This command takes nothing from the pipeline.")];
    }

    private List<TypeHelp> ReadOutputs()
    {
        if (command.OutputType.Count == 0)
            problems.Contradicts(command.Name, "the class has no OutputType attribute; typeof(void) says that nothing comes");
        // Several parameter sets may give the same type.
        var types = command.OutputType.Where(type => type.Type != typeof(void)).Select(type => type.Name).Distinct().ToList();
        var documented = ReadTypes("output", types, "which its OutputType attribute names");
        foreach (var type in documented.Select(output => output.Type).Except(types))
            problems.Contradicts(command.Name, $"the class has <output type=\"{type}\">, which its OutputType attribute does not name");
        return documented.Count > 0 ? documented : [new("None", "This command gives nothing to the pipeline.")];
    }

    private List<TypeHelp> ReadTypes(string tag, IEnumerable<string> expected, string reason)
    {
        var documented = comment.Elements(tag).Select(element => new TypeHelp(element.Attribute("type")?.Value ?? "", comments.Line(element))).ToList();
        foreach (var (type, text) in documented)
        {
            Needed(text, $"<{tag} type=\"{type}\"> has no text");
            if (new PSTypeName(type).Type is null)
                problems.Contradicts(command.Name, $"<{tag} type=\"{type}\"> names no type");
        }
        foreach (var type in expected.Except(documented.Select(documented => documented.Type)))
            problems.Missing(command.Name, $"the class has no <{tag} type=\"{type}\">, {reason}");
        return documented;
    }

    private ExampleHelp ReadExample(XElement example, int number)
    {
        var code = example.Element("code");
        if (code?.ElementsAfterSelf("code").Any() == true)
            problems.Contradicts(command.Name, $"example {number} has more than one <code>");
        return new(
            Needed(comments.Line(code?.ElementsBeforeSelf("para").FirstOrDefault()).TrimEnd('.', ':'), $"example {number} has no <para> before its <code>"),
            Needed(DocComments.Script(code), $"example {number} has no <code>"),
            [.. code?.ElementsAfterSelf("para").Select(comments.Line) ?? []]);
    }

    private T Needed<T>(T content, string problem)
        where T : IEnumerable
    {
        if (!content.Cast<object>().Any())
            problems.Missing(command.Name, problem);
        return content;
    }
}
