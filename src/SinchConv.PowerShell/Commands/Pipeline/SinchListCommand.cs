using System.Collections;
using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>A command that lists the objects of a resource, or gets them by ID.</summary>
public abstract class SinchListCommand<T> : SinchSessionCommand
{
    /// <summary>
    /// How many objects to get at most, for each input. 100 when neither -First nor -All is given; a warning tells when
    /// that cut the list.
    /// </summary>
    /// <value>100</value>
    [Parameter]
    [NumberArgument]
    [ValidateRange(0, long.MaxValue)]
    public long First { get; set; } = 100;

    /// <summary>Gets everything there is, page after page.</summary>
    [Parameter]
    [SwitchArgument]
    public SwitchParameter All { get; set; }

    /// <summary>How many objects to ask for in one request. Without it, as many as are useful, up to the largest page that the service gives.</summary>
    [Parameter]
    [NumberArgument]
    [ValidateRange(1, 1_000)]
    public int? PageSize { get; set; }

    /// <summary>Goes on where an earlier listing broke off. Part of the ResumeParameters of its error's exception, with the filters that belong to it.</summary>
    [Parameter]
    [TextArgument(nameof(PageToken))]
    [ValidateIdentifier(IsToken = true)]
    public string? PageToken { get; set; }

    /// <summary>
    /// How many requests may be under way at a time, 1 to 32. With more than one, several inputs or IDs are worked on
    /// together; their objects stay in the order of the inputs, but the inputs are read ahead, so a -PipelineVariable of a
    /// command before this one no longer belongs to the object that is written. A listing of conversations with -All that
    /// is not of the input is divided: its order is not specified then, and some may come twice when messages come meanwhile.
    /// </summary>
    /// <value>1</value>
    [Parameter]
    [NumberArgument]
    [ValidateRange(1, 32)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>
    /// The name of a variable that holds what is left of the listing while its objects are written: hashtables like those of
    /// ResumeParameters, which get the page of the object in hand and all behind it. It changes with each page, and is empty
    /// at the end. A script that keeps it in a file can go on after its process was killed.
    /// </summary>
    [Parameter]
    [TextArgument(nameof(ResumeVariable))]
    [ValidateNotNullOrEmpty]
    public string? ResumeVariable { get; set; }

    /// <summary>The most objects that one listing may write.</summary>
    private protected long Limit => All && !(IsOnCommandLine(nameof(First)) && !IsOnCommandLine(nameof(All))) ? long.MaxValue : First;

    /// <summary>The resource.</summary>
    private protected abstract Endpoint<T> Endpoint { get; }

    /// <summary>The parameter that takes IDs.</summary>
    private protected abstract string IdParameter { get; }

    /// <summary>The IDs to look up, from the command line or the input; null to list.</summary>
    private protected abstract IReadOnlyList<string>? Ids { get; }

    /// <summary>What to say of a text that is no ID, but something else that identifies an object; null where it may be an ID.</summary>
    private protected virtual string? IdHint(string id) => null;

    /// <summary>The parameters that choose what is listed.</summary>
    private protected abstract IReadOnlyList<string> FilterParameters { get; }

    /// <summary>The largest page that the service gives; 0 where it gives everything in one answer.</summary>
    private protected virtual int LargestPage => Endpoint.LargestPage;

    /// <summary>Which objects to write, where this side chooses; null for all.</summary>
    private protected virtual Func<T, bool>? Keep => null;

    /// <summary>What to write for an object, where it is not the object itself.</summary>
    private protected virtual Func<T, object?>? Show => null;

    /// <summary>What is wrong when nothing came; null where that may be.</summary>
    private protected virtual SinchException? WhenEmpty => null;

    /// <summary>Whether the queries of a listing are asked together; else one after the other.</summary>
    private protected virtual bool AsksTogether => false;

    // An ID that is only a default gives way to what is typed for a list.
    private bool IsListing => IsDefault(IdParameter) && !HasInput
        && FilterParameters.Concat([nameof(First), nameof(All), nameof(PageSize), nameof(PageToken), nameof(ResumeVariable)]).Any(IsOnCommandLine);

    private ListingWriter<T> Writer => field ??= new(this, !IsOnCommandLine(nameof(First)) && !IsDefault(nameof(First))) { Show = Show, Left = ResumeVariable is null ? null : KeepLeft };

    /// <summary>What is asked for: one query after the other makes up the listing.</summary>
    /// <exception cref="SinchException">The parameters and the input do not name anything that can be listed.</exception>
    private protected abstract IReadOnlyList<Query> Queries(SinchSession session);

    /// <summary>How a page of a query is got by its token; the first one without.</summary>
    private protected virtual Func<string?, CallContext, Task<Page<T>>> Pages(Query query, SinchSession session) =>
        (token, call) => session.Client.ListAsync(Endpoint, query, token, call);

    /// <summary>What divides a listing; null where nothing can.</summary>
    private protected virtual Divider<T>? DividerOf(SinchSession session) => null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (All && IsOnCommandLine(nameof(First)) && IsOnCommandLine(nameof(All)))
            Refuse("-First and -All contradict each other: give one of the two.", First);
        if (PageSize > LargestPage)
            RefuseOrLeaveOut(nameof(PageSize), FormattableString.Invariant($"-PageSize is {PageSize}: the service gives {(LargestPage == 0 ? "everything" : $"at most {LargestPage}")} at a time."), PageSize);
        if (PageToken is not null && MyInvocation.ExpectingInput)
            RefuseOrLeaveOut(nameof(PageToken), "-PageToken belongs to one listing, and each input is another one: give the filters as parameters instead of piping them in.", PageToken);
        if (ResumeVariable is not null && AsksTogether)
            RefuseOrLeaveOut(nameof(ResumeVariable), "-ResumeVariable belongs to a listing, and here several are asked together for the same thing.", ResumeVariable);
        if (ResumeVariable is not null && MyInvocation.ExpectingInput)
            RefuseOrLeaveOut(nameof(ResumeVariable), "-ResumeVariable belongs to one listing, and each input is another one: give the filters as parameters instead of piping them in.", ResumeVariable);
        if (IsOnCommandLine(IdParameter) && new[] { nameof(First), All ? nameof(All) : "", nameof(PageSize), nameof(PageToken), nameof(ResumeVariable) }.FirstOrDefault(IsOnCommandLine) is { } parameter)
            Refuse($"-{parameter} belongs to a listing, and -{IdParameter} gets single objects: give one of the two{(parameter == nameof(All) ? ". A switch takes no value" : "")}.");
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        SinchSession? session = null;
        IReadOnlyList<Listing<T>> listings;
        try
        {
            session = ConnectedSession;
            RefuseInputBeside(IdParameter, IsOnCommandLine(IdParameter));
            listings = (InputText is { } text ? [text] : IsListing ? null : Ids) is { } ids ? [.. ids.Select(id => LookUp(id, session))] : [List(session)];
        }
        catch (SinchException fault)
        {
            listings = [Listing<T>.Of(ListPart<T>.Failed(null, fault), InputObject, session)];
        }
        Writer.Add(listings, ThrottleLimit);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Writer.Finish();

    private void KeepLeft(IReadOnlyList<Hashtable> left) => SessionState.PSVariable.Set(ResumeVariable, left.ToArray());

    private Listing<T> LookUp(string id, SinchSession session)
    {
        var problem = (IdHint(id) ?? Identifier.Fault(IdParameter, id)) is { } wrong ? wrong
            : FilterParameters.FirstOrDefault(IsOnCommandLine) is { } filter ? $"-{filter} chooses from a list, and what has an ID is got by its {IdParameter}: choose with Where-Object instead."
            : null;
        var part = problem is not null
            ? ListPart<T>.Failed(null, Invalid(problem))
            : new ListPart<T>(Local(new Query(new Filter(IdParameter, id)), session), new PageWalk<T>(async (_, call) =>
                new Page<T> { Items = [await session.Client.GetAsync(Endpoint, id, call).ConfigureAwait(false)] }))
            {
                IsLookUp = true,
            };
        return Listing<T>.Of(part, id, session);
    }

    private Listing<T> List(SinchSession session)
    {
        // What an input cannot give would be missing without a word.
        if (new[] { nameof(PageToken), "After", "Before", "Recent", "Oldest" }.FirstOrDefault(name => OfInput(name) is { Length: > 0 } and not "False") is { } lost)
            throw Invalid($"The input has a {lost}, which is a parameter only: give it with -{lost}, or splat the input ({MyInvocation.MyCommand.Name} @part) instead of piping it in.");
        var queries = Queries(session).Select(query => Local(Sized(query), session)).ToList();
        if (PageToken is not null && queries.Count > 1)
            Refuse("-PageToken belongs to one of the listings that these parameters ask for: give one value for each.", PageToken);
        var target = FilterParameters.Select(name => queries[0][name]).FirstOrDefault(value => value is not null);
        if (ThrottleLimit == 1 || Limit < long.MaxValue || PageToken is not null || MyInvocation.ExpectingInput || DividerOf(session) is not { } divider)
        {
            return new([.. queries.Select(query => Part(query, session))], AsksTogether ? queries.Count : 1, Limit, target, session)
            {
                Keep = Keep,
                WhenEmpty = WhenEmpty,
                InputName = FilterParameters.FirstOrDefault(name => name.EndsWith("Id", StringComparison.Ordinal) && queries[0][name] is not null) is { } name
                    ? name.Substring(0, name.Length - 2).ToLowerInvariant()
                    : "input",
            };
        }
        var parts = Await(call => Task.WhenAll(queries.Select(query => divider.PlanAsync(query, call)))).SelectMany(part => part).ToList();
        return new(parts, parts.Count, Limit, target, session);
    }

    // What is asked together, to find the same thing in several ways, is no part that could go on by itself.
    private ListPart<T> Part(Query query, SinchSession session) =>
        new(AsksTogether ? null : query, new PageWalk<T>(Pages(query, session), PageToken));

    // A page token may depend on the page size: a listing that goes on keeps it.
    private Query Sized(Query query)
    {
        if (LargestPage == 0)
            return query;
        var sized = query with { PageSize = PageToken is null ? (int)Math.Min(PageSize ?? LargestPage, Math.Max(1, Keep is null ? Limit : long.MaxValue)) : PageSize ?? LargestPage };
        return PageSize is { } size ? sized.With(new Filter(nameof(PageSize), size)) : sized;
    }
}
