namespace SinchConv.Api;

/// <summary>Which conversations a walk through the list by time takes, and which tell it that all the rest is none of these.</summary>
internal interface IRecentRange
{
    /// <summary>Whether somebody else reads the list from its other end.</summary>
    bool IsShared { get; }

    /// <summary>Whether it is what is left of a walk from the oldest message, whose counterpart may be gone.</summary>
    bool IsRest { get; }

    bool Takes(Conversation item);

    /// <summary>Whether a conversation is older than all that is taken.</summary>
    bool IsOlder(Conversation item);

    /// <summary>Whether a conversation is newer than all that is taken.</summary>
    bool IsNewer(Conversation item);

    /// <summary>Whether what has a message at this mark or later is of no interest.</summary>
    bool Ends(Mark mark);

    /// <summary>Called where the walk could end: whether it has to read the rest of the list nevertheless, because nothing is sorted.</summary>
    Task<bool> ArriveAsync(bool foundDisorder, CallContext call);

    /// <summary>Where the walk from the oldest message may have skipped conversations; null where it has not, or nobody knows.</summary>
    Gaps? Skipped { get; set; }
}
