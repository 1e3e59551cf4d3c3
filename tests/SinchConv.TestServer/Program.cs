using System.Globalization;
using SinchConv.Sandbox;
using SinchConv.TestServer;

// Starts the server for trying things by hand and for benchmarks:
//   dotnet run --project tests/SinchConv.TestServer -- --port 8080 --conversations 20000 --latency 25 --spread even --fault 503@3 --quirks recent-unsorted
// With a dash in place of options it starts a server for each line of its input, with the options that stand there; a line
// with the address of one ends that.
if (args is ["-"])
    await ServeLinesAsync();
else
    await ServeAsync(args);

static async Task ServeAsync(string[] options)
{
    await using var server = await StartAsync(options);
    using var end = new CancellationTokenSource();
    Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = true;
        end.Cancel();
    };
    await server.WaitAsync(end.Token);
}

static async Task ServeLinesAsync()
{
    var servers = new Dictionary<string, SinchServer>();
    while (await Console.In.ReadLineAsync() is { } line)
    {
        if (line.StartsWith("http", StringComparison.Ordinal))
        {
            if (servers.Remove(line, out var ended))
                await ended.DisposeAsync();
            Console.WriteLine("Ended.");
            continue;
        }
        var server = await StartAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        servers.Add(server.Uri.AbsoluteUri, server);
    }
}

static async Task<SinchServer> StartAsync(string[] args)
{
    var options = new ConfigurationBuilder().AddCommandLine(args).Build();
    var count = options.GetValue("conversations", SandboxProject.DefaultCount);
    var quirks = Quirks.Parse(options["quirks"]);
    var faults = FaultRules.Parse(options["fault"]);
    var server = await SinchServer.StartAsync(
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
    return server;
}
