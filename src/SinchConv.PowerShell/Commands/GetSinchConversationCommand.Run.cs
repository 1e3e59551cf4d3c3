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
        if (PageToken is not null && MyInvocation.ExpectingInput)
            Refuse("-PageToken belongs to one listing, and each input is another one: give -AppId or -ContactId instead of piping them in.", PageToken);
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
        var filter = InputObject is null ? Filter(session) : Filter(InputObject);
        var target = filter.Target;
        var queries = filter.Queries((int)Math.Min(PageSize, Math.Max(1, Limit)));
        if (InputObject is { ActiveChannel: null })
            WriteFailure(Unlistable(), target, session);
        else if (queries.Count == 0)
            WriteFailure(ConversationFilter.Missing(), target, session);
        else if (ThrottleLimit > 1 && MyInvocation.ExpectingInput)
            Enqueue(new(Walks(queries, session), 1, Limit, target, session), ThrottleLimit);
        else if (ThrottleLimit > 1 && All && PageToken is null)
            Divide(queries, target, session);
        else
            Write(new(Walks(queries, session), 1, Limit, target, session));
    }

    private ConversationFilter Filter(SinchSession session)
    {
        var usesDefault = !IsBound(nameof(AppId)) && !IsBound(nameof(ContactId));
        return new(usesDefault ? session.AppId : AppId, ContactId, IsBound(nameof(State)) ? State : null, Channel);
    }

    private ConversationFilter Filter(ConversationCount count)
    {
        if (IsBound(nameof(State)) || IsBound(nameof(Channel)))
            Refuse("The counts that are piped in say which -State and -Channel to list: choose among them with Where-Object.");
        return new(AppId ?? count.AppId, ContactId ?? count.ContactId, count.State, count.ActiveChannel is { } channel ? [channel] : null);
    }

    // Without its channel, it would list all channels of the state, and the other counts list most of them too.
    private static SinchException Unlistable() => new(
        SinchError.InvalidRequest,
        "This count is of channels that the module does not know, and the service lists by channel name only: give the name with -Channel, or list everything with -State.");

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
            if (!Failure.IsPerInput(e.Error) || queries.Count > 1)
                ThrowFailure(e.Of(null, [.. Walks(queries, session).Select(part => part.ParametersFrom(null, Limit))]), target, session);
            WriteFailure(e, target, session);
            return;
        }
        var parts = plans.SelectMany(plan => plan).Select(part => Part(part.Query, part.Walk, part.IsOfSeveral)).ToList();
        Write(new(parts, parts.Count, Limit, target, session));
    }

    private List<ListingPart<Conversation>> Walks(IReadOnlyList<ConversationQuery> queries, SinchSession session) => [.. queries.Select(query =>
        Part(query, new((token, call) => session.Client.ListConversationsAsync(query, token, call), PageToken)))];

    private ListingPart<Conversation> Part(ConversationQuery query, PageWalk<Conversation> walk, bool isOfSeveral = false)
    {
        var parameters = ConversationFilter.Parameters(query);
        if (IsBound(nameof(PageSize)))
            parameters[nameof(PageSize)] = PageSize;
        return new(walk, parameters, isOfSeveral);
    }
}
