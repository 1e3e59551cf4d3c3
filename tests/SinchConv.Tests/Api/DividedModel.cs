using System.Collections;
using SinchConv.Api;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Api;

/// <summary>A divided listing whose parts go on in an order that a seed sets.</summary>
internal sealed class DividedModel(IEnumerable<SandboxConversation> items, SandboxQuirks habits, string? state, int pageSize, int limit, int seed)
{
    private readonly Random order = new(seed);
    private IReadOnlyList<ListPart<Conversation>> parts = [];

    public RecentModel Model { get; } = new(items, habits);

    /// <summary>What happens before each request, once it is decided how to divide.</summary>
    public Action<string, int>? OnWalk { get; set; }

    /// <summary>How many requests it took to decide how to divide.</summary>
    public int Asked { get; private set; }

    /// <summary>What goes on where it has stopped.</summary>
    public IReadOnlyList<Hashtable> Left
    {
        get
        {
            foreach (var part in parts)
                part.Settle?.Invoke();
            return [.. parts.Select(part => part.Rest(long.MaxValue)).OfType<Hashtable>()];
        }
    }

    private Query Query { get; } = new Query(ConversationQuery.App(SandboxProject.ConversationAppId)) { PageSize = pageSize }.With(new Filter("PageSize", pageSize));

    public long Promised => parts.Where(part => part.IsShare).Sum(part => part.TotalSize ?? 0);

    public long Kept => parts.Where(part => part.IsShare).Sum(part => part.Written);

    public long Repeated => parts.Sum(part => part.Repeated);

    /// <summary>The IDs, sorted.</summary>
    /// <param name="pages">After how many pages to stop.</param>
    public List<string> Run(int pages = int.MaxValue)
    {
        var query = state is null ? Query : Query.With(ConversationQuery.State(state));
        parts = new ConversationWays(Model.Session.Client, limit).Divider.PlanAsync(query, Sessions.NoNotes()).GetAwaiter().GetResult();
        Asked = Model.Queries.Count;
        Model.BeforeRequest = OnWalk;
        List<string> rows = [];
        while (parts.Where(part => part.Page is not null || !part.HasBegun || part.Walk.HasMore).ToList() is { Count: > 0 } open)
        {
            var idle = open.Where(part => part.Page is null).ToList();
            if (idle.Count > 0)
                idle[order.Next(idle.Count)].Request(fetch => fetch(Sessions.NoNotes()));
            // With nothing left to ask for, somebody waits for somebody else.
            else
                Assert.True(Task.WhenAny(open.Select(part => part.Page!)).Wait(10_000), "All wait for each other.");
            foreach (var part in open.Where(part => part.Page is { IsCompleted: true }))
            {
                if (pages-- == 0)
                    return rows;
                var page = part.Page!.GetAwaiter().GetResult();
                rows.AddRange(page.Items.Select(item => item.ConversationId!));
                part.Take();
                part.Written += page.Items.Count;
                part.Repeated += page.IsSecondLook ? page.Items.Count : 0;
            }
        }
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    /// <summary>The IDs that a reader of one end of the list by time gets who goes on alone.</summary>
    public IEnumerable<string> GoOn(string token)
    {
        var end = RecentEnd.GoOn((query, from, call) => Model.Session.Client.ListAsync(Endpoints.RecentRows, query, from, call), Query, RecentPlace.Read(token));
        var walk = new PageWalk<Conversation>(end.FetchAsync, token);
        while (walk.HasMore)
        {
            foreach (var item in walk.NextAsync(Sessions.NoNotes()).GetAwaiter().GetResult().Items)
                yield return item.ConversationId!;
        }
    }
}
