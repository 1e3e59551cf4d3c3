using System.Management.Automation;
using System.Text.RegularExpressions;
using Microsoft.PowerShell;

namespace SinchConv.HelpBuilder;

/// <summary>The help of a module as pages for the web: one for each command, and an index.</summary>
internal sealed class Markdown(IReadOnlyList<CommandHelp> commands)
{
    private const string Origin = "<!-- Made from the doc comments by: dotnet build docs/commands.proj -->";

    // Code stands between backticks; commands, parameters and variables are code without them. The rest is what Markdown takes for markup.
    private const string Tokens = @"(?<topic>about_Sinch\w+)|`(?<code>[^`]+)`|(?<![\w-])(?<code>[A-Z][a-z]+-[A-Z]\w+|-[A-Z]\w+(:\$\w+)?|\$[\w:.]*\w)|[\\*<~]|(?<!\w)_|_(?!\w)";

    /// <summary>Writes the same bytes on every system.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        Write(folder, "README", Index());
        foreach (var command in commands)
            Write(folder, command.Name, Page(command).Select(block => block.Replace($"[{command.Name}]({command.Name}.md)", $"`{command.Name}`", StringComparison.Ordinal)));
    }

    private static void Write(string folder, string page, IEnumerable<string> blocks) =>
        File.WriteAllText(Path.Combine(folder, page + ".md"), string.Join("\n\n", blocks) + "\n");

    private IEnumerable<string> Index() => [
        Origin,
        "# Commands",
        "What `Get-Help <command> -Full` says, as pages.",
        Table(["Command", "Does"], commands.OrderBy(command => command.Command.Noun, StringComparer.Ordinal).Select(command => new[] { Text(command.Name), Text(command.Synopsis) })),
    ];

    private IEnumerable<string> Page(CommandHelp help) => [
        Origin,
        $"# {help.Name}",
        Text(help.Synopsis),
        "## Syntax",
        .. help.Sets.SelectMany(set => (string[])[
            .. help.Sets.Count == 1 ? [] : new[] { $"### {set.Name}{(set.IsDefault ? " (default)" : "")}" },
            Code("", Syntax(help.Name, set)),
        ]),
        "## Description",
        .. help.Description.Select(Text),
        "## Examples",
        .. help.Examples.SelectMany(example => (string[])[
            $"### {Text(example.Title)}",
            Code("powershell", example.Script),
            .. example.Explanation.Select(Text),
        ]),
        "## Parameters",
        .. help.Parameters.SelectMany(parameter => (string[])[
            $"### -{parameter.Parameter.Name}",
            .. parameter.Description.Select(Text),
            Facts(parameter, help.Sets.Count),
        ]),
        "### Common parameters",
        "Those of every command, such as `-ErrorAction` and `-Verbose`: see `Get-Help about_CommonParameters`.",
        "## Inputs",
        .. help.Inputs.Select(Type),
        "## Outputs",
        .. help.Outputs.Select(Type),
        "## Related links",
        string.Join('\n', help.Links.Append(new("All commands", "README.md")).Select(link => $"- {Link(link)}")),
    ];

    private string Facts(ParameterHelp help, int setCount)
    {
        var parameter = help.Parameter;
        (string Title, string Value)[] facts = [
            ("Type", ToStringCodeMethods.Type(PSObject.AsPSObject(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType))),
            ("Required", PerSet(help, each => each.IsMandatory ? "yes" : "no")),
            ("Position", PerSet(help, each => each.IsPositional ? $"{each.Position}" : "named")),
            ("Default", Text(help.DefaultValue)),
            ("Pipeline input", PerSet(help, each => each.PipelineInput is { Length: > 0 } input ? input : "no")),
            ("Aliases", string.Join(", ", parameter.Aliases)),
            ("Wildcards", parameter.TakesWildcards ? "yes" : ""),
            ("Parameter sets", help.Sets.Count == setCount ? "" : string.Join(", ", help.Sets.Select(entry => entry.Set))),
        ];
        var told = facts.Where(fact => fact.Value.Length > 0).ToList();
        return Table([.. told.Select(fact => fact.Title)], [[.. told.Select(fact => fact.Value)]]);
    }

    // Where the parameter sets differ, each value is followed by the sets that have it.
    private static string PerSet(ParameterHelp help, Func<CommandParameterInfo, string> fact)
    {
        var values = help.Sets.GroupBy(entry => fact(entry.Parameter), entry => entry.Set).ToList();
        return values.Count == 1 ? values[0].Key : string.Join(", ", values.Select(value => $"{value.Key} ({string.Join(", ", value)})"));
    }

    // As the engine shows it, with the choices of a parameter instead of its type, in lines of at most 100 characters that end between parameters.
    private static string Syntax(string command, CommandParameterSetInfo set)
    {
        var whole = set.OwnParameters.Where(parameter => parameter.Choices.Count > 0).Aggregate($"{command} {set}", (syntax, parameter) =>
            Regex.Replace(syntax, $@"(?<=-{parameter.Name}\]? )<[^>]+>", $"{{{string.Join(" | ", parameter.Choices)}}}"));
        return string.Join("\n    ", Regex.Matches(whole, @"\S(.{0,95}|.+?)(?= [-[]|$)"));
    }

    private string Type(TypeHelp help) => help.Type == "None" ? Text(help.Text) : $"**{help.Type}**: {Text(help.Text)}";

    private string Link(LinkHelp link) => link.Uri is null ? Text(link.Text) : $"[{Text(link.Text.TrimEnd(':'))}]({link.Uri})";

    private string Text(string text) => Regex.Replace(text, Tokens, token => (token.Groups["code"].Value, token.Groups["topic"].Value) switch
    {
        ({ Length: > 0 } code, _) => commands.Any(command => command.Name == code) ? $"[{code}]({code}.md)" : $"`{code}`",
        (_, { Length: > 0 } topic) => $"[{topic}](../../module/en-US/{topic}.help.txt)",
        _ => $@"\{token.Value}",
    });

    private static string Code(string language, string code) => $"```{language}\n{code}\n```";

    private static string Table(IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows) =>
        string.Join('\n', rows.Prepend([.. titles.Select(_ => "---")]).Prepend(titles)
            .Select(cells => $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", @"\|", StringComparison.Ordinal)))} |"));
}
