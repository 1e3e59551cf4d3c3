using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;

namespace SinchConv.HelpBuilder;

/// <summary>The doc comments of an assembly, from the XML file that the compiler wrote.</summary>
internal sealed class DocComments
{
    private static readonly XElement None = new("member");

    private readonly Dictionary<string, XElement> members;

    private DocComments(Dictionary<string, XElement> members, DocText text)
    {
        this.members = members;
        Text = text;
    }

    /// <summary>Turns the elements of these comments into texts.</summary>
    public DocText Text { get; }

    public static DocComments Load(string path, IEnumerable<CmdletInfo> commands)
    {
        // Blanks between two inline elements are part of the sentence.
        var file = XDocument.Load(path, LoadOptions.PreserveWhitespace);
        var members = file.Descendants("member").ToDictionary(member => member.Attribute("name")?.Value ?? "");
        var commandNames = commands.ToDictionary(command => Id(command.ImplementingType), command => command.Name);
        return new DocComments(members, new DocText(commandNames));
    }

    /// <summary>The comment of a command's class; an empty one when there is none.</summary>
    public XElement Of(CmdletInfo command) => Find(Id(command.ImplementingType));

    /// <summary>The comment of a parameter's property, which a base class may declare; an empty one when there is none.</summary>
    public XElement Of(CmdletInfo command, string parameter)
    {
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly;
        for (var type = command.ImplementingType; type is not null; type = type.BaseType)
        {
            // An override that says nothing new leaves the word to its base.
            if (type.GetProperty(parameter, Declared) is not null && Find($"P:{Name(type)}.{parameter}") is { HasElements: true } found
                && found.Element("inheritdoc") is null)
                return found;
        }
        return None;
    }

    private XElement Find(string id) => members.GetValueOrDefault(id, None);

    private static string Id(Type type) => "T:" + Name(type);

    // A comment belongs to the generic type, not to what it is closed over here.
    private static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');
}
