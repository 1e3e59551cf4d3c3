namespace SinchConv.HelpBuilder;

/// <summary>What is wrong with the help: all of it, so that one build reports it, in the form that MSBuild takes for errors.</summary>
internal sealed class Problems
{
    /// <summary>A doc comment lacks a text.</summary>
    public const string MissingText = "HELP001";

    /// <summary>A doc comment says something else than the code.</summary>
    public const string Contradiction = "HELP002";

    /// <summary>The help could not be made at all.</summary>
    public const string Failure = "HELP003";

    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines => lines;

    public static string Line(string code, string message) => $"SinchConv.HelpBuilder : error {code}: {message}";

    // One line each, whatever the message holds: a second line would not be taken for part of the error.
    public void Add(string code, string message) => lines.Add(Line(code, message.ReplaceLineEndings(" ")));

    public void Missing(string command, string what) => Add(MissingText, $"{command}: {what}");

    public void Contradicts(string command, string what) => Add(Contradiction, $"{command}: {what}");
}
