using System.Text;
using SinchConv.Shell;
using SinchConv.Shell.Host;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

// The engine reports imported modules to its maker by default; a program that only tries things out should not.
if (Environment.GetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT") is null)
    Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

var options = Options.Parse(args);
if (options.Mistake is { } mistake)
{
    Console.Error.WriteLine(mistake);
    Console.Error.WriteLine();
    Console.Error.Write(Options.Usage);
    return ExitCode.Usage;
}
if (options.Mode == Mode.Help)
{
    Console.Write(Options.Usage);
    return ExitCode.Success;
}
if (ModuleFolder.Find() is not { } module)
{
    Console.Error.WriteLine(ModuleFolder.NotFound);
    return ExitCode.Failure;
}

using var interrupt = new Interrupt();
var input = options.Mode == Mode.Interactive ? new LineReader(interrupt) : null;
using var engine = new Engine(new ShellHost(input), interrupt, module);
if (!engine.ImportModule())
    return ExitCode.Failure;
return options.Mode switch
{
    Mode.Command => engine.RunScript(options.Text),
    Mode.File => engine.RunFile(options.Text, options.Arguments),
    Mode.Interactive => new PromptLoop(engine, input!).Run(),
    _ => new Guide(engine).Run(Tour.Steps),
};
