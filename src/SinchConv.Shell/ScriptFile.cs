using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;

namespace SinchConv.Shell;

/// <summary>A .ps1 file with its arguments, as a command.</summary>
internal static partial class ScriptFile
{
    /// <summary>Adds the file as a function of its name: run by its path, the engine would keep the script's <c>exit</c> to itself.</summary>
    /// <exception cref="ParseException">The file is no valid script.</exception>
    public static void Add(PowerShell shell, Runspace runspace, string path, IEnumerable<string> arguments)
    {
        var script = Parser.ParseFile(path, out _, out var errors);
        if (errors.Length > 0)
            throw new ParseException(errors);
        var name = Path.GetFileName(path);
        runspace.SessionStateProxy.InvokeProvider.Item.Set([$"Function:{name}"], script.GetScriptBlock(), force: true, literalPath: true);
        shell.AddCommand(name);
        foreach (var argument in arguments)
        {
            // Without a value of its own, a parameter takes the argument that follows, or none if it is a switch.
            if (ParameterName().IsMatch(argument))
                shell.AddParameter(argument, null);
            else
                shell.AddArgument(argument);
        }
    }

    [GeneratedRegex(@"^-[A-Za-z_]\w*\z")]
    private static partial Regex ParameterName();
}
