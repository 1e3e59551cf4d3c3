using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>A command that changes conversations, several at a time, after asking for each.</summary>
public abstract class SinchChangeCommand : SinchSessionCommand
{
    private int done;
    private bool isWatched;

    /// <summary>The IDs of the conversations. Conversation objects may stand for their IDs.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("conversation_id")]
    [TextArgument(nameof(ConversationId), IsList = true)]
    [ArgumentCompleter(typeof(ConversationIdCompleter))]
    public string[]? ConversationId { get; set; }

    /// <summary>How many requests may be under way at a time, 1 to 32.</summary>
    /// <value>1</value>
    [Parameter]
    [NumberArgument]
    [ValidateRange(1, 32)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>What is done, as -WhatIf and -Confirm say it.</summary>
    private protected abstract string Action { get; }

    private ListingWriter<Conversation> Writer => field ??= new(this, isCutByDefault: false) { IsChange = true };

    /// <summary>Changes one conversation; gives it back where it is to be written.</summary>
    private protected abstract Task<Conversation?> ChangeAsync(SinchClient client, string conversationId, CallContext call);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        isWatched = Audience.CanSee(this);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        IReadOnlyList<Listing<Conversation>> changes;
        try
        {
            var session = ConnectedSession;
            RefuseInputBeside(nameof(ConversationId), MayBeTyped(nameof(ConversationId)));
            var ids = (InputText is { } text ? [text] : Given(nameof(ConversationId), ConversationId, "conversation_id") ?? (RawId(RawObject.Conversation) is { } id ? [id] : null))
                ?? throw Invalid(HasInput ? $"{InputName} names no conversation: a property ConversationId is needed." : "Nothing says which conversation is meant: give -ConversationId, or pipe in IDs or conversations.");
            changes = [.. ids.Select(one => Change(one, session)).OfType<Listing<Conversation>>()];
        }
        catch (SinchException fault)
        {
            changes = [Listing<Conversation>.Of(ListPart<Conversation>.Failed(null, fault), InputObject, null)];
        }
        Writer.Add(changes, ThrottleLimit);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Writer.Finish();

    /// <summary>Says how many were done, where somebody watches and Ctrl+C ended the command: nothing else can be written then.</summary>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        if (isWatched)
            Host.UI.WriteWarningLine(FormattableString.Invariant($"Stopped: {done} {(done == 1 ? "conversation was" : "conversations were")} done, and up to {ThrottleLimit} more may have been."));
    }

    private Listing<Conversation>? Change(string id, SinchSession session)
    {
        if (Identifier.Fault("ConversationId", id) is { } problem)
            return Listing<Conversation>.Of(ListPart<Conversation>.Failed(null, Invalid(problem)), id, session);
        return ShouldProcess($"conversation {id} of {session}", Action)
            ? Listing<Conversation>.Of(new(Local(Again(id), session), new PageWalk<Conversation>((_, call) => OneAsync(session.Client, id, call))) { IsLookUp = true, IsChange = true }, id, session)
            : null;
    }

    // The same command for one conversation.
    private Query Again(string id) => new(
    [
        .. MyInvocation.BoundParameters.Where(bound => IsOnCommandLine(bound.Key) && !CommonParameters.Contains(bound.Key)).Select(bound => new Filter(bound.Key, bound.Value)),
        new Filter(nameof(ConversationId), id),
    ]);

    private async Task<Page<Conversation>> OneAsync(SinchClient client, string id, CallContext call)
    {
        var changed = await ChangeAsync(client, id, call).ConfigureAwait(false);
        Interlocked.Increment(ref done);
        return new Page<Conversation> { Items = changed is null ? [] : [changed] };
    }
}
