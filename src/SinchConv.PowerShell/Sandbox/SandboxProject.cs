using System.Collections.Concurrent;

namespace SinchConv.Sandbox;

/// <summary>A Sinch project in memory: its apps, and conversations by filter.</summary>
internal sealed class SandboxProject
{
    public const string KeyId = "sandbox-key";
    public const string KeySecret = "sandbox-secret";
    public const string DefaultProjectId = "a1b2c3d4-0000-4000-8000-5a6db0c5a6db";
    public const string ConversationAppId = "01JSANDB0XC0NVERSAT10NAPP1";
    public const string DispatchAppId = "01JSANDB0XD1SPATCHM0DEAPP2";

    /// <summary>How many conversations the sandbox has unless told otherwise.</summary>
    public const int DefaultCount = 1_234;

    private readonly ConcurrentDictionary<SandboxFilter, IReadOnlyList<SandboxConversation>> lists = new();
    private readonly Dictionary<string, SandboxConversation> byId;
    private readonly HashSet<string> contacts;

    private SandboxProject(string projectId, IReadOnlyList<SandboxConversation> conversations)
    {
        ProjectId = projectId;
        Conversations = conversations;
        byId = conversations.ToDictionary(conversation => conversation.Id, StringComparer.Ordinal);
        contacts = [.. conversations.Select(conversation => conversation.ContactId)];
    }

    public string ProjectId { get; }

    /// <summary>All conversations, in the order in which they are listed.</summary>
    public IReadOnlyList<SandboxConversation> Conversations { get; }

    public IReadOnlyList<SandboxApp> Apps { get; } =
    [
        new(ConversationAppId, "Nordwind Kundendienst ☕", "CONVERSATION"),
        new(DispatchAppId, "One-time passcodes", "DISPATCH"),
    ];

    public static SandboxProject Create(int count = DefaultCount, string? projectId = null) =>
        With([.. Enumerable.Range(0, count).Select(number => SandboxSamples.Make(number, count))], projectId);

    /// <summary>A project with just these conversations, for tests.</summary>
    public static SandboxProject With(IReadOnlyList<SandboxConversation> conversations, string? projectId = null) =>
        new(projectId ?? DefaultProjectId, conversations);

    public SandboxConversation? Find(string conversationId) => byId.TryGetValue(conversationId, out var found) ? found : null;

    public bool HasApp(string appId) => Apps.Any(app => app.Id == appId) || Conversations.Any(conversation => conversation.AppId == appId);

    public bool HasContact(string contactId) => contacts.Contains(contactId);

    public IReadOnlyList<SandboxConversation> List(SandboxFilter filter) =>
        lists.GetOrAdd(filter, wanted => [.. Conversations.Where(wanted.Matches)]);
}

/// <summary>An app of the sandbox.</summary>
internal sealed record SandboxApp(string Id, string DisplayName, string ProcessingMode);

/// <summary>What a listing asks for; null stands for any.</summary>
internal sealed record SandboxFilter(string? AppId, string? ContactId, bool? OnlyActive, string? Channel)
{
    public bool Matches(SandboxConversation conversation) =>
        (AppId is null || AppId == conversation.AppId)
        && (ContactId is null || ContactId == conversation.ContactId)
        && (OnlyActive is null || OnlyActive == conversation.IsActive)
        && (Channel is null || Channel == conversation.Channel);
}
