namespace SinchConv.Api;

/// <summary>Checks page by page that a list is sorted by the time of the newest message.</summary>
internal sealed class SortCheck(bool isOldestFirst)
{
    private DateTime? last;
    private HashSet<string?> previous = [];

    /// <summary>Starts over, with a first page.</summary>
    public void Begin() => (last, previous) = (null, []);

    /// <summary>Whether the next page is sorted, and behind the one before.</summary>
    public bool Holds(IReadOnlyList<Conversation> items)
    {
        var isSorted = true;
        for (var i = 0; i < items.Count; i++)
        {
            var time = items[i].Newest ?? DateTime.MinValue;
            // Where messages push entries on, a page begins with what ended the one before.
            if ((isOldestFirst ? time < last : time > last) && !(i == 0 && previous.Contains(items[i].ConversationId)))
                isSorted = false;
            last = time;
        }
        if (items.Count > 0)
            previous = [.. items.Select(item => item.ConversationId)];
        return isSorted;
    }

    public static void Tell(CallContext call) =>
        call.Note("The list is not sorted by the newest message: it is read to its end, and every conversation is checked.");
}
