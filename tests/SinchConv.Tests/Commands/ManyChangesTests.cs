using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>Many changes: as many under way as -ThrottleLimit says, and Ctrl+C tells how many were done.</summary>
public sealed class ManyChangesTests
{
    [Theory]
    [InlineData(1, 40)]
    [InlineData(16, 1_000)]
    public async Task A_thousand_conversations_are_stopped_with_so_many_under_way(int limit, int count)
    {
        await using var wire = await WireHost.StartAsync();
        wire.Set("ids", wire.Project.Conversations.Take(count).Select(item => item.Id).ToArray());
        await wire.RunAsync("$null = Get-SinchApp");
        var gate = new object();
        var (underWay, most, meetings) = (0, 0, 0);
        // None is answered before so many are there: with fewer under way, nobody would ever meet.
        using var meeting = new Barrier(limit, _ => meetings++);
        wire.Server.Faults = request =>
        {
            if (request.NumberOnRoute < count / limit * limit && request.IsOn("conversations/*:stop"))
                meeting.SignalAndWait(TimeSpan.FromSeconds(30));
            // Before the answer goes out: the next request may come at once.
            lock (gate)
            {
                underWay--;
            }
            return null;
        };
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, 4 * limit), ports);
        wire.Server.Latency = TimeSpan.FromMilliseconds(25);
        wire.Server.Started = () =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++underWay);
            }
        };
        var (outcome, calls) = await wire.WatchAsync($"$ids | Stop-SinchConversation -Confirm:$false -ThrottleLimit {limit}");
        outcome.ShouldBeClean();
        Assert.Equal(count, calls.Count);
        Assert.DoesNotContain(wire.Project.Conversations.Take(count), item => item.IsActive);
        Assert.Equal((limit, count / limit), (most, meetings));
    }

    [Fact]
    public async Task What_was_done_beside_one_that_ends_the_command_is_told()
    {
        await using var wire = await WireHost.StartAsync();
        var ids = wire.Project.Conversations.Take(4).Select(item => item.Id).ToArray();
        wire.Set("ids", ids);
        await wire.RunAsync("$null = Get-SinchApp");
        using var others = new CountdownEvent(3);
        wire.Server.Faults = request =>
        {
            if (request.Path.EndsWith(ids[0], StringComparison.Ordinal))
                return others.Wait(TimeSpan.FromSeconds(30)) ? new Fault.Answer(403) : null;
            others.Signal();
            return null;
        };
        var outcome = await wire.RunAsync("$ids | Set-SinchConversation -CorrelationId x -PassThru -ThrottleLimit 4");
        Assert.Equal(ids[0], Assert.Single(((SinchException)outcome.Terminating!.Exception).ResumeParameters, part => Equals(part["ConversationId"], ids[0]))["ConversationId"]);
        Assert.EndsWith(
            " What is left: foreach ($part in $_.Exception.ResumeParameters) { Set-SinchConversation @part }, where $_ is this error. Inputs that had not arrived yet are not part of it.",
            outcome.Terminating.ErrorDetails!.RecommendedAction,
            StringComparison.Ordinal);
        // Answers that had not come when the error did are counted.
        var open = outcome.Warnings.Select(warning => int.Parse(warning.Split(' ')[2], CultureInfo.InvariantCulture)).SingleOrDefault();
        Assert.Equal(3, outcome.Output.Count + open);
    }

    [Theory]
    [InlineData(1, "Stopped: 1 conversation was done, and up to 1 more may have been.")]
    [InlineData(7, "Stopped: 7 conversations were done, and up to 1 more may have been.")]
    public async Task Ctrl_C_tells_how_many_were_done(int count, string told)
    {
        await using var server = await SinchServer.StartAsync(SandboxProject.Create(60));
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Faults = request =>
        {
            if (request.IsToken || request.Number < count)
                return null;
            hangs.TrySetResult();
            return new Fault.Stall(Stage.BeforeHeaders);
        };
        var host = new WatchedHost();
        using var runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.Open();
        using var session = Sessions.To(server);
        runspace.SessionStateProxy.SetVariable("session", session);
        runspace.SessionStateProxy.SetVariable("ids", server.Project.Conversations.Take(20).Select(item => item.Id).ToArray());
        using var engine = PowerShell.Create(runspace);
        engine.AddScript($"Import-Module '{Built.Path("ModuleFolder")}'; $ids | Stop-SinchConversation -Session $session -Confirm:$false");
        var run = engine.BeginInvoke();
        await hangs.Task.WaitAsync(TimeSpan.FromSeconds(30));
        engine.Stop();
        Assert.Throws<PipelineStoppedException>(() => engine.EndInvoke(run));
        Assert.Equal(told, Assert.Single(host.Warnings));
    }

    [Fact]
    public void WhatIf_names_each_conversation_and_its_project()
    {
        var host = new WatchedHost();
        using var runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.Open();
        using var engine = PowerShell.Create(runspace);
        engine.AddScript($"Import-Module '{Built.Path("ModuleFolder")}'; Connect-SinchProject -Sandbox -ProjectId p; 'a', 'b' | Stop-SinchConversation -WhatIf");
        engine.Invoke();
        Assert.Empty(engine.Streams.Error);
        Assert.Equal(2, host.Lines.Count);
        Assert.Contains("\"conversation a of ", host.Lines[0], StringComparison.Ordinal);
        Assert.Contains("\"conversation b of ", host.Lines[1], StringComparison.Ordinal);
        Assert.All(host.Lines, line => Assert.Contains("p", line.Split(" of ")[1], StringComparison.Ordinal));
    }

    /// <summary>A host that somebody watches.</summary>
    private sealed class WatchedHost : PSHost
    {
        private readonly Interface watched = new();

        public IReadOnlyList<string> Warnings => watched.Warnings;

        public List<string> Lines => watched.Lines;

        public override string Name => "Some editor's host";

        public override Version Version { get; } = new(1, 0);

        public override Guid InstanceId { get; } = Guid.NewGuid();

        public override System.Globalization.CultureInfo CurrentCulture => System.Globalization.CultureInfo.InvariantCulture;

        public override System.Globalization.CultureInfo CurrentUICulture => System.Globalization.CultureInfo.InvariantCulture;

        public override PSHostUserInterface UI => watched;

        public override void EnterNestedPrompt() => throw new NotSupportedException();

        public override void ExitNestedPrompt() => throw new NotSupportedException();

        public override void NotifyBeginApplication()
        {
        }

        public override void NotifyEndApplication()
        {
        }

        public override void SetShouldExit(int exitCode)
        {
        }
    }

    private sealed class Interface : PSHostUserInterface
    {
        public List<string> Warnings { get; } = [];

        public List<string> Lines { get; } = [];

        public override PSHostRawUserInterface? RawUI => null;

        public override void WriteWarningLine(string message) => Warnings.Add(message);

        public override Dictionary<string, PSObject> Prompt(string caption, string message, System.Collections.ObjectModel.Collection<FieldDescription> descriptions) => throw new NotSupportedException();

        public override int PromptForChoice(string caption, string message, System.Collections.ObjectModel.Collection<ChoiceDescription> choices, int defaultChoice) => throw new NotSupportedException();

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw new NotSupportedException();

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw new NotSupportedException();

        public override string ReadLine() => throw new NotSupportedException();

        public override System.Security.SecureString ReadLineAsSecureString() => throw new NotSupportedException();

        public override void Write(string value)
        {
        }

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
        {
        }

        public override void WriteDebugLine(string message)
        {
        }

        public override void WriteErrorLine(string value)
        {
        }

        public override void WriteLine(string value) => Lines.Add(value);

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override void WriteVerboseLine(string message)
        {
        }
    }
}
