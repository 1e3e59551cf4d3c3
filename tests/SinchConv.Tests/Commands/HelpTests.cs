using System.Xml.Linq;

namespace SinchConv.Tests.Commands;

/// <summary>Help is complete. Its examples run in the Pester suite.</summary>
public sealed class HelpTests
{
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";

    private static List<XElement> Commands() =>
        [.. XDocument.Load(Path.Combine(Built.Path("ModuleFolder"), "en-US", "SinchConv.PowerShell.dll-Help.xml")).Root!.Elements(Command + "command")];

    private static string Name(XElement command) => command.Element(Command + "details")!.Element(Command + "name")!.Value;

    [Fact]
    public void Every_exported_command_has_help_and_the_main_one_has_four_examples()
    {
        using var host = new Host();
        var exported = host.Run("(Get-Module SinchConv).ExportedCmdlets.Keys").Output.Select(name => (string)name.BaseObject).Order();
        var commands = Commands();
        Assert.Equal(exported, commands.Select(Name).Order());
        Assert.All(commands, command =>
        {
            Assert.NotEmpty(command.Element(Maml + "description")!.Value.Trim());
            Assert.NotEmpty(command.Descendants(Command + "example"));
            Assert.NotEmpty(command.Descendants(Maml + "navigationLink"));
        });
        Assert.True(commands.Single(command => Name(command) == "Get-SinchConversation").Descendants(Command + "example").Count() >= 4);
    }

    [Fact]
    public void Get_Help_finds_it()
    {
        using var host = new Host();
        var help = host.Run("$h = Get-Help Get-SinchConversation -Full; $h.Synopsis; @($h.examples.example).Count; @($h.parameters.parameter).Count").ShouldBeClean().Output;
        Assert.Equal("Gets conversations of a Sinch project, as a list or by ID.", help[0].BaseObject);
        Assert.True((int)help[1].BaseObject >= 4);
        Assert.Equal(16, help[2].BaseObject);
    }
}
