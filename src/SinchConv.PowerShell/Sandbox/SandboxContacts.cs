namespace SinchConv.Sandbox;

/// <summary>
/// The contacts of the conversations, and some that have none yet, in the order in which they are listed. A contact is
/// nothing but its ID and its number; the rest is drawn from these. Whoever uses it holds the project's lock.
/// </summary>
internal sealed class SandboxContacts
{
    private readonly SandboxConversations conversations;
    private readonly Dictionary<string, (int Number, List<int> Slots)> byId = new(StringComparer.Ordinal);
    private readonly List<string> ids = [];

    public SandboxContacts(SandboxConversations conversations, IEnumerable<string> newcomers)
    {
        this.conversations = conversations;
        for (var slot = 0; slot < conversations.SlotCount; slot++)
        {
            if (conversations[slot] is { } conversation)
                Join(conversation.ContactId, slot);
        }
        foreach (var id in newcomers)
            Add(id);
    }

    public int Count => ids.Count;

    /// <summary>The slots of a contact's conversations, also of deleted ones; null when there is no such contact.</summary>
    public IReadOnlyList<int>? Slots(string id) => byId.TryGetValue(id, out var contact) ? contact.Slots : null;

    public int Number(string id) => byId[id].Number;

    public SandboxContact? Find(string id) => byId.TryGetValue(id, out var contact) ? Make(contact.Number) : null;

    public SandboxContact Make(int number) => new(ids[number], number, [.. byId[ids[number]].Slots.Select(slot => conversations[slot]?.Channel).OfType<string>().Where(channel => channel.Length > 0)]);

    public void Join(string id, int slot) => Add(id).Add(slot);

    private List<int> Add(string id)
    {
        if (byId.TryGetValue(id, out var contact))
            return contact.Slots;
        var slots = new List<int>(capacity: 4);
        byId.Add(id, (ids.Count, slots));
        ids.Add(id);
        return slots;
    }
}
