using System.Management.Automation;
using System.Xml;
using SinchConv.HelpBuilder;

if (args is not [var modulePath, var docPath, var helpPath])
{
    Console.Error.WriteLine(Problems.Line(Problems.Failure, "usage: SinchConv.HelpBuilder <module.dll> <doc.xml> <output.xml>"));
    return 1;
}
var problems = new Problems();
try
{
    var commands = ModuleCommands.Import(modulePath);
    if (commands.Count == 0)
        problems.Add(Problems.Failure, $"the module {modulePath} has no commands");
    var comments = DocComments.Load(docPath, commands);
    var help = HelpFile.Make(commands, comments, problems);
    if (problems.Lines.Count == 0)
        HelpFile.Write(help, helpPath);
}
catch (Exception e) when (e is RuntimeException or XmlException or IOException or UnauthorizedAccessException)
{
    problems.Add(Problems.Failure, e.Message);
}
foreach (var line in problems.Lines)
    Console.Error.WriteLine(line);
return problems.Lines.Count == 0 ? 0 : 1;
