namespace SinchConv.Sandbox;

/// <summary>
/// The messages of all conversations, or their events. The samples among them are drawn from the place of the conversation
/// whenever somebody asks, and take no memory; only what was added is kept. Whoever uses it holds the project's lock.
/// </summary>
internal sealed class SandboxThreads(SandboxProject project, SandboxEntrySamples samples)
{
    // The slot of what was sent in DISPATCH mode.
    private const int NoConversation = -1;

    // With the conversation as it was at first, from which the samples are drawn.
    private readonly Dictionary<int, (SandboxConversation Origin, List<SandboxEntry> Added)> threads = [];

    public SandboxEntry? Find(string id) => SandboxId.Read(samples.Kind, id) is not { } place ? null
        : place.Slot == NoConversation && place.Number < project.Contacts.Count ? Dispatched(place.Number)
        : Of(place.Slot).FirstOrDefault(entry => entry.Number == place.Number);

    /// <summary>A conversation's entries, the last one first.</summary>
    public IEnumerable<SandboxEntry> Of(int slot)
    {
        if (project.Store[slot] is not { } conversation)
            return [];
        var (origin, added) = threads.TryGetValue(slot, out var thread) ? thread : (conversation, []);
        return added.AsEnumerable().Reverse().Concat(samples.Of(slot, origin, Contact(origin)));
    }

    public SandboxEntry? Newest(int slot)
    {
        var added = threads.TryGetValue(slot, out var thread) ? thread.Added.Count : 0;
        return Of(slot).Take(added + 1).OrderByDescending(entry => entry.AcceptTime).FirstOrDefault();
    }

    /// <summary>What was sent in DISPATCH mode: a passcode for each contact.</summary>
    public IEnumerable<SandboxEntry> Dispatched() => Enumerable.Range(0, project.Contacts.Count).Reverse().Select(Dispatched);

    /// <summary>To be called before a conversation changes: its samples stay what they are.</summary>
    public void Keep(int slot)
    {
        if (!threads.ContainsKey(slot))
            threads.Add(slot, (project.Store[slot]!, []));
    }

    /// <summary>Adds an entry as the last of a conversation, with a number and an ID of its own.</summary>
    public SandboxEntry Add(int slot, SandboxArrival arrival)
    {
        Keep(slot);
        var (origin, added) = threads[slot];
        var entry = samples.Make(slot, samples.Count(slot, origin) + added.Count, project.Store[slot]!, Contact(origin), arrival with { Time = SandboxConversation.Utc(arrival.Time) });
        added.Add(entry);
        return entry;
    }

    public void Forget(int slot) => threads.Remove(slot);

    private int Contact(SandboxConversation conversation) => project.Contacts.Number(conversation.ContactId);

    private SandboxEntry Dispatched(int number)
    {
        var dice = new SandboxDice("passcode", number);
        return new SandboxEntry
        {
            Slot = NoConversation,
            Number = number,
            Id = SandboxId.Write(samples.Kind, NoConversation, number),
            ConversationId = "",
            ContactId = project.Contacts.Make(number).Id,
            AppId = SandboxProject.DispatchAppId,
            Channel = "SMS",
            Identity = SandboxContact.Identity(number, "SMS"),
            Arrival = new(SandboxSamples.Newest.AddSeconds(-dice.Next(180 * 86_400)), "app_message", new Dictionary<string, object?>
            {
                ["text_message"] = new { text = $"Your code is {dice.Next(1_000_000):D6}." },
            }),
        };
    }
}
