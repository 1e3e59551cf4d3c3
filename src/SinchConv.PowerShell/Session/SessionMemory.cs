using SinchConv.Api;

namespace SinchConv;

/// <summary>What a session remembers for completion: conversations that it has shown of late, and the apps of its project.</summary>
internal sealed class SessionMemory(SinchClient client, Clock clock)
{
    /// <summary>How many pages of conversations are remembered: the memory does not grow with what is listed.</summary>
    private const int MostPages = 10;

    private static readonly TimeSpan AppsAge = TimeSpan.FromMinutes(5);

    // After a failure, so that holding Tab down does not send a request each time.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>How long a person who presses Tab is made to wait for the service.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly object gate = new();
    private readonly Queue<IReadOnlyList<Conversation>> pages = new();
    private IReadOnlyList<SinchApp> apps = [];
    private DateTimeOffset askAgain;

    /// <summary>The conversations that were shown, the latest first.</summary>
    public IReadOnlyList<Conversation> Conversations
    {
        get
        {
            lock (gate)
            {
                return [.. pages.Reverse().SelectMany(page => page)];
            }
        }
    }

    public void Remember(IReadOnlyList<Conversation> page)
    {
        if (page.Count == 0)
            return;
        lock (gate)
        {
            pages.Enqueue(page);
            if (pages.Count > MostPages)
                pages.Dequeue();
        }
    }

    /// <summary>The apps of the project, from one request in five minutes at the most; none when it fails or takes too long.</summary>
    public async Task<IReadOnlyList<SinchApp>> GetAppsAsync()
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
            apps = await client.ListAppsAsync(new CallContext(late.Token) { MayRetry = false }).WaitAsync(late.Token).ConfigureAwait(false);
            askAgain = clock.UtcNow + AppsAge;
        }
        catch (Exception e) when (e is SinchException or OperationCanceledException)
        {
            // Completion stays silent; the command itself will tell what is wrong.
        }
        return apps;
    }
}
