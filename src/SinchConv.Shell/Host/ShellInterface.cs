using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SinchConv.Shell.Host;

/// <summary>Output, warnings, verbose and debug lines on standard output, as pwsh has it; errors on standard error.</summary>
internal sealed class ShellInterface(ErrorWriter errors, Questions questions) : PSHostUserInterface
{
    private readonly ProgressLine progress = new();

    public override PSHostRawUserInterface RawUI { get; } = new ShellRawInterface();

    public override bool SupportsVirtualTerminal => Terminal.HasColors;

    private static PSStyle.FormattingData Styles => PSStyle.Instance.Formatting;

    public override void Write(string value)
    {
        progress.Clear();
        if (errors.TakesOutput)
            errors.Write(value);
        else
            Console.Out.Write(GetOutputString(value, SupportsVirtualTerminal));
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        var style = PSStyle.Instance.Foreground.FromConsoleColor(foregroundColor);
        // The terminal's own background is unknown, and stands for "unchanged".
        if (backgroundColor != RawUI.BackgroundColor)
            style += PSStyle.Instance.Background.FromConsoleColor(backgroundColor);
        Write(Styled(style, value));
    }

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteErrorLine(string value)
    {
        progress.Clear();
        errors.Write(value + Environment.NewLine);
    }

    public override void WriteWarningLine(string message) => WriteLine(Styled(Styles.Warning, $"WARNING: {message}"));

    public override void WriteVerboseLine(string message) => WriteLine(Styled(Styles.Verbose, $"VERBOSE: {message}"));

    public override void WriteDebugLine(string message) => WriteLine(Styled(Styles.Debug, $"DEBUG: {message}"));

    public override void WriteProgress(long sourceId, ProgressRecord record) => progress.Show(record);

    public override string ReadLine() => questions.ReadLine();

    public override SecureString ReadLineAsSecureString() => questions.ReadSecret();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        questions.AskFields(this, caption, message, descriptions);

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        questions.AskChoice(this, caption, message, choices, defaultChoice);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        questions.AskCredential(this, caption, message, userName);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        questions.AskCredential(this, caption, message, userName);

    private static string Styled(string style, string text) => style + text + PSStyle.Instance.Reset;
}
