using System.Globalization;
using System.Management.Automation.Host;

namespace SinchConv.Shell.Host;

/// <summary>What the engine sees of this program.</summary>
/// <param name="input">Where answers to questions come from; null when nobody is there to answer.</param>
internal sealed class ShellHost(LineReader? input) : PSHost
{
    private readonly ErrorWriter errors = new();

    public override string Name => "SinchConv.Shell";

    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI => field ??= new ShellInterface(errors, new Questions(input));

    public ErrorWriter Errors => errors;

    /// <summary>The code that a script gave to <c>exit</c>.</summary>
    public int? Exit { get; private set; }

    public override void SetShouldExit(int exitCode) => Exit = exitCode;

    public override void EnterNestedPrompt() => throw new HostException("This shell has no nested prompt.");

    public override void ExitNestedPrompt() => throw new HostException("This shell has no nested prompt.");

    // The terminal needs no care around the programs that a script starts.
    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
