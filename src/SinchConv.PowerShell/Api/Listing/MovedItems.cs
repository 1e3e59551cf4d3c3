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
            var print = Fingerprint.Of(item.ConversationId);
            if (!mark.IsBefore(item))
            {
                read.Add(print);
                continue;
            }
            HasSome |= IsOne(print, item.Newest);
            if (late.Count < MostLate)
                late[print] = item.Newest;
            else
                HasSome = true;
        }
    }

    /// <summary>Whether a conversation was read, and has got a message since.</summary>
    public bool IsOne(Conversation item) => mark.IsBefore(item) && IsOne(Fingerprint.Of(item.ConversationId), item.Newest);

    /// <summary>The mark for somebody who goes on without knowing what was read: others of its moment that were seen, and were not read, are no news.</summary>
    public Mark Widen(Mark seen) => seen.Time == mark.Time ? mark.With(new(seen.Time, [.. seen.Known.Where(print => !read.MayHold(print))])) : mark;

    private bool IsOne(ulong print, DateTime? time) => read.MayHold(print) || (late.TryGetValue(print, out var newest) && newest != time);
}
