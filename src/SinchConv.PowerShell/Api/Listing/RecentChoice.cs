namespace SinchConv.Api;

/// <summary>Which conversations of the list by time are wanted, and from which of its ends.</summary>
internal sealed class RecentChoice : IRecentRange
{
    private readonly string? state;
    private readonly IReadOnlyList<string>? channels;

    public RecentChoice(Query query)
    {
        After = ((DateTime?)query[nameof(After)])?.ToUniversalTime();
        Before = ((DateTime?)query[nameof(Before)])?.ToUniversalTime();
        state = (string?)query["State"];
        channels = (IReadOnlyList<string>?)query["Channel"];
        IsOldestFirst = query["Oldest"] is not null ? true
            : query["Recent"] is not null || Before is null ? false
            : After is null ? true
            : null;
    }

    /// <summary>The first moment of the window, in UTC; null where it has no beginning.</summary>
    public DateTime? After { get; }

    /// <summary>The first moment behind the window, in UTC; null where it has no end.</summary>
    public DateTime? Before { get; }

    /// <summary>From which end to read; null where the shorter way counts.</summary>
    public bool? IsOldestFirst { get; }

    /// <summary>Whether this side leaves conversations out.</summary>
    public bool IsPartial => HasWindow || channels is not null || state == KnownValues.Inactive;

    public bool IsShared => false;

    public bool IsRest => false;

    public Gaps? Skipped { get; set; }

    private bool HasWindow => After is not null || Before is not null;

    public bool IsOlder(Conversation item) => After is not null && !(item.Newest >= After);

    public bool IsNewer(Conversation item) => item.Newest >= Before;

    public bool Ends(Mark mark) => Before <= mark.Time;

    public Task<bool> ArriveAsync(bool foundDisorder, CallContext call) => Task.FromResult(foundDisorder);

    public bool Takes(Conversation item) =>
        (state is null || item.State == state)
        && (channels is null || channels.Contains(item.ActiveChannel, StringComparer.OrdinalIgnoreCase))
        && (!HasWindow || (item.Newest is { } newest && !(newest < After) && !(newest >= Before)));
}
