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
    private long read;
    private bool isUnsorted;

    /// <summary>How many conversations there are.</summary>
    public long Total { get; set; }

    /// <summary>The newest end, as far as it was seen.</summary>
    public Mark Mark { get; set; } = Mark.None;

    /// <summary>From this moment on, what is left is of the newest end.</summary>
    public DateTime Split { get; private set; }

    /// <summary>The meeting of one reader who goes on alone: all from a moment on are of the newest end, all before it of the oldest.</summary>
    public static Meeting At(DateTime moment)
    {
        var meeting = new Meeting { low = moment.Ticks - 1, high = moment.Ticks };
        meeting.newestArrived.SetResult(true);
        meeting.oldestDone.SetResult(true);
        return meeting;
    }

    /// <summary>Whether a conversation belongs to the reader who has come to it.</summary>
    public bool Claim(Conversation item, bool isFromOldest)
    {
        lock (gate)
        {
            read++;
            if (IsBeyond(item, isFromOldest))
                return false;
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

    /// <summary>Waits for the other reader, and tells whether both have to read everything.</summary>
    public async Task<bool> ArriveAsync(bool isFromOldest, bool foundDisorder, CallContext call)
    {
        lock (gate)
            isUnsorted |= foundDisorder;
        if (!isFromOldest)
            newestArrived.TrySetResult(true);
        await (isFromOldest ? newestArrived : oldestDone).Task.WaitAsync(call.Stop).ConfigureAwait(false);
        lock (gate)
        {
            if (isFromOldest && !isUnsorted && read < Total)
            {
                call.Note(FormattableString.Invariant($"Both ends have met, but read {read} of {Total} conversations: all of the list is read."));
                isUnsorted = true;
            }
            return isUnsorted;
        }
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
