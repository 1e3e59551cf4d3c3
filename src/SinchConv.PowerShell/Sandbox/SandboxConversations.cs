namespace SinchConv.Sandbox;

/// <summary>How a listing is sorted.</summary>
internal enum SandboxOrder
{
    Listed,
    OldestFirst,
    NewestFirst,
}

/// <summary>
/// The conversations, each in a slot that it keeps, and the listings made of them so far: each is built when it is first
/// asked for and follows every change. Whoever uses it holds the project's lock.
/// </summary>
internal sealed class SandboxConversations
{
    private readonly List<SandboxConversation?> slots;
    private readonly Dictionary<string, int> byId;
    private readonly Dictionary<(SandboxFilter Filter, SandboxOrder Order), SandboxIndex> lists = [];

    public SandboxConversations(IReadOnlyList<SandboxConversation> conversations)
    {
        slots = [.. conversations];
        byId = new Dictionary<string, int>(conversations.Count, StringComparer.Ordinal);
        foreach (var conversation in conversations)
            byId.Add(conversation.Id, byId.Count);
    }

    public SandboxQuirks Quirks
    {
        get;
        set
        {
            field = value;
            lists.Clear();
        }
    } = new();

    public IEnumerable<SandboxConversation> All => slots.OfType<SandboxConversation>();

    public int SlotCount => slots.Count;

    /// <summary>Null when the conversation was deleted.</summary>
    public SandboxConversation? this[int slot] => slot >= 0 && slot < slots.Count ? slots[slot] : null;

    public int? Find(string id) => byId.TryGetValue(id, out var slot) ? slot : null;

    public SandboxIndex List(SandboxFilter filter, SandboxOrder order = SandboxOrder.Listed)
    {
        if (!lists.TryGetValue((filter, order), out var list))
            lists.Add((filter, order), list = Make(filter, order, Enumerable.Range(0, slots.Count)));
        return list;
    }

    /// <summary>The same, of a few slots only: not worth being kept.</summary>
    public SandboxIndex Make(SandboxFilter filter, SandboxOrder order, IEnumerable<int> among)
    {
        var held = among.Where(slot => Holds(filter, order, slots[slot]));
        if (order == SandboxOrder.Listed)
            return new SandboxIndex(held, key: null);
        var (sign, tie) = order == SandboxOrder.OldestFirst ? (1, 1) : (-1, Quirks.RecentTiesNeverTurn ? 1 : -1);
        long Key(int slot) => sign * (Quirks.RecentTime ?? (static item => item.Newest))(slots[slot]!).Ticks;
        return new SandboxIndex(held, Key, tie);
    }

    public void Add(SandboxConversation conversation)
    {
        byId.Add(conversation.Id, slots.Count);
        slots.Add(null);
        Put(slots.Count - 1, conversation);
    }

    public void Change(int slot, SandboxConversation changed) => Put(slot, changed);

    public void Remove(int slot)
    {
        byId.Remove(slots[slot]!.Id);
        Put(slot, null);
    }

    private void Put(int slot, SandboxConversation? conversation)
    {
        foreach (var list in lists)
        {
            if (Holds(list.Key.Filter, list.Key.Order, slots[slot]))
                list.Value.Remove(slot);
        }
        slots[slot] = conversation;
        foreach (var list in lists)
        {
            if (Holds(list.Key.Filter, list.Key.Order, conversation))
                list.Value.Add(slot);
        }
    }

    private bool Holds(SandboxFilter filter, SandboxOrder order, SandboxConversation? conversation) =>
        conversation is not null
        && filter.Matches(conversation)
        && (order == SandboxOrder.Listed || !Quirks.RecentSkipsSilent || conversation.LastReceived is not null);
}
