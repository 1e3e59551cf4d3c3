using System.Diagnostics.CodeAnalysis;

namespace SinchConv.Api;

/// <summary>Lets so many calls of a command be under way at a time.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore that gave out no wait handle holds nothing, and a call that is being stopped still releases it.")]
internal sealed class Throttle(int limit)
{
    private readonly SemaphoreSlim places = new(limit);

    public async Task<T> RunAsync<T>(Func<Task<T>> work, CallContext call)
    {
        await places.WaitAsync(call.Stop).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            places.Release();
        }
    }
}
