namespace SinchConv.Api;

/// <summary>Tells which conversations have moved to the newest end after they were read. Takes some for such that are none, never the other way round.</summary>
/// <param name="mark">The newest end when the reading began.</param>
internal sealed class MovedItems(Mark mark)
{
    // What has come since then is few; where it is not, everything counts as moved.
    private const int MostLate = 65_536;

    private readonly Sketch read = new();
    private readonly Dictionary<ulong, DateTime?> late = [];

    /// <summary>Whether one of them was seen while reading.</summary>
    public bool HasSome { get; private set; }

    /// <summary>Notes a page that was read.</summary>
    public void Add(IReadOnlyList<Conversation> items)
    {
        foreach (var item in items)
        {
            HasSome |= IsOne(item);
            if (!mark.IsBefore(item))
                read.Add(item);
            else if (late.Count < MostLate)
                late[Fingerprint.Of(item.ConversationId)] = item.Newest;
            else
                HasSome = true;
        }
    }

    /// <summary>Whether a conversation was read, and has got a message since.</summary>
    public bool IsOne(Conversation item) =>
        mark.IsBefore(item) && (read.MayHold(item) || (late.TryGetValue(Fingerprint.Of(item.ConversationId), out var newest) && newest != item.Newest));
}
