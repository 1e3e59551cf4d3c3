using System.Xml.Linq;

namespace SinchConv.HelpBuilder;

/// <summary>Turns the elements of doc comments into the plain text that help shows.</summary>
/// <param name="commandNames">The commands' names by the doc ID of their classes: an admin knows no classes.</param>
internal sealed class DocText(IReadOnlyDictionary<string, string> commandNames)
{
    // Counts as white space, so that where one line is wanted, the ends of paragraphs become blanks.
    private const char ParagraphSeparator = '\u2029';

    /// <summary>The text of an element, white space collapsed; empty without an element.</summary>
    public string Plain(XElement? element) => element is null ? "" : Collapse(Inline(element));

    /// <summary>The texts of an element's paragraphs. Empty ones do not count.</summary>
    public IReadOnlyList<string> Paragraphs(XElement? element) =>
        element is null ? [] : [.. Inline(element).Split(ParagraphSeparator).Select(Collapse).Where(text => text.Length > 0)];

    /// <summary>The text of a reference; without one, the name of what it refers to.</summary>
    public string Reference(XElement reference)
    {
        if (Plain(reference) is { Length: > 0 } text)
            return text;
        if (reference.Attribute("cref")?.Value is not { } id)
            return (reference.Attribute("langword") ?? reference.Attribute("href") ?? reference.Attribute("name"))?.Value ?? "";
        // Without the arguments of a method and the number of type parameters, the last part is the name.
        return commandNames.GetValueOrDefault(id) ?? id.Split('(', '`')[0].Split('.', ':')[^1];
    }

    /// <summary>A script as it was written, without the indentation that all its lines share.</summary>
    public static string Code(XElement code)
    {
        var lines = code.Value.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()).ToList();
        var indent = lines.Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[indent..])).Trim('\n');
    }

    private string Inline(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { IsEmpty: true } reference => Reference(reference),
        XElement { Name.LocalName: "para" or "item" } paragraph => ParagraphSeparator + Inline(paragraph) + ParagraphSeparator,
        XElement inner => Inline(inner),
        _ => "",
    }));

    private static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
