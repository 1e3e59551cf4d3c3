using SinchConv.Api;

namespace SinchConv;

/// <summary>What a session remembers for completion: objects that it has shown of late, and the apps of its project.</summary>
internal sealed class SessionMemory(SinchClient client, Clock clock)
{
    /// <summary>How many pages of each kind of object are remembered: the memory does not grow with what is listed.</summary>
    private const int MostPages = 10;

    private static readonly TimeSpan AppsAge = TimeSpan.FromMinutes(5);

    // After a failure, so that holding Tab down does not send a request each time.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>How long a person who presses Tab is made to wait for the service.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly object gate = new();
    private readonly Dictionary<Type, Queue<object>> shown = [];
    private IReadOnlyList<App> apps = [];
    private DateTimeOffset askAgain;

    /// <summary>The objects of a kind that were shown, the latest first.</summary>
    public IReadOnlyList<T> Recall<T>()
    {
        lock (gate)
        {
            return shown.TryGetValue(typeof(T), out var pages) ? [.. pages.Reverse().SelectMany(page => (IReadOnlyList<T>)page)] : [];
        }
    }

    public void Remember<T>(IReadOnlyList<T> page)
    {
        if (page.Count == 0)
            return;
        lock (gate)
        {
            if (!shown.TryGetValue(typeof(T), out var pages))
                shown[typeof(T)] = pages = new();
            pages.Enqueue(page);
            if (pages.Count > MostPages)
                pages.Dequeue();
        }
    }

    /// <summary>The apps of the project, from at most one request in five minutes; none when it fails or takes too long.</summary>
    public async Task<IReadOnlyList<App>> GetAppsAsync()
    {
        lock (gate)
        {
            if (clock.UtcNow < askAgain)
                return apps;
            askAgain = clock.UtcNow + Pause;
        }
        using var late = new CancellationTokenSource(Patience);
        try
        {
            var page = await client.ListAsync(Endpoints.Apps, new Query(), null, new CallContext(late.Token) { MayRetry = false }).WaitAsync(late.Token).ConfigureAwait(false);
            apps = page.Items;
            askAgain = clock.UtcNow + AppsAge;
        }
        catch (Exception e) when (e is SinchException or OperationCanceledException)
        {
            // Completion stays silent; the command itself will tell what is wrong.
        }
        return apps;
    }
}
