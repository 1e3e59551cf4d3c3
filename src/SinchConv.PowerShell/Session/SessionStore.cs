using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace SinchConv;

/// <summary>
/// The sessions of each runspace, as long as it keeps its variables: PowerShell uses a runspace of ForEach-Object -Parallel
/// again, resets it before, and what comes next must find nothing of what was before. Never of the process: Azure Automation
/// jobs share processes, and must not see each other's credentials.
/// </summary>
internal sealed class SessionStore
{
    private static readonly ConditionalWeakTable<Runspace, SessionStore> Stores = new();

    private const string MarkOf = "Microsoft.PowerShell.Utility\\Get-Variable -Name ExecutionContext -Scope Global";

    // Weak: a session that nobody can reach any more closes its connections by itself.
    private readonly List<WeakReference<SinchSession>> made = [];
    private SinchSession? current;
    private PSVariable? mark;

    /// <summary>The default session, for completion, which knows the runspace only; null when there is none.</summary>
    public static SinchSession? Latest => Store is { current: { } session } store && store.mark == ScriptBlock.Create(MarkOf).Invoke().FirstOrDefault()?.BaseObject ? session : null;

    private static SessionStore? Store => Runspace.DefaultRunspace is { } runspace ? Stores.GetOrCreateValue(runspace) : null;

    /// <summary>The default session for a command; null when there is none, or it was made before a reset.</summary>
    public static SinchSession? Default(SessionState state) => Store is { } store && store.mark == Mark(state) ? store.current : null;

    public static void SetDefault(SessionState state, SinchSession? session) => Store?.Set(session, Mark(state));

    /// <summary>Leaves the runspace without a default session.</summary>
    public static void Forget() => Store?.current = null;

    /// <summary>Disposes all sessions that were made in the runspace, also those that another one has replaced as the default.</summary>
    public static void Clear()
    {
        if (Store is not { } store)
            return;
        foreach (var reference in store.made)
        {
            if (reference.TryGetTarget(out var session))
                session.Dispose();
        }
        Stores.Remove(Runspace.DefaultRunspace);
    }

    // A variable that nobody can set or remove; a reset of the runspace makes a new one.
    private static PSVariable Mark(SessionState state) => state.PSVariable.Get("global:ExecutionContext");

    private void Set(SinchSession? session, PSVariable now)
    {
        (current, mark) = (session, now);
        made.RemoveAll(reference => !reference.TryGetTarget(out _));
        if (session is not null)
            made.Add(new(session));
    }
}
