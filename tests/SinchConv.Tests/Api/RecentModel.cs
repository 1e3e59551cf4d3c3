using SinchConv.Api;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Api;

/// <summary>A project whose list by time is walked, and what happens to it meanwhile.</summary>
internal sealed class RecentModel
{
    private const int MostRequests = 5_000;

    private readonly List<string> queries = [];

    public RecentModel(IEnumerable<SandboxConversation> conversations, SandboxQuirks? quirks = null)
    {
        Project = SandboxProject.With([.. conversations]);
        Project.Quirks = quirks ?? new();
        var sandbox = new HttpMessageInvoker(new SandboxHandler(Project, Clock.System));
        var handler = new StubHandler((request, number) =>
        {
            // One after the other: what happens meanwhile has to happen once.
            lock (queries)
            {
                queries.Add(request.RequestUri!.Query);
                Assert.True(number < MostRequests, "The listing does not end.");
                BeforeRequest?.Invoke(request.RequestUri.Query, number);
                return sandbox.SendAsync(request, default).GetAwaiter().GetResult();
            }
        });
        Session = new(
            new SessionSettings
            {
                ProjectId = Project.ProjectId,
                ApiUri = new Uri("https://sandbox.invalid/"),
                Authentication = SinchAuthentication.Basic,
                KeyId = SandboxProject.KeyId,
                Secret = SandboxProject.KeySecret,
                AppId = SandboxProject.ConversationAppId,
                MaximumRetryCount = 0,
            },
            handler,
            new FakeClock());
    }

    /// <summary>A moment of the model's time; 0 is the epoch.</summary>
    public static DateTime Time(int moment) => SandboxConversation.Epoch.AddTicks(moment);

    public static SandboxConversation Conversation(int number, int? received, int? accepted = null, bool isActive = true, string channel = "SMS") => new()
    {
        Id = $"c{number:D3}",
        AppId = SandboxProject.ConversationAppId,
        ContactId = "x",
        IsActive = isActive,
        Channel = channel,
        LastReceived = received is { } moment ? Time(moment) : null,
        LastAccepted = received is not null && accepted is { } later ? Time(later) : null,
    };

    /// <summary>A conversation as a list tells it, with its newest message at a moment; null for none.</summary>
    public static Conversation At(int? moment, string? id = null) => new() { ConversationId = id ?? $"c{moment}", LastReceived = moment is { } known ? Time(known) : null };

    public SandboxProject Project { get; }

    public SinchSession Session { get; }

    public IReadOnlyList<string> Queries => queries;

    /// <summary>Told the query string and the number of each request before it is answered.</summary>
    public Action<string, int>? BeforeRequest { get; set; }

    public static Query Ask(bool isRecent = false, bool isOldest = false, DateTime? after = null, DateTime? before = null, string? state = null, string[]? channels = null, int? pageSize = null)
    {
        var query = ConversationQuery.ByTime(isRecent, isOldest, after, before, state, channels)
            .Aggregate(new Query(ConversationQuery.App(SandboxProject.ConversationAppId)), (asked, filter) => asked.With(filter));
        return pageSize is { } size ? (query with { PageSize = size }).With(new Filter("PageSize", size)) : query with { PageSize = 50 };
    }

    public List<Conversation> Walk(Query query, long limit = long.MaxValue)
    {
        var walk = new PageWalk<Conversation>(new RecentWalk(Session.Client, query, limit).FetchAsync);
        var rows = new List<Conversation>();
        while (walk.HasMore)
            rows.AddRange(walk.NextAsync(Sessions.NoNotes()).GetAwaiter().GetResult().Items);
        return rows;
    }
}
