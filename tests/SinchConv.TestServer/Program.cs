using System.Globalization;
using SinchConv.Sandbox;
using SinchConv.TestServer;

// Starts the server for trying things by hand and for benchmarks:
//   dotnet run --project tests/SinchConv.TestServer -- --port 8080 --conversations 20000 --latency 25 --spread even --fault 503@3 --quirks recent-unsorted
var options = new ConfigurationBuilder().AddCommandLine(args).Build();
var count = options.GetValue("conversations", SandboxProject.DefaultCount);
var quirks = Quirks.Parse(options["quirks"]);
var faults = FaultRules.Parse(options["fault"]);
await using var server = await SinchServer.StartAsync(
    Spreads.Create(options["spread"], count),
    TimeSpan.FromSeconds(options.GetValue("token-lifetime", 3600)),
    options.GetValue("port", 0));
server.Latency = TimeSpan.FromMilliseconds(options.GetValue("latency", 0.0));
server.Faults = faults;
server.Project.Quirks = quirks;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
    Listening on {server.Uri}
    project      {server.Project.ProjectId}
    app          {SandboxProject.ConversationAppId}
    key          {SandboxProject.KeyId} / {SandboxProject.KeySecret}
    {count} conversations, {server.Latency.TotalMilliseconds} ms latency. Ctrl+C ends.
    """));
using var end = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    end.Cancel();
};
await server.WaitAsync(end.Token);
