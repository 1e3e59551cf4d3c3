using System.Collections.Concurrent;
using SinchConv.PowerShell.Api;

namespace SinchConv.PowerShell.Commands;

/// <summary>A call under way on the thread pool, with the notes that it left and nobody wrote yet.</summary>
internal sealed class PendingCall<T>
{
    private readonly BlockingCollection<Note> notes = [];
    private readonly Task<T> task;

    public PendingCall(Func<Call, Task<T>> work, CancellationToken stop)
    {
        task = Task.Run(() => work(new Call(stop, Leave)), stop);
        // Also looks at the exception of a call that nobody waits for any more.
        _ = task.ContinueWith(
            ended =>
            {
                _ = ended.Exception;
                notes.CompleteAdding();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>The notes as they come, until the call ends.</summary>
    public IEnumerable<Note> Notes(CancellationToken stop) => notes.GetConsumingEnumerable(stop);

    /// <summary>The result of a call whose notes have ended.</summary>
    public T GetResult() => task.GetAwaiter().GetResult();

    // A token fetch that outlives the call which began it may still have something to say; nobody is there to hear it.
    private void Leave(Note note)
    {
        if (!notes.IsAddingCompleted)
        {
            try
            {
                notes.Add(note);
            }
            catch (InvalidOperationException)
            {
                // Completed in between.
            }
        }
    }
}
