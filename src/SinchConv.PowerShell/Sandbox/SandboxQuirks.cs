using System.Net;

namespace SinchConv.Sandbox;

/// <summary>What is unproven about the service, each as a switch. Unless switched, the sandbox does the simplest thing.</summary>
internal sealed record SandboxQuirks
{
    /// <summary>Answers the list of recent conversations with this status, as a service that does not know it.</summary>
    public HttpStatusCode? RecentStatus { get; init; }

    /// <summary>Sorts the list of recent conversations by this time instead of that of the newest message: any disorder is one such time.</summary>
    public Func<SandboxConversation, DateTime>? RecentTime { get; init; }

    /// <summary>The list of recent conversations is empty for a request that gives no page size.</summary>
    public bool RecentNeedsPageSize { get; init; }

    /// <summary>Leaves conversations without a message out of the list of recent conversations.</summary>
    public bool RecentSkipsSilent { get; init; }

    /// <summary>In the list of recent conversations, <c>only_active=false</c> does not filter.</summary>
    public bool RecentFalseIsBoth { get; init; }

    /// <summary>Conversations with the same time come in the same order in both directions of the list of recent conversations.</summary>
    public bool RecentTiesNeverTurn { get; init; }

    /// <summary>A page token of the list of recent conversations counts entries, so that a new message shifts what it stands for.</summary>
    public bool RecentTokensCount { get; init; }

    /// <summary>Gets the listing and its true size, and gives the <c>total_size</c> that is told; null leaves it out.</summary>
    public Func<SandboxFilter, int, int?>? TotalSize { get; init; }

    /// <summary>Leaves out false, 0, empty texts and empty arrays, as writers of proto3 JSON do.</summary>
    public bool LeavesOutDefaults { get; init; }
}
