namespace SinchConv.Shell;

/// <summary>Shows each command of a tour and its real output.</summary>
internal sealed class Guide(Engine engine)
{
    /// <returns>0 when every step did what the tour says.</returns>
    public int Run(IEnumerable<TourStep> steps)
    {
        foreach (var step in steps)
        {
            Console.WriteLine($"# {step.Why}");
            Console.WriteLine($"PS> {step.Command}");
            var code = engine.RunScript(step.Command);
            if (code == ExitCode.Interrupted)
                return code;
            if (code == ExitCode.Success == step.Fails)
                return ExitCode.Failure;
            Console.WriteLine();
        }
        return ExitCode.Success;
    }
}
