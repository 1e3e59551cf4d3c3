using SinchConv.Api;

namespace SinchConv.Commands;

// What the command does; its parameters and its help stand in the other part.
public sealed partial class GetSinchConversationCommand
{
    private readonly Queue<(string Id, SinchSession Session, Task<Conversation> Answer)> lookUps = new();

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
            Array.ForEach(ConversationId, id => LookUp(id, session));
        else if (InputObject is not null && new PipelineInput(InputObject) is { IsConversation: true } conversation)
            Refresh(conversation, session);
        else
            List(session);
    }

    private protected override void Remember(SinchSession session, IReadOnlyList<Conversation> page) => session.Memory.Remember(page);

    /// <inheritdoc/>
    protected override void EndProcessing() => Settle();

    // Look-ups or listings wait for their turn, never both: one kind is written before the other begins.
    private protected override void Settle()
    {
        WriteLookUps();
        WriteWaiting();
    }

    private void Refresh(PipelineInput input, SinchSession session)
    {
        if (new[] { nameof(AppId), nameof(ContactId), nameof(State), nameof(Channel) }.FirstOrDefault(IsOnCommandLine) is { } filter)
            End($"A conversation that is piped in is got by its ID, and -{filter} does not apply: choose with Where-Object instead.");
        if (input.ConversationId is not { } id)
            WriteProblem(new(SinchError.InvalidRequest, "The input is a conversation without a ConversationId."), InputObject, session);
        else if (ValidateIdentifierAttribute.Problem(id) is { } problem)
            WriteProblem(new(SinchError.InvalidRequest, $"The ConversationId '{Text.Quote(id, 100)}' {problem}."), id, session);
        else
            LookUp(id, session);
    }

    /// <summary>Asks for a conversation, and writes the oldest ones until no more than -ThrottleLimit are under way.</summary>
    private void LookUp(string id, SinchSession session)
    {
        WriteWaiting();
        lookUps.Enqueue((id, session, Start(call => session.Client.GetConversationAsync(id, call))));
        while (lookUps.Count >= ThrottleLimit || (lookUps.Count > 0 && lookUps.Peek().Answer.IsCompleted))
            WriteOldest();
    }

    private void WriteOldest()
    {
        var (id, session, answer) = lookUps.Dequeue();
        Conversation conversation;
        try
        {
            conversation = Await(answer);
        }
        catch (SinchException e)
        {
            if (!ErrorRecords.IsPerObject(e.Error))
                ThrowFailure(e, id, session);
            WriteFailure(e, id, session);
            return;
        }
        session.Memory.Remember([conversation]);
        WriteObject(conversation);
    }

    private void WriteLookUps()
    {
        while (lookUps.Count > 0)
            WriteOldest();
    }

    private void List(SinchSession session)
    {
        WriteLookUps();
        string? target;
        IReadOnlyList<ConversationQuery> queries;
        try
        {
            var filter = Filter(InputObject, AppId, ContactId, State, Channel, session);
            target = filter.Target;
            // A page token may depend on the page size: a listing that goes on keeps it.
            queries = filter.Queries(PageToken is null ? (int)Math.Min(PageSize, Math.Max(1, Limit)) : PageSize);
        }
        catch (SinchException e)
        {
            WriteProblem(e, InputObject, session);
            return;
        }
        if (ThrottleLimit > 1 && MyInvocation.ExpectingInput)
            Enqueue(new(Walks(queries, session), 1, Limit, target, session), ThrottleLimit);
        else if (ThrottleLimit > 1 && All && PageToken is null)
            Divide(queries, target, session);
        else
            Write(new(Walks(queries, session), 1, Limit, target, session));
    }

    /// <summary>Writes an error that took no request, behind what came before it.</summary>
    private void WriteProblem(SinchException problem, object? target, SinchSession session)
    {
        Settle();
        WriteFailure(problem, target, session);
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
            if (!ErrorRecords.IsPerInput(e.Error, queries.Count == 1))
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
        if (IsOnCommandLine(nameof(PageSize)))
            parameters[nameof(PageSize)] = PageSize;
        if (Session is not null)
            parameters[nameof(Session)] = Session;
        return new(walk, parameters, isOfSeveral);
    }
}
