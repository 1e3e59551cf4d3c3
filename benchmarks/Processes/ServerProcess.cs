using System.Diagnostics;

namespace SinchConv.Benchmarks.Processes;

/// <summary>The test server as a process of its own: what it costs is nobody's result.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const string Announcement = "Listening on ";

    private readonly Process process;

    /// <param name="conversations">How many it has.</param>
    /// <param name="latency">How long each answer takes at least, in milliseconds.</param>
    /// <param name="spread">How they are spread over channels and states; "sample" as in the sandbox.</param>
    /// <param name="quirks">What is otherwise than usual.</param>
    public ServerProcess(int conversations, int latency, string spread = "sample", string quirks = "")
    {
        process = Process.Start(Launch.Server(conversations, latency, spread, quirks))!;
        var line = process.StandardOutput.ReadLine();
        if (line is null || !line.StartsWith(Announcement, StringComparison.Ordinal))
            throw new InvalidOperationException($"The test server did not start: {line}");
        Uri = line[Announcement.Length..].Trim().TrimEnd('/');
    }

    public string Uri { get; }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
