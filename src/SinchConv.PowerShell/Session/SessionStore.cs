using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace SinchConv.PowerShell;

/// <summary>
/// The default session of each runspace. Never of the process: Azure Automation jobs and
/// <c>ForEach-Object -Parallel</c> share processes, and must not see each other's credentials.
/// </summary>
internal static class SessionStore
{
    private static readonly ConditionalWeakTable<Runspace, SinchSession> Sessions = new();

    /// <summary>The default session of the runspace that the calling thread works for; null when it has none.</summary>
    public static SinchSession? Default
    {
        get => Runspace.DefaultRunspace is { } runspace && Sessions.TryGetValue(runspace, out var session) ? session : null;
        set
        {
            if (Runspace.DefaultRunspace is not { } runspace)
                return;
            Sessions.Remove(runspace);
            if (value is not null)
                Sessions.Add(runspace, value);
        }
    }
}
