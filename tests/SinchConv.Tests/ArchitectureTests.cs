using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace SinchConv.Tests;

/// <summary>The rooms of the module, and that dependencies point one way: Commands, Session, Api, Model.</summary>
public sealed class ArchitectureTests
{
    private static readonly Architecture Architecture = new ArchLoader().LoadAssemblies(typeof(SinchSession).Assembly).Build();

    [Theory]
    [InlineData("Model", "Api")]
    [InlineData("Model", "Session")]
    [InlineData("Model", "Commands")]
    [InlineData("Model", "Sandbox")]
    [InlineData("Api", "Session")]
    [InlineData("Api", "Commands")]
    [InlineData("Api", "Sandbox")]
    [InlineData("Session", "Commands")]
    [InlineData("Commands", "Sandbox")]
    public void A_room_does_not_know_another(string room, string other) =>
        Types().That().Are(In(room)).Should().NotDependOnAny(Types().That().Are(In(other))).Because($"{room} does not know {other}").Check(Architecture);

    [Fact]
    public void Only_the_composition_of_sessions_knows_the_sandbox() =>
        Types().That().Are(In("Session").Where(type => type.Name != "SessionComposition")).Should().NotDependOnAny(Types().That().Are(In("Sandbox"))).Check(Architecture);

    [Theory]
    [InlineData("Api")]
    [InlineData("Model")]
    [InlineData("Sandbox")]
    public void What_is_not_a_command_has_never_heard_of_PowerShell(string room) =>
        Types().That().Are(In(room)).Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching("^System\\.Management\\.Automation").Check(Architecture);

    [Fact]
    public void Every_command_is_sealed() =>
        Classes().That().AreAssignableTo(typeof(System.Management.Automation.PSCmdlet)).And().AreNotAbstract().Should().BeSealed().Check(Architecture);

    // The namespace alone does not tell: what scripts see is in SinchConv, whatever its room.
    private static List<IType> In(string room)
    {
        var names = Directory.EnumerateFiles(Path.Combine(Built.Path("Source"), room), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"^(?:public |internal )?(?:abstract |sealed |static |readonly )*(?:class|record struct|record|struct|enum|interface) (\w+)", RegexOptions.Multiline))
            .Select(match => match.Groups[1].Value)
            .ToHashSet(StringComparer.Ordinal);
        var types = Architecture.Types.Where(type => type.Namespace.FullName.StartsWith("SinchConv", StringComparison.Ordinal) && names.Contains(Outermost(type))).ToList();
        Assert.NotEmpty(types);
        return types;
    }

    private static string Outermost(IType type) => type.FullName[(type.Namespace.FullName.Length + 1)..].Split('+')[0].Split('`')[0];
}
