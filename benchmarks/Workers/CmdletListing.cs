using System.Diagnostics;
using System.Management.Automation;
using System.Net;
using SinchConv.Benchmarks.Processes;
using SinchConv.Sandbox;

namespace SinchConv.Benchmarks.Workers;

/// <summary>The module's cmdlet in the engine, as a script uses it.</summary>
internal sealed class CmdletListing
{
    private readonly HostedEngine engine = HostedEngine.WithModule();
    private readonly string command = "Get-SinchConversation -All";
    private readonly string? missing;

    public CmdletListing(string? parameter = null, int value = 0)
    {
        if (parameter is null)
            return;
        command += $" -{parameter} {value}";
        engine["parameter"] = parameter;
        if (engine.Run("(Get-Command Get-SinchConversation).Parameters.ContainsKey($parameter)")[0].BaseObject is false)
            missing = $"Get-SinchConversation has no parameter -{parameter}";
    }

    /// <summary>A whole listing, its objects in a variable.</summary>
    public Reply Walk(string uri)
    {
        if (missing is not null)
            return new Reply { Skipped = missing };
        Connect(uri);
        var meter = Meter.Start();
        engine.Run($"$rows = {command}");
        var reply = meter.Stop();
        var ids = ((object[])engine["rows"]!).Select(row => ((Conversation)((PSObject)row).BaseObject).ConversationId).ToList();
        Disconnect();
        return reply with { Rows = ids.Count, Distinct = ids.Distinct().Count(), About = About };
    }

    /// <summary>How long it takes until the next command of the pipeline has the first object.</summary>
    public Reply First(string uri)
    {
        Connect(uri);
        var meter = Meter.Start();
        var first = 0.0;
        var rows = Stream(count => first = count == 1 ? meter.Milliseconds : first);
        Disconnect();
        return new Reply { Milliseconds = first, Rows = rows, About = About };
    }

    /// <summary>A census, and before it the single request of -Total: the time of one round trip.</summary>
    public Reply Census(string uri)
    {
        Connect(uri);
        var meter = Meter.Start();
        engine.Run("$total = Measure-SinchConversation -Total");
        var roundTrip = meter.Milliseconds;
        meter = Meter.Start();
        engine.Run("$rows = Measure-SinchConversation");
        var reply = meter.Stop();
        var counts = ((object[])engine["rows"]!).Select(row => ((ConversationCount)((PSObject)row).BaseObject).Count);
        reply = reply with { RoundTrip = roundTrip, Rows = (int)counts.Sum(), About = About };
        Disconnect();
        return reply;
    }

    /// <summary>The memory that a listing takes when nobody keeps its objects.</summary>
    public Reply Peak(string uri)
    {
        Connect(uri);
        var meter = Meter.Start();
        var reply = meter.Stop() with { Rows = Stream(_ => { }) };
        using var process = Process.GetCurrentProcess();
        reply = reply with { Milliseconds = meter.Milliseconds, PeakBytes = process.PeakWorkingSet64, About = About };
        return reply with { HeapBytes = GC.GetTotalMemory(forceFullCollection: true) };
    }

    private string About => $"SinchConv {typeof(Conversation).Assembly.GetName().Version?.ToString(3)} in the engine {engine.Run("$PSVersionTable.PSVersion")[0]}";

    private int Stream(Action<int> seen)
    {
        var rows = 0;
        engine["seen"] = (int count) => seen(rows = count);
        engine.Run($"{command} | Out-Sink -Seen $seen");
        return rows;
    }

    private void Connect(string uri)
    {
        engine["uri"] = uri;
        engine["key"] = new PSCredential(SandboxProject.KeyId, new NetworkCredential("", SandboxProject.KeySecret).SecurePassword);
        engine.Run($"""
            Connect-SinchProject {SandboxProject.DefaultProjectId} -Credential $key -AppId {SandboxProject.ConversationAppId} -ApiUri $uri -AuthUri $uri
            """);
    }

    private void Disconnect() => engine.Run("$rows = $null; Disconnect-SinchProject");
}
