using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Xml;
using SinchConv.HelpBuilder;

var problems = new Problems();
try
{
    if (args is [var modulePath, var docPath, var output])
        Build(modulePath, docPath, output);
    else
        problems.Failed("usage: SinchConv.HelpBuilder <module.dll> <doc.xml> <help.xml, or the folder of the pages>");
}
catch (Exception e) when (e is RuntimeException or XmlException or IOException or UnauthorizedAccessException)
{
    problems.Failed(e.Message);
}
foreach (var line in problems.Lines)
    Console.Error.WriteLine(line);
return problems.Lines.Count == 0 ? 0 : 1;

void Build(string modulePath, string docPath, string output)
{
    var commands = ImportModule(modulePath);
    if (commands.Count == 0)
        problems.Failed($"the module {modulePath} has no commands");
    var comments = new DocComments(docPath, commands);
    var help = commands.Select(command => new CommandReader(command, comments, problems).Read()).ToList();
    if (problems.Lines.Count > 0)
        return;
    if (Path.GetExtension(output) == ".xml")
        Maml.Write(help, output);
    else
        new Markdown(help).Write(output);
}

// The module's commands by name. The runspace stays open: they work out their parameter sets in it when they are asked for them.
static IReadOnlyList<CmdletInfo> ImportModule(string path)
{
    // The engine reports imports to Microsoft unless told otherwise; a build sends nothing anywhere.
    Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
    Runspace.DefaultRunspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
    Runspace.DefaultRunspace.Open();
    using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
    var module = shell.AddCommand("Import-Module")
        .AddParameter("Name", Path.GetFullPath(path))
        .AddParameter("PassThru")
        .AddParameter("ErrorAction", ActionPreference.Stop)
        .Invoke<PSModuleInfo>()
        .Single();
    return [.. module.ExportedCmdlets.Values.OrderBy(command => command.Name, StringComparer.Ordinal)];
}

/// <summary>What is wrong with the help: all of it, so that one build reports it, in the form that MSBuild takes for errors.</summary>
internal sealed class Problems
{
    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines => lines;

    /// <summary>A doc comment lacks a text.</summary>
    public void Missing(string command, string what) => Add("HELP001", $"{command}: {what}");

    /// <summary>A doc comment says something else than the code.</summary>
    public void Contradicts(string command, string what) => Add("HELP002", $"{command}: {what}");

    /// <summary>The help could not be made at all.</summary>
    public void Failed(string why) => Add("HELP003", why);

    // One line each, whatever the message holds: a second line would not be taken for part of the error.
    private void Add(string code, string message) => lines.Add($"SinchConv.HelpBuilder : error {code}: {message.ReplaceLineEndings(" ")}");
}
