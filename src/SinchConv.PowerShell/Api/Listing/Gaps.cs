namespace SinchConv.Api;

/// <summary>The spans of time between pages, oldest first, where a listing may have skipped a conversation. Bounded: of many, neighbours become one.</summary>
/// <param name="last">The time of the last item read; null before the first page.</param>
internal sealed class Gaps(DateTime? last)
{
    private const int Most = 65_536;

    private Edge? last = last is { } time ? new(time, null) : null;
    private List<(Edge From, Edge To)> spans = [];

    /// <summary>Those of an earlier reading: only what both may have skipped is missing. Null where there was none.</summary>
    public Gaps? Within { get; init; }

    /// <summary>One gap from the beginning to the end of time.</summary>
    public static Gaps Everything => new(last: null) { spans = [(new(DateTime.MinValue, null), End)] };

    /// <summary>Notes that the listing has ended: behind its last item, too, one may have been skipped.</summary>
    public void Close()
    {
        if (last is { } before)
            spans.Add((before, End));
    }

    /// <summary>Notes a page that was read.</summary>
    public void Add(IReadOnlyList<Conversation> items)
    {
        if (items.Count == 0)
            return;
        if (last is { } before)
            spans.Add((before, Of(items[0])));
        last = Of(items[items.Count - 1]);
        if (spans.Count == Most)
            spans = [.. Enumerable.Range(0, Most / 2).Select(pair => (spans[2 * pair].From, spans[(2 * pair) + 1].To))];
    }

    /// <summary>Whether a conversation with this time may have been skipped.</summary>
    public bool Hold(Conversation item)
    {
        var edge = Of(item);
        var (low, high) = (0, spans.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = spans[middle].From.Time <= edge.Time ? (middle + 1, high) : (low, middle);
        }
        return low > 0 && edge.Time <= spans[low - 1].To.Time && edge != spans[low - 1].From && edge != spans[low - 1].To && Within?.Hold(item) != false;
    }

    private static Edge End { get; } = new(DateTime.MaxValue, null);

    private static Edge Of(Conversation item) => new(item.Newest ?? DateTime.MinValue, Fingerprint.Of(item.ConversationId));

    /// <summary>What was read beside a gap, and is none of those that may have been skipped.</summary>
    private readonly record struct Edge(DateTime Time, ulong? Print);
}
