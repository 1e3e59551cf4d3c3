using System.Management.Automation;
using System.Xml.Linq;

namespace SinchConv.HelpBuilder;

/// <summary>Where to read on. <c>Get-Help -Online</c> opens the first link that has an address.</summary>
internal static class LinkHelp
{
    public static XElement Make(CmdletInfo command, DocComments comments)
    {
        var online = new CommandMetadata(command).HelpUri is { Length: > 0 } uri ? Link("Online Version:", uri) : null;
        var others = comments.Of(command).Elements("seealso")
            .Select(other => Link(comments.Text.Reference(other), other.Attribute("href")?.Value));
        return new XElement(Maml.Command + "relatedLinks", online, others);
    }

    private static XElement Link(string text, string? uri) => new(
        Maml.Text + "navigationLink",
        new XElement(Maml.Text + "linkText", text),
        new XElement(Maml.Text + "uri", uri));
}
