using SinchConv.Benchmarks.Processes;
using SinchConv.Benchmarks.Workers;

namespace SinchConv.Benchmarks.Reports;

/// <summary>The time of Import-Module, beside that of a module with nothing in it: the rest is the engine's.</summary>
internal static class ImportReport
{
    public static IEnumerable<string> Run(Settings settings)
    {
        var rounds = settings.Number("rounds", 15);
        var folder = Directory.CreateTempSubdirectory("empty-module");
        try
        {
            var empty = Path.Combine(folder.FullName, "Empty.psd1");
            File.WriteAllText(empty, "@{ ModuleVersion = '1.0.0'; FunctionsToExport = @(); CmdletsToExport = @(); AliasesToExport = @() }");
            List<double> ours = [], nothing = [];
            for (var round = 0; round < rounds; round++)
            {
                ours.Add(Import(HostedEngine.Manifest));
                nothing.Add(Import(empty));
            }
            var table = new Table("", "Import-Module");
            table.Add("SinchConv", ours.Median().Milliseconds());
            table.Add("a manifest with nothing in it", nothing.Median().Milliseconds());
            table.Add("difference (median of the rounds)", ours.Zip(nothing, (mine, other) => mine - other).Median().Milliseconds());
            return table.Lines($"Import time, each in a fresh process (medians of {rounds} rounds)");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Import(string manifest)
    {
        using var worker = new Worker(Launch.Worker("import"));
        var reply = worker.Ask(manifest);
        return reply.Failure is null ? reply.Milliseconds : throw new InvalidOperationException(reply.Failure);
    }
}
