using System.Management.Automation.Language;
using SinchConv.Shell.Host;

namespace SinchConv.Shell;

/// <summary>Reads a command, runs it, and asks for the next one.</summary>
internal sealed class PromptLoop(Engine engine, LineReader input)
{
    private const string First = "PS> ";
    private const string More = ">> ";

    /// <returns>The code given to <c>exit</c>; 0 at the end of input.</returns>
    public int Run()
    {
        while (engine.Exit is null)
        {
            string? command;
            try
            {
                command = ReadCommand();
            }
            catch (OperationCanceledException)
            {
                Console.WriteLine();
                continue;
            }
            if (command is null)
            {
                // The shell that comes next would write its prompt behind this one.
                Show(Environment.NewLine);
                break;
            }
            if (engine.RunScript(command) == ExitCode.Interrupted)
                Show(Environment.NewLine);
        }
        return engine.Exit ?? ExitCode.Success;
    }

    // Half a command at the end of input is run all the same: its error says what is missing.
    private string? ReadCommand()
    {
        string? command = null;
        while (command is null || IsIncomplete(command))
        {
            Show(command is null ? First : More);
            var line = input.Read();
            if (line is null)
                return command;
            command = command is null ? line : $"{command}\n{line}";
        }
        return command;
    }

    private static bool IsIncomplete(string command)
    {
        Parser.ParseInput(command, out _, out var errors);
        return Array.Exists(errors, error => error.IncompleteInput);
    }

    // Between the answers in a pipe or a file, prompts would only be in the way.
    private static void Show(string text)
    {
        if (!Console.IsInputRedirected)
            Console.Write(text);
    }
}
