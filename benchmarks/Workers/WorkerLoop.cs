using SinchConv.Benchmarks.Processes;

namespace SinchConv.Benchmarks.Workers;

/// <summary>The worker's side of <see cref="Worker"/>: measures once for each line, until there are no more.</summary>
internal static class WorkerLoop
{
    public static int Run(string kind)
    {
        var measure = Create(kind);
        while (Console.In.ReadLine() is { } line)
        {
            Reply reply;
            try
            {
                reply = measure(line);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                reply = new Reply { Failure = $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}" };
            }
            Console.Out.WriteLine(reply.ToJson());
        }
        return 0;
    }

    private static Func<string, Reply> Create(string kind) => kind switch
    {
        "cmdlet" => new CmdletListing().Walk,
        "fan-out" => new CmdletListing("ThrottleLimit", 16).Walk,
        "census" => new CmdletListing().Census,
        "cmdlet-first" => new CmdletListing().First,
        "memory" => new CmdletListing().Peak,
        "recent" => new RecentListing().After,
        "watch" => new RecentListing().Watch,
        "bare" => new BareListing().Walk,
        "bare-first" => new BareListing().First,
        "import" => ModuleImport.Run,
        _ => throw new ArgumentException($"There is no worker '{kind}'."),
    };
}
