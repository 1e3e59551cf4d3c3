using System.Xml.Linq;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>Help is complete, and its examples run.</summary>
public sealed class HelpTests
{
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";

    // Stand-ins for what the bare engine lacks and what only Azure Automation and a person at the prompt have. Each does
    // as much as the examples need of it.
    private const string Surroundings = """
        function Sort-Object([Parameter(ValueFromPipeline)] $InputObject, $Property, [switch] $Descending) { process { $InputObject } }
        function Format-List([Parameter(ValueFromPipeline)] $InputObject, $Property) { process { $InputObject } }
        function Select-Object([Parameter(ValueFromPipeline)] $InputObject, $Property, $First) {
            process { $o = [pscustomobject]@{}; foreach ($p in $Property) {
                if ($p -is [string]) { $o.PSObject.Properties.Add([psnoteproperty]::new($p, $InputObject.$p)) }
                else { $o.PSObject.Properties.Add([psnoteproperty]::new($p.Name, ($InputObject | ForEach-Object $p.Expression))) } }; $o }
        }
        function Group-Object([Parameter(ValueFromPipeline)] $InputObject, $Property, [switch] $NoElement) {
            begin { $groups = [ordered]@{} }
            process { $key = "$($InputObject.$Property)"; if (-not $groups.Contains($key)) { $groups[$key] = [Collections.ArrayList]::new() }; $null = $groups[$key].Add($InputObject) }
            end { foreach ($key in $groups.Keys) { [pscustomobject]@{ Name = $key; Count = $groups[$key].Count; Group = $groups[$key] } } }
        }
        function Measure-Object([Parameter(ValueFromPipeline)] $InputObject, $Property, [switch] $Sum) {
            begin { $total = 0 } process { $total += $InputObject.$Property } end { [pscustomobject]@{ Sum = $total } }
        }
        function Export-Csv([Parameter(ValueFromPipeline)] $InputObject, $Path, [switch] $NoTypeInformation, $Encoding) { begin { $global:csv = @() } process { $global:csv += $InputObject } }
        function Import-Csv($Path) { $global:csv }
        function Get-Date { [datetime]::Now }
        function Write-Warning($Message) { }
        function Get-Credential($Message) { $credential }
        function Get-AutomationPSCredential($Name) { $credential }
        """;

    private static List<XElement> Commands() =>
        [.. XDocument.Load(Path.Combine(Built.Path("ModuleFolder"), "en-US", "SinchConv.PowerShell.dll-Help.xml")).Root!.Elements(Command + "command")];

    private static string Name(XElement command) => command.Element(Command + "details")!.Element(Command + "name")!.Value;

    public static TheoryData<string, int> Examples => [.. from command in Commands()
                                                          from example in command.Descendants(Command + "example").Select((_, index) => index)
                                                          select new TheoryDataRow<string, int>(Name(command), example)];

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
        Assert.Equal(12, help[2].BaseObject);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Every_example_runs(string command, int index)
    {
        var script = Commands().Single(candidate => Name(candidate) == command).Descendants(Command + "example").ElementAt(index).Element(Dev + "code")!.Value;
        Assert.SkipWhen(script.Contains("-Parallel", StringComparison.Ordinal), "ForEach-Object -Parallel imports the module by name, which needs an installed module; the Pester suite runs it.");
        var isSandbox = script.Contains("-Sandbox", StringComparison.Ordinal) || !script.Contains("Connect-SinchProject", StringComparison.Ordinal);
        await using var server = await SinchServer.StartAsync(SandboxProject.Create(projectId: SandboxProject.DefaultProjectId));
        using var host = new Host();
        host.Set("credential", new System.Management.Automation.PSCredential(SandboxProject.KeyId, new System.Net.NetworkCredential("", SandboxProject.KeySecret).SecurePassword));
        host.Run(Surroundings).ShouldBeClean();
        if (isSandbox)
            host.Run("Connect-SinchProject -Sandbox").ShouldBeClean();
        else
            script = Redirect(script, server);
        var outcome = host.Run(script);
        Assert.True(outcome.Terminating is null && outcome.Errors.Count == 0, $"{outcome.Terminating}{string.Join('\n', outcome.Errors)}\n{script}");
    }

    // The example stays as it is but for the address: the test server instead of Sinch.
    private static string Redirect(string script, SinchServer server)
    {
        var address = $"-ApiUri {server.Uri} -AuthUri {server.Uri}";
        var addressed = string.Join('\n', script.Split('\n').Select(line => line.StartsWith("Connect-SinchProject", StringComparison.Ordinal) ? $"{line} {address}" : line));
        return script.Contains("SINCH_PROJECT_ID", StringComparison.Ordinal)
            ? addressed.Replace("Connect-SinchProject ", $"Connect-SinchProject -ProjectId {server.Project.ProjectId} -Credential $credential ", StringComparison.Ordinal)
            : addressed;
    }
}
