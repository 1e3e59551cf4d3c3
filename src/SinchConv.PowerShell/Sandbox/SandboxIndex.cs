namespace SinchConv.Sandbox;

/// <summary>The slots of the conversations of one listing, in its order: by a key, and by the slot where keys are the same.</summary>
/// <param name="slots">The slots to begin with, in order.</param>
/// <param name="key">The key of a conversation; null when the slot alone gives the order.</param>
/// <param name="tie">1 when the smaller of two slots with the same key comes first, -1 when the larger does.</param>
internal sealed class SandboxIndex(List<int> slots, Func<int, long>? key, int tie = 1)
{
    public int Count => slots.Count;

    /// <summary>How many entries come before a place or stand on it.</summary>
    public int CountTo(long place, int slot)
    {
        var (low, high) = (0, slots.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (IsAfter(slots[middle], place, slot))
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    public int[] Take(int start, int count) => start < slots.Count ? [.. slots.GetRange(start, Math.Min(count, slots.Count - start))] : [];

    public long Key(int slot) => key?.Invoke(slot) ?? 0;

    public void Add(int slot) => slots.Insert(CountTo(Key(slot), slot), slot);

    public void Remove(int slot) => slots.RemoveAt(CountTo(Key(slot), slot) - 1);

    private bool IsAfter(int other, long place, int slot)
    {
        var order = Key(other).CompareTo(place);
        return order > 0 || (order == 0 && other * tie > slot * tie);
    }
}
