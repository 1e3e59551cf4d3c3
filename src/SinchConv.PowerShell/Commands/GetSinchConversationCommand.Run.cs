using SinchConv.PowerShell.Api;

namespace SinchConv.PowerShell.Commands;

// What the command does; its parameters and its help stand in the other part.
public sealed partial class GetSinchConversationCommand
{
    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        // Here, only what stands on the command line is bound.
        RefuseEmpty(nameof(AppId), AppId);
        RefuseEmpty(nameof(ContactId), ContactId);
        if (PageToken is not null && Channel is { Length: > 1 })
            Refuse("-PageToken belongs to the listing of one channel: give that -Channel only.", PageToken);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Connected();
        if (ParameterSetName == IdSet)
            GetEach(session);
        else
            List(session);
    }

    private protected override void Remember(SinchSession session, IReadOnlyList<Conversation> page) => session.Memory.Remember(page);

    private void GetEach(SinchSession session)
    {
        foreach (var id in ConversationId)
        {
            Conversation conversation;
            try
            {
                conversation = Await(call => session.Client.GetConversationAsync(id, call));
            }
            catch (SinchException e)
            {
                if (!Failure.IsPerObject(e.Error))
                    ThrowFailure(e, id, session);
                WriteFailure(e, id, session);
                continue;
            }
            session.Memory.Remember([conversation]);
            WriteObject(conversation);
        }
    }

    private void List(SinchSession session)
    {
        var usesDefault = !IsBound(nameof(AppId)) && !IsBound(nameof(ContactId));
        var appId = usesDefault ? session.AppId : AppId;
        var filter = new ConversationFilter(appId, ContactId, IsBound(nameof(State)) ? State : null, Channel);
        var queries = filter.Queries((int)Math.Min(PageSize, Math.Max(1, Limit)));
        var target = ContactId ?? appId;
        if (queries.Count == 0)
            WriteFailure(ConversationFilter.Missing, target, session);
        else if (ThrottleLimit > 1 && MyInvocation.ExpectingInput)
            Enqueue(new(Walks(queries, session), 1, Limit, target, session), ThrottleLimit);
        else if (ThrottleLimit > 1 && All && PageToken is null)
            Divide(queries, target, session);
        else
            Write(new(Walks(queries, session), 1, Limit, target, session));
    }

    private void Divide(IReadOnlyList<ConversationQuery> queries, string? target, SinchSession session)
    {
        var split = new ConversationSplit(session.Client, new Throttle(ThrottleLimit));
        IReadOnlyList<ConversationPart>[] plans;
        try
        {
            plans = Await(call => Task.WhenAll(queries.Select(query => split.PlanAsync(query, call))));
        }
        catch (SinchException e)
        {
            if (!Failure.IsPerInput(e.Error))
                ThrowFailure(e, target, session);
            WriteFailure(e, target, session);
            return;
        }
        var parts = plans.SelectMany(plan => plan).Select(part => new ListingPart<Conversation>(part.Walk, ConversationFilter.Parameters(part.Query))).ToList();
        Write(new(parts, parts.Count, Limit, target, session));
    }

    private List<ListingPart<Conversation>> Walks(IReadOnlyList<ConversationQuery> queries, SinchSession session) => [.. queries.Select(query => new ListingPart<Conversation>(
        new PageWalk<Conversation>((token, call) => session.Client.ListConversationsAsync(query, token, ThrottleLimit > 1 ? call.AsConcurrent() : call), PageToken),
        ConversationFilter.Parameters(query)))];
}
