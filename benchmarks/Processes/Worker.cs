using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace SinchConv.Benchmarks.Processes;

/// <summary>
/// A process that measures on request: a line goes in, a line with a <see cref="Reply"/> comes out. It lives through all
/// rounds, so neither its start nor its first compilation is measured, and no contender runs in another one's heap.
/// </summary>
internal sealed class Worker : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private readonly Process? process;
    private string? broken;

    public Worker(ProcessStartInfo? start, string missing = "")
    {
        try
        {
            process = start is null ? null : Process.Start(start);
        }
        catch (Win32Exception)
        {
            missing = $"{start!.FileName} is not there";
        }
        Missing = process is null ? missing : null;
    }

    private string? Missing { get; }

    public Reply Ask(string line)
    {
        if (Missing is not null)
            return new Reply { Skipped = Missing };
        if (broken is not null)
            return new Reply { Failure = broken };
        try
        {
            process!.StandardInput.WriteLine(line);
            process.StandardInput.Flush();
            using var late = new CancellationTokenSource(Patience);
            var reply = process.StandardOutput.ReadLineAsync(late.Token).AsTask().GetAwaiter().GetResult();
            return reply is null ? Break("the process ended") : Reply.FromJson(reply);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or JsonException)
        {
            return Break(e.Message);
        }
    }

    public void Dispose()
    {
        if (process is null)
            return;
        // The end of its input is the end of its work.
        process.StandardInput.Close();
        if (!process.WaitForExit(2_000))
            process.Kill();
        process.Dispose();
    }

    private Reply Break(string reason)
    {
        broken = reason;
        return new Reply { Failure = reason };
    }
}
