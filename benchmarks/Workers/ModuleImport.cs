using System.Diagnostics;
using SinchConv.Benchmarks.Processes;

namespace SinchConv.Benchmarks.Workers;

/// <summary>Import-Module in an engine that has imported nothing before.</summary>
internal static class ModuleImport
{
    public static Reply Run(string manifest)
    {
        using var engine = new HostedEngine();
        // The engine itself compiles on its first script; a shell has that behind it when a module is imported.
        engine.Run("$null = 1 | ForEach-Object { $_ }");
        var start = Stopwatch.GetTimestamp();
        engine.Import(manifest);
        return new Reply { Milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds };
    }
}
