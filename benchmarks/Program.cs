using SinchConv.Benchmarks;
using SinchConv.Benchmarks.Decode;
using SinchConv.Benchmarks.Listing;
using SinchConv.Benchmarks.Reports;
using SinchConv.Benchmarks.Workers;

const string Usage = """
    dotnet run -c Release --project benchmarks -- <what> [options]

    decode   time and allocation for each conversation of a page, and metadata look-ups (BenchmarkDotNet)
    listing  whole listings, side by side     --latencies 0,25,100 --counts 2000,20000 --rounds 5 --budget 150
    fan-out  -ThrottleLimit on five spreads   --latency 25 --counts 20000 --rounds 5 --budget 150
    census   Measure-SinchConversation        --latency 25 --counts 1000,100000,1000000 --rounds 15
    first    time to the first object         --latency 25 --rounds 10
    memory   peak memory                      --counts 1000,100000,1000000 --warm-ups 5
    recent   -After with 20 changed, and an hour of Watch-SinchConversation with nothing happening
                                              --latency 25 --counts 1000,100000,1000000 --rounds 10
    import   time of Import-Module            --rounds 15
    emit     cost of each emitted object      --objects 100000 --rounds 7
    all      everything; the tables go to standard output as Markdown, progress to standard error

    --budget     seconds for each table of 'listing': fewer rounds, or none, where they do not suffice
    --node-sdk   a folder whose node_modules holds @sinch/sdk-core (or SINCH_NODE_SDK)

    """;

if (args is ["worker", var kind])
    return WorkerLoop.Run(kind);
var reports = new Dictionary<string, Func<Settings, IEnumerable<string>>>
{
    ["decode"] = _ => DecodeReport.Run(),
    ["listing"] = ListingReport.Run,
    ["fan-out"] = ListingReport.RunFanOut,
    ["census"] = CensusReport.Run,
    ["first"] = FirstReport.Run,
    ["memory"] = MemoryReport.Run,
    ["recent"] = RecentReport.Run,
    ["import"] = ImportReport.Run,
    ["emit"] = EmitReport.Run,
};
var what = args.FirstOrDefault() ?? "";
if (what != "all" && !reports.ContainsKey(what))
{
    Console.Error.Write(Usage);
    return 64;
}
var settings = Settings.Parse(args[1..]);
Console.WriteLine(Machine.Describe());
foreach (var (name, report) in reports)
{
    if (what != "all" && what != name)
        continue;
    foreach (var line in report(settings))
        Console.WriteLine(line);
    Console.WriteLine();
}
return 0;
