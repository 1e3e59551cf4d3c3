namespace SinchConv.Sandbox;

/// <summary>A Sinch project in memory. Its members may be used by several threads at once, also while requests are answered.</summary>
internal sealed class SandboxProject
{
    public const string KeyId = "sandbox-key";
    public const string KeySecret = "sandbox-secret";
    public const string DefaultProjectId = "a1b2c3d4-0000-4000-8000-5a6db0c5a6db";
    public const string ConversationAppId = "01JSANDB0XC0NVERSAT10NAPP1";
    public const string DispatchAppId = "01JSANDB0XD1SPATCHM0DEAPP2";

    /// <summary>How many conversations the sandbox has unless told otherwise.</summary>
    public const int DefaultCount = 1_234;

    private readonly IReadOnlyList<string> newcomers;
    private readonly List<SandboxApp> apps;

    private SandboxProject(string projectId, IReadOnlyList<SandboxConversation> conversations, IReadOnlyList<string> newcomers)
    {
        ProjectId = projectId;
        Store = new SandboxConversations(conversations);
        Messages = new SandboxThreads(this, new SandboxEntrySamples(ofMessages: true));
        Events = new SandboxThreads(this, new SandboxEntrySamples(ofMessages: false));
        apps = [new(ConversationAppId, "Nordwind Kundendienst ☕", "CONVERSATION"), new(DispatchAppId, "One-time passcodes", "DISPATCH")];
        apps.AddRange(conversations.Select(conversation => conversation.AppId).Distinct().Except(apps.Select(app => app.Id)).Select(Unnamed));
        this.newcomers = newcomers;
    }

    /// <summary>To be held while one of the rooms is used: <see cref="Store"/>, <see cref="Contacts"/>, <see cref="Messages"/>, <see cref="Events"/>.</summary>
    public object Gate { get; } = new();

    public string ProjectId { get; }

    /// <summary>What is unproven about the service, and how this one does it.</summary>
    public SandboxQuirks Quirks
    {
        get => Store.Quirks;
        set
        {
            lock (Gate)
            {
                Store.Quirks = value;
            }
        }
    }

    /// <summary>All conversations as they are now, in the order in which they are listed.</summary>
    public IReadOnlyList<SandboxConversation> Conversations
    {
        get
        {
            lock (Gate)
            {
                return [.. Store.All];
            }
        }
    }

    public IReadOnlyList<SandboxApp> Apps => apps;

    public SandboxConversations Store { get; }

    // Made when somebody asks: a large project that is only listed does without.
    public SandboxContacts Contacts => field ??= new SandboxContacts(Store, newcomers);

    public SandboxThreads Messages { get; }

    public SandboxThreads Events { get; }

    public static SandboxProject Create(int count = DefaultCount, string? projectId = null) => new(
        projectId ?? DefaultProjectId,
        [.. Enumerable.Range(0, count).Select(number => SandboxSamples.Make(number, count))],
        [.. SandboxSamples.Newcomers(count)]);

    /// <summary>A project with just these conversations, for tests.</summary>
    public static SandboxProject With(IReadOnlyList<SandboxConversation> conversations, string? projectId = null) =>
        new(projectId ?? DefaultProjectId, conversations, []);

    public SandboxConversation? Find(string conversationId)
    {
        lock (Gate)
        {
            return Store.Find(conversationId) is { } slot ? Store[slot] : null;
        }
    }

    /// <summary>Adds a conversation at the end of the list, with its app and its contact where they are new.</summary>
    public void Add(SandboxConversation conversation)
    {
        lock (Gate)
        {
            if (apps.All(app => app.Id != conversation.AppId))
                apps.Add(Unnamed(conversation.AppId));
            var contacts = Contacts;
            Store.Add(conversation);
            contacts.Join(conversation.ContactId, Store.SlotCount - 1);
        }
    }

    /// <summary>Puts another state of a conversation in the place of the one with the same ID.</summary>
    public void Change(SandboxConversation changed)
    {
        lock (Gate)
        {
            var slot = RequireSlot(changed.Id);
            Messages.Keep(slot);
            Events.Keep(slot);
            Store.Change(slot, changed);
        }
    }

    /// <summary>Removes a conversation with all that happened in it.</summary>
    public void Remove(string conversationId)
    {
        lock (Gate)
        {
            var slot = RequireSlot(conversationId);
            // Its contact stays, and is known only while the conversation is.
            _ = Contacts;
            Store.Remove(slot);
            Messages.Forget(slot);
            Events.Forget(slot);
        }
    }

    /// <summary>Lets a text arrive in a conversation, which moves it to its place in the list of recent conversations.</summary>
    /// <returns>The message.</returns>
    public SandboxEntry Receive(string conversationId, DateTime time, string text)
    {
        lock (Gate)
        {
            var content = new Dictionary<string, object?> { ["text_message"] = new { text }, ["reply_to"] = null };
            return AddMessage(RequireSlot(conversationId), new SandboxArrival(time, "contact_message", content));
        }
    }

    /// <summary>Adds a message, also an older one. To be called with the <see cref="Gate"/> held.</summary>
    public SandboxEntry AddMessage(int slot, SandboxArrival arrival)
    {
        var message = Messages.Add(slot, arrival);
        var conversation = Store[slot]!;
        var newest = message.AcceptTime > conversation.Newest ? message.AcceptTime : conversation.Newest;
        Change(conversation with { LastReceived = newest, LastAccepted = null });
        return message;
    }

    public SandboxApp RequireApp(string id) => apps.Find(app => app.Id == id) ?? throw SandboxRefusal.NotFound("The app was not found.");

    /// <summary>The slots of a contact's conversations, also of deleted ones.</summary>
    public IReadOnlyList<int> RequireContact(string id) => Contacts.Slots(id) ?? throw SandboxRefusal.NotFound("The contact was not found.");

    public int RequireSlot(string conversationId) => Store.Find(conversationId) ?? throw SandboxRefusal.NotFound("The conversation was not found.");

    private static SandboxApp Unnamed(string id) => new(id, id, "CONVERSATION");
}
