using System.Management.Automation;
using System.Xml.Linq;

namespace SinchConv.HelpBuilder;

/// <summary>The help of a module as Get-Help reads it. The format fixes the order of the parts.</summary>
internal static class Maml
{
    private const string Rule = "---------";

    private static readonly XNamespace Items = "http://msh";
    private static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Writes the same bytes on every system.</summary>
    public static void Write(IEnumerable<CommandHelp> commands, string path)
    {
        var help = new XElement(
            Items + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Text),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            commands.Select(Make));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{help}".ReplaceLineEndings("\n"));
    }

    private static XElement Make(CommandHelp help) => new(
        Command + "command",
        new XElement(
            Command + "details",
            new XElement(Command + "name", help.Name),
            new XElement(Command + "verb", help.Command.Verb),
            new XElement(Command + "noun", help.Command.Noun),
            Description(help.Synopsis)),
        Description(help.Description),
        new XElement(Command + "syntax", help.Sets.Select(set => new XElement(
            Command + "syntaxItem",
            Name(help.Name),
            set.OwnParameters.Select(parameter => Parameter(
                parameter,
                parameter.Choices.Count == 0 ? null : new XElement(Command + "parameterValueGroup", parameter.Choices.Select(choice => Value(choice, isRequired: false))),
                parameter.IsSwitch ? null : Value(TypeName(parameter))))))),
        new XElement(Command + "parameters", help.Parameters.Select(Parameter)),
        new XElement(Command + "inputTypes", help.Inputs.Select(input => TypeOf(input, "inputType"))),
        new XElement(Command + "returnValues", help.Outputs.Select(output => TypeOf(output, "returnValue"))),
        new XElement(Command + "examples", help.Examples.Select(Example)),
        new XElement(Command + "relatedLinks", help.Links.Select(link => new XElement(
            Text + "navigationLink", new XElement(Text + "linkText", link.Text), new XElement(Text + "uri", link.Uri)))));

    private static XElement Parameter(ParameterHelp help) => Parameter(
        help.Parameter,
        Description(help.Description),
        Value(TypeName(help.Parameter), isRequired: !help.Parameter.IsSwitch),
        Type(TypeName(help.Parameter)),
        new XElement(Dev + "defaultValue", Plain(help.DefaultValue)));

    private static XElement Parameter(CommandParameterInfo parameter, params object?[] content) => new(
        Command + "parameter",
        new XAttribute("required", parameter.IsMandatory),
        new XAttribute("variableLength", true),
        new XAttribute("globbing", parameter.TakesWildcards),
        new XAttribute("pipelineInput", parameter.PipelineInput is { Length: > 0 } input ? $"True ({input})" : "False"),
        new XAttribute("position", parameter.IsPositional ? parameter.Position : "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        Name(parameter.Name),
        content);

    private static XElement Value(string text, bool isRequired = true) => new(
        Command + "parameterValue",
        new XAttribute("required", isRequired),
        new XAttribute("variableLength", false),
        text);

    // Without the namespace; what may be null needs no mention.
    private static string TypeName(CommandParameterInfo parameter) => parameter.ElementType.Name + (parameter.ParameterType.IsArray ? "[]" : "");

    private static XElement TypeOf(TypeHelp help, string element) => new(Command + element, Type(help.Type), Description(help.Text));

    private static XElement Example(ExampleHelp help, int index) => new(
        Command + "example",
        new XElement(Text + "title", $"{Rule} Example {index + 1}: {Plain(help.Title)} {Rule}"),
        new XElement(Dev + "code", help.Script),
        // The empty paragraph keeps a distance to the next title.
        new XElement(Dev + "remarks", Paragraphs([.. help.Explanation, ""])));

    private static XElement Type(string name) => new(Dev + "type", Name(name));

    private static XElement Name(string name) => new(Text + "name", name);

    private static XElement Description(params IEnumerable<string> paragraphs) => new(Text + "description", Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) => paragraphs.Select(text => new XElement(Text + "para", Plain(text)));

    // A console has no other font for code.
    private static string Plain(string text) => text.Replace("`", "", StringComparison.Ordinal);
}
