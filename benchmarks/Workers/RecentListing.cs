using System.Diagnostics;
using System.Management.Automation;
using System.Net;
using SinchConv.Api;
using SinchConv.Benchmarks.Processes;
using SinchConv.Sandbox;

namespace SinchConv.Benchmarks.Workers;

/// <summary>Listings by the time of the newest message, of which only a few are new.</summary>
internal sealed class RecentListing
{
    /// <summary>How many conversations have changed.</summary>
    public const int Changed = 20;

    /// <summary>The rounds of an hour at the default interval of 5 seconds.</summary>
    public const int RoundsPerHour = 720;

    private readonly HostedEngine engine = HostedEngine.WithModule();

    /// <summary>What has changed since the moment of the 20th newest message.</summary>
    public Reply After(string uri)
    {
        Connect(uri);
        engine["changed"] = Changed;
        engine.Run("$since = (Get-SinchConversation -Recent -First $changed)[-1].LastMessage.AcceptTime");
        // Once with an ear on the requests, once with an eye on the clock.
        var requests = (int)engine.Run("@(Get-SinchConversation -After $since -All -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] -and $_.Message -match '^GET ' }).Count")[0].BaseObject;
        var meter = Meter.Start();
        engine.Run("$rows = Get-SinchConversation -After $since -All");
        var reply = meter.Stop();
        var rows = (int)engine.Run("@($rows).Count")[0].BaseObject;
        using var process = Process.GetCurrentProcess();
        engine.Run("$rows = $null; Disconnect-SinchProject");
        return reply with { Rows = rows, Requests = requests, PeakBytes = process.PeakWorkingSet64 };
    }

    /// <summary>The rounds of an hour, one behind the other: between them, a watch only sleeps.</summary>
    public Reply Watch(string uri)
    {
        Connect(uri);
        var session = (SinchSession)engine.Run("Get-SinchSession")[0].BaseObject;
        var watch = new RecentWatch(session.Client, new Query(ConversationQuery.App(SandboxProject.ConversationAppId)));
        var call = new CallContext(CancellationToken.None);
        watch.LookAsync(call).GetAwaiter().GetResult();
        var meter = Meter.Start();
        var rows = 0;
        for (var round = 0; round < RoundsPerHour; round++)
            rows += watch.LookAsync(call).GetAwaiter().GetResult().Count;
        var reply = meter.Stop() with { Rows = rows };
        engine.Run("Disconnect-SinchProject");
        return reply;
    }

    private void Connect(string uri)
    {
        engine["uri"] = uri;
        engine["key"] = new PSCredential(SandboxProject.KeyId, new NetworkCredential("", SandboxProject.KeySecret).SecurePassword);
        engine.Run($"Connect-SinchProject {SandboxProject.DefaultProjectId} -Credential $key -AppId {SandboxProject.ConversationAppId} -ApiUri $uri -AuthUri $uri");
    }
}
