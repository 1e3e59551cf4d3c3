using System.Management.Automation;
using SinchConv.PowerShell.Api;

namespace SinchConv.PowerShell.Commands;

/// <summary>What all commands share: stopping, waiting for calls, and reporting their failures.</summary>
public abstract class SinchCommand : PSCmdlet, IDisposable
{
    // Never disposed: it holds no handle as long as nobody asks for one, and a call that is being stopped still looks at it.
    private readonly CancellationTokenSource stop = new();

    /// <summary>Ends the calls under way. Also reached when a later command of the pipeline stops early.</summary>
    public void Dispose()
    {
        stop.Cancel();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the calls under way on Ctrl+C.</summary>
    protected override void StopProcessing() => stop.Cancel();

    /// <summary>Starts a call on the thread pool.</summary>
    private protected PendingCall<T> Start<T>(Func<Call, Task<T>> work) => new(work, stop.Token);

    /// <summary>
    /// Waits for a call, and meanwhile writes the notes that it leaves. The only place where asynchronous work meets the
    /// pipeline: calls never wait for it, and only this thread writes to it.
    /// </summary>
    /// <exception cref="SinchException">The call failed.</exception>
    private protected T Await<T>(PendingCall<T> call)
    {
        try
        {
            foreach (var note in call.Notes(stop.Token))
                Write(note);
            return call.GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private protected T Await<T>(Func<Call, Task<T>> work) => Await(Start(work));

    private protected void WriteFailure(SinchException failure, object? target, SinchSession? session, string? advice = null) =>
        WriteError(Failure.Record(failure, target, session, advice));

    private protected void ThrowFailure(SinchException failure, object? target, SinchSession? session, string? advice = null) =>
        ThrowTerminatingError(Failure.Record(failure, target, session, advice));

    private void Write(Note note)
    {
        if (note.IsDetail)
            WriteDebug(note.Text);
        else
            WriteVerbose(note.Text);
    }
}
