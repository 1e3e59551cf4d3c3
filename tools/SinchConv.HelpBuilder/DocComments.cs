using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SinchConv.HelpBuilder;

/// <summary>The doc comments of a module's commands, from the XML file that the compiler wrote, and the texts in them.</summary>
internal sealed class DocComments(string path, IEnumerable<CmdletInfo> commands)
{
    // Counts as white space, so that where one line is wanted, the ends of paragraphs become blanks.
    private const char ParagraphSeparator = '\u2029';

    private static readonly XElement None = new("member");

    // Blanks between two inline elements are part of the sentence.
    private readonly Dictionary<string, XElement> members = XDocument.Load(path, LoadOptions.PreserveWhitespace)
        .Descendants("member").ToDictionary(member => member.Attribute("name")?.Value ?? "");

    // Where a text names the class of a command, help names the command.
    private readonly Dictionary<string, string> commandNames = commands.ToDictionary(command => "T:" + Id(command.ImplementingType), command => command.Name);

    /// <summary>The comment of a command's class; an empty one when there is none.</summary>
    public XElement Of(CmdletInfo command) => members.GetValueOrDefault("T:" + Id(command.ImplementingType), None);

    /// <summary>The comment of a parameter's property, which a base class may declare; an empty one when there is none.</summary>
    public XElement Of(CmdletInfo command, string parameter)
    {
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly;
        for (var type = command.ImplementingType; type is not null; type = type.BaseType)
        {
            // An override that says nothing new leaves the word to its base.
            if (type.GetProperty(parameter, Declared) is not null && members.GetValueOrDefault($"P:{Id(type)}.{parameter}") is { HasElements: true } found
                && found.Element("inheritdoc") is null)
                return NameTypeArguments(found, type);
        }
        return None;
    }

    /// <summary>The text of an element, white space collapsed; empty without an element. Code in it stands between backticks.</summary>
    public string Line(XElement? element) => Collapse(Inline(element));

    /// <summary>The texts of an element's paragraphs. Empty ones do not count.</summary>
    public IReadOnlyList<string> Paragraphs(XElement? element) =>
        [.. Inline(element).Split(ParagraphSeparator).Select(Collapse).Where(text => text.Length > 0)];

    /// <summary>A script as it was written, without the indentation that all its lines share; empty without an element.</summary>
    public static string Script(XElement? code)
    {
        var lines = (code?.Value ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()).ToList();
        var indent = lines.Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[indent..])).Trim('\n');
    }

    private string Inline(XElement? element) => element?.FirstNode is null ? Target(element) : string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "para" or "item" } paragraph => ParagraphSeparator + Inline(paragraph) + ParagraphSeparator,
        XElement { Name.LocalName: "c" } code => $"`{Inline(code)}`",
        XElement inner => Inline(inner),
        _ => "",
    }));

    // What a reference without a text refers to; empty when the element is no reference.
    private string Target(XElement? reference)
    {
        if (reference?.Attribute("cref")?.Value is not { } id)
            return (reference?.Attribute("langword") ?? reference?.Attribute("href") ?? reference?.Attribute("name"))?.Value ?? "";
        // Without the arguments of a method and the number of type parameters, the last part is the name.
        return commandNames.GetValueOrDefault(id) ?? id.Split('(', '`')[0].Split('.', ':')[^1];
    }

    // A base class speaks of its type parameter; each command has its own word for it, such as conversation.
    private static XElement NameTypeArguments(XElement comment, Type type)
    {
        if (!type.IsGenericType)
            return comment;
        var copy = new XElement(comment);
        foreach (var (parameter, argument) in type.GetGenericTypeDefinition().GetGenericArguments().Zip(type.GenericTypeArguments))
        {
            foreach (var reference in copy.Descendants("typeparamref").Where(reference => reference.Attribute("name")?.Value == parameter.Name).ToList())
                reference.ReplaceWith(new XText(Words(argument.Name)));
        }
        return copy;
    }

    // A comment belongs to the generic type, not to what it is closed over here.
    private static string Id(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // SinchApp is an app: the prefix that types share with the commands' nouns is no word of a sentence.
    private static string Words(string type) => Regex.Replace(type, "^Sinch(?=[A-Z])|(?<=[a-z])(?=[A-Z])", " ").Trim().ToLowerInvariant();
}
