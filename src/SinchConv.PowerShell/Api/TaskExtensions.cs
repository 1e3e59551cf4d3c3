namespace SinchConv.Api;

internal static class TaskExtensions
{
    /// <summary>Waits for a task that others wait for too; <paramref name="stop"/> ends this wait, not the task.</summary>
    public static async Task<T> WaitAsync<T>(this Task<T> task, CancellationToken stop)
    {
        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (stop.Register(() => stopped.TrySetResult(true)))
        {
            if (await Task.WhenAny(task, stopped.Task).ConfigureAwait(false) != task)
                stop.ThrowIfCancellationRequested();
        }
        return await task.ConfigureAwait(false);
    }
}
