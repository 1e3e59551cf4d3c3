namespace SinchConv.Api;

/// <summary>
/// Where two readers of the list by time meet, who begin at its two ends. A moment in time belongs to the reader who comes
/// there first, with all the conversations of that moment. So none is taken twice, and where each has read up to the other's
/// moments, none is left; this needs no order, as long as both read everything where there is none.
/// </summary>
internal sealed class Meeting
{
    private readonly object gate = new();
    private readonly TaskCompletionSource<bool> newestArrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> oldestDone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // In ticks: the latest moment of the reader from the oldest end, and the earliest one of the other.
    private long low = -1;
    private long high = long.MaxValue;
    private long taken;
    private bool isUnsorted;

    /// <summary>Whether the other reader is gone.</summary>
    public bool IsOfOne { get; private init; }

    /// <summary>How many conversations there are.</summary>
    public long Total { get; set; }

    /// <summary>The newest end, as far as it was seen.</summary>
    public Mark Mark { get; set; } = Mark.None;

    /// <summary>Whether somebody found the list not to be sorted, so that both have to read all of it.</summary>
    public bool IsUnsorted
    {
        get
        {
            lock (gate)
                return isUnsorted;
        }
    }

    /// <summary>Whether both together took fewer conversations than there are.</summary>
    public bool TookTooFew
    {
        get
        {
            lock (gate)
                return taken < Total;
        }
    }

    /// <summary>Where the reader from the oldest end may have skipped some, for the other one to look; null where it has not.</summary>
    public Gaps? Skipped { get; set; }

    /// <summary>From this moment on, what is left is of the newest end.</summary>
    public DateTime Split { get; private set; }

    /// <summary>The meeting of one reader who goes on alone: all from a moment on are of the newest end, all before it of the oldest.</summary>
    public static Meeting At(DateTime moment)
    {
        var meeting = new Meeting { IsOfOne = true, low = moment.Ticks - 1, high = moment.Ticks };
        meeting.newestArrived.SetResult(true);
        meeting.oldestDone.SetResult(true);
        return meeting;
    }

    /// <summary>Whether a conversation belongs to the reader who has come to it.</summary>
    public bool Claim(Conversation item, bool isFromOldest)
    {
        lock (gate)
        {
            if (IsBeyond(item, isFromOldest))
                return false;
            taken++;
            if (isFromOldest)
                low = Math.Max(low, Ticks(item));
            else
                high = Math.Min(high, Ticks(item));
            return true;
        }
    }

    /// <summary>Whether a conversation belongs to the other reader.</summary>
    public bool IsBeyond(Conversation item, bool isFromOldest)
    {
        lock (gate)
            return isFromOldest ? Ticks(item) >= high : Ticks(item) <= low;
    }

    /// <summary>Notes that the list is not sorted.</summary>
    public void FindUnsorted()
    {
        lock (gate)
            isUnsorted = true;
    }

    /// <summary>Notes that a reader has come to the other one, and waits for that one.</summary>
    public Task ArriveAsync(bool isFromOldest, CallContext call)
    {
        if (!isFromOldest)
            newestArrived.TrySetResult(true);
        return (isFromOldest ? newestArrived : oldestDone).Task.WaitAsync(call.Stop);
    }

    /// <summary>Notes that a reader has all that is his.</summary>
    public void End(bool isFromOldest) => (isFromOldest ? oldestDone : newestArrived).TrySetResult(true);

    /// <summary>Finds a moment that divides what is left: all that the one has taken is before it, all that the other has is not.</summary>
    public void Settle()
    {
        lock (gate)
            Split = new(low + ((Math.Min(high, DateTime.MaxValue.Ticks) - low + 1) / 2), DateTimeKind.Utc);
    }

    // Those without a message are the oldest.
    private static long Ticks(Conversation item) => item.Newest?.Ticks ?? 0;
}
