using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace SinchConv;

/// <summary>
/// The sessions of each runspace. Never of the process: Azure Automation jobs and <c>ForEach-Object -Parallel</c> share
/// processes, and must not see each other's credentials.
/// </summary>
internal sealed class SessionStore
{
    private static readonly ConditionalWeakTable<Runspace, SessionStore> Stores = new();

    // Weak: a session that nobody can reach any more closes its connections by itself.
    private readonly List<WeakReference<SinchSession>> made = [];
    private SinchSession? current;

    /// <summary>The default session of the runspace that the calling thread works for; null when it has none.</summary>
    public static SinchSession? Default
    {
        get => Runspace.DefaultRunspace is { } runspace && Stores.TryGetValue(runspace, out var store) ? store.current : null;
        set
        {
            if (Runspace.DefaultRunspace is { } runspace)
                Stores.GetOrCreateValue(runspace).Set(value);
        }
    }

    /// <summary>Disposes all sessions that were made in the runspace, also those that another one has replaced as the default.</summary>
    public static void Clear()
    {
        if (Runspace.DefaultRunspace is not { } runspace || !Stores.TryGetValue(runspace, out var store))
            return;
        Stores.Remove(runspace);
        foreach (var reference in store.made)
        {
            if (reference.TryGetTarget(out var session))
                session.Dispose();
        }
    }

    private void Set(SinchSession? session)
    {
        current = session;
        made.RemoveAll(reference => !reference.TryGetTarget(out _));
        if (session is not null)
            made.Add(new(session));
    }
}
