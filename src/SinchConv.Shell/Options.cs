namespace SinchConv.Shell;

/// <summary>What the command line asks for.</summary>
internal enum Mode
{
    Tour,
    Command,
    File,
    Interactive,
    Help,
}

/// <summary>The command line, read.</summary>
internal sealed record Options(Mode Mode)
{
    public const string Usage = """
        The PowerShell engine with the SinchConv module loaded.

        SinchConv.Shell                        a short tour of the module on its sandbox
        SinchConv.Shell -Command <script>      runs the text
        SinchConv.Shell -File <path> [<args>]  runs a .ps1 file
        SinchConv.Shell -Interactive           a prompt; 'exit' or the end of input leaves it
        SinchConv.Shell -Help                  this text

        The exit code is 0, or 1 after a failure, or what the script gives to 'exit'.

        """;

    /// <summary>The script text, or the full path of the file.</summary>
    public string Text { get; private init; } = "";

    /// <summary>What follows the file's path.</summary>
    public IReadOnlyList<string> Arguments { get; private init; } = [];

    /// <summary>Why the command line can't be understood; null when it can.</summary>
    public string? Mistake { get; private init; }

    public static Options Parse(IReadOnlyList<string> args)
    {
        if (args.Count == 0)
            return new Options(Mode.Tour);
        var name = args[0];
        var rest = args.Skip(1).ToList();
        return name.ToUpperInvariant() switch
        {
            "-COMMAND" or "-C" => Command(rest),
            "-FILE" or "-F" => File(rest),
            "-INTERACTIVE" or "-I" => Alone(Mode.Interactive, rest),
            "-HELP" or "-H" or "-?" or "--HELP" => Alone(Mode.Help, rest),
            _ => Refuse($"Unknown argument: {name}"),
        };
    }

    // Like pwsh: a script that came unquoted is put together again.
    private static Options Command(List<string> rest) =>
        rest.Count == 0 ? Refuse("-Command needs a script.") : new Options(Mode.Command) { Text = string.Join(' ', rest) };

    private static Options File(List<string> rest)
    {
        if (rest.Count == 0)
            return Refuse("-File needs a path.");
        var path = Path.GetFullPath(rest[0]);
        // The engine would start any other file as a program of the operating system.
        if (!path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
            return Refuse($"-File needs a .ps1 file: {rest[0]}");
        return System.IO.File.Exists(path)
            ? new Options(Mode.File) { Text = path, Arguments = rest[1..] }
            : Refuse($"There is no file {path}");
    }

    private static Options Alone(Mode mode, List<string> rest) =>
        rest.Count == 0 ? new Options(mode) : Refuse($"Unknown argument: {rest[0]}");

    private static Options Refuse(string mistake) => new(Mode.Help) { Mistake = mistake };
}
