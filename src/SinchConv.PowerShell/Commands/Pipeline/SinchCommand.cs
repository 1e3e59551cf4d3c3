using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>What all commands share: stopping, waiting for calls, and reporting their failures.</summary>
public abstract class SinchCommand : PSCmdlet, IDisposable
{
    // Never disposed: it holds no handle as long as nobody asks for one, and a call that is being stopped still looks at it.
    private readonly CancellationTokenSource stop = new();
    private readonly Inbox inbox = new();
    private readonly Lazy<Action<Note>?> leave;
    private HashSet<string> given = [];

    private protected SinchCommand() => leave = new(Listener);

    /// <summary>Ends the calls under way. Also reached when a later command of the pipeline stops early.</summary>
    public void Dispose()
    {
        stop.Cancel();
        GC.SuppressFinalize(this);
    }

    /// <summary>Notes what stands on the command line: later, PowerShell adds what inputs bring, and never takes it away again.</summary>
    protected override void BeginProcessing() => given = new(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);

    /// <summary>Ends the calls under way on Ctrl+C.</summary>
    protected override void StopProcessing()
    {
        stop.Cancel();
        inbox.Ring();
    }

    /// <summary>Starts a call on the thread pool.</summary>
    private protected Task<T> Start<T>(Func<CallContext, Task<T>> work)
    {
        var call = new CallContext(stop.Token, leave.Value);
        var task = Task.Run(() => work(call), stop.Token);
        // Wakes the pipeline thread, and looks at the exception of a call that nobody waits for any more.
        _ = task.ContinueWith(
            ended =>
            {
                _ = ended.Exception;
                inbox.Ring();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return task;
    }

    /// <summary>Waits for a call and returns its result.</summary>
    /// <exception cref="SinchException">The call failed.</exception>
    private protected T Await<T>(Task<T> call)
    {
        AwaitAny([call]);
        try
        {
            return call.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Waits for a call and returns its result.</summary>
    private protected T Await<T>(Func<CallContext, Task<T>> work) => Await(Start(work));

    /// <summary>
    /// Waits until one of the calls has ended, and meanwhile writes the notes that calls leave. The only place where
    /// asynchronous work meets the pipeline: calls never wait for it, and only this thread writes to it.
    /// </summary>
    /// <returns>The index of the call that ended.</returns>
    private protected int AwaitAny<T>(IReadOnlyList<Task<T>> calls)
    {
        while (true)
        {
            // Looked at first: the notes of a call that has ended are all there.
            var ended = -1;
            for (var i = 0; i < calls.Count && ended < 0; i++)
                ended = calls[i].IsCompleted ? i : -1;
            while (inbox.TryTake(out var note))
                Write(note);
            if (ended >= 0)
                return ended;
            if (stop.IsCancellationRequested)
                throw new PipelineStoppedException();
            inbox.Wait();
        }
    }

    private protected void WriteFailure(SinchException failure, object? target, SinchSession? session) =>
        WriteError(ErrorRecords.Record(failure, target, session));

    private protected void ThrowFailure(SinchException failure, object? target, SinchSession? session, string? advice = null) =>
        ThrowTerminatingError(ErrorRecords.Record(failure, target, session, advice));

    /// <summary>Ends the command because of what its caller gave.</summary>
    private protected void Refuse(string message, object? target = null) =>
        ThrowFailure(new SinchException(SinchError.InvalidRequest, message), target, session: null);

    /// <summary>Ends the command when an identifier on the command line is empty: an unset variable must not widen what it does.</summary>
    private protected void RefuseEmpty(string parameter, string? value)
    {
        if (IsOnCommandLine(parameter) && string.IsNullOrEmpty(value))
            Refuse($"-{parameter} is empty: give an ID, or leave the parameter out.");
    }

    /// <summary>Whether a parameter stands on the command line. What the pipeline binds is in its property, for as long as its input lasts.</summary>
    private protected bool IsOnCommandLine(string parameter) => given.Contains(parameter);

    // Each note wakes the pipeline thread, so only those are left that somebody wants to read.
    private Action<Note>? Listener()
    {
        var wantsLines = IsOn("Verbose");
        var wantsDetails = IsOn("Debug");
        if (wantsDetails)
            ConnectionCounter.Start();
        return !wantsLines && !wantsDetails ? null : note =>
        {
            if (note.IsDetail ? wantsDetails : wantsLines)
                inbox.Leave(note);
        };
    }

    private bool IsOn(string stream) => MyInvocation.BoundParameters.TryGetValue(stream, out var isOn)
        ? (SwitchParameter)isOn
        : GetVariableValue(stream + "Preference") is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore or "SilentlyContinue" or "Ignore");

    private void Write(Note note)
    {
        if (note.IsDetail)
            WriteDebug(note.Text);
        else
            WriteVerbose(note.Text);
    }
}
