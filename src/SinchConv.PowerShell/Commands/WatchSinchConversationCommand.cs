using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>Writes a conversation whenever it has a newer message, until it is stopped.</summary>
/// <remarks>
/// <para>
/// Each round asks for the conversations with the newest messages: one request when nothing has happened, more when more has
/// come than a page holds. A conversation is written with its newest message in LastMessage, the oldest message of a round
/// first; where several messages came in one round, it is written once. Ctrl+C ends it, and so does Select-Object -First.
/// </para>
/// <para>
/// Failures that may pass, such as no network, 429 or 503, are waited out, longer each time; -Verbose and the progress
/// display say so, and what came meanwhile is written afterwards. Others end the command.
/// </para>
/// </remarks>
/// <example>
/// <para>See the next messages as they come</para>
/// <code>
/// Watch-SinchConversation -After '2026-06-30T00:00:00Z' | Select-Object -First 3
/// </code>
/// <para>Without -After, it begins with the first message that comes from now on. Without Select-Object, it goes on until Ctrl+C.</para>
/// </example>
/// <example>
/// <para>Do something with each message of a customer</para>
/// <code>
/// Watch-SinchConversation -State Active -Channel WHATSAPP, SMS -IntervalSec 10 -After '2026-06-30T00:00:00Z' |
///     Where-Object { $_.LastMessage.Direction -eq 'ToApp' } |
///     ForEach-Object { "$($_.ContactId): $($_.LastMessage.Text)" } |
///     Select-Object -First 1
/// </code>
/// <para>The objects flow on as soon as a round has brought them.</para>
/// </example>
/// <input type="SinchConv.SinchSession">A session, to watch its default app.</input>
/// <input type="SinchConv.App">An app, to watch its conversations.</input>
/// <output type="SinchConv.Conversation">The conversations, each with its newest message in LastMessage.</output>
/// <seealso cref="GetSinchConversationCommand"/>
/// <seealso cref="GetSinchMessageCommand"/>
[Cmdlet(VerbsCommon.Watch, "SinchConversation", HelpUri = "https://developers.sinch.com/docs/conversation/api-reference/conversation/tag/Conversation/#tag/Conversation/operation/Conversation_ListRecentConversations")]
[OutputType(typeof(Conversation))]
public sealed class WatchSinchConversationCommand : SinchSessionCommand
{
    // After so many failures in a row, the waits grow no more.
    private const int MostDoublings = 5;

    /// <summary>The ID of the app whose conversations to watch. Without it, the default app of the session.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("app_id")]
    [TextArgument(nameof(AppId))]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(AppIdCompleter))]
    public string? AppId { get; set; }

    /// <summary>Watches active or inactive conversations only: Active or Inactive.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TextArgument(nameof(State))]
    [ArgumentCompleter(typeof(StateCompleter))]
    public string? State { get; set; }

    /// <summary>Watches conversations of these channels only. The known ones complete with Tab; any other name is accepted.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TextArgument(nameof(Channel), IsList = true)]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string[]? Channel { get; set; }

    /// <summary>How many seconds lie between two rounds, 2 to 3600.</summary>
    /// <value>5</value>
    [Parameter]
    [NumberArgument]
    [ValidateRange(2, 3_600)]
    public int IntervalSec { get; set; } = 5;

    /// <summary>Begins with the messages that were accepted at this time or later. Without it, with the first one that comes from now on.</summary>
    [Parameter]
    [TimeArgument]
    public DateTime? After { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        SinchSession? session = null;
        RecentWatch watch;
        try
        {
            session = ConnectedSession;
            if ((OfInput("ContactId", "contact_id") is { } contact && (contact.Length > 0 || !IsCount)) || RawId(RawObject.Contact) is not null)
                throw Invalid("The input names a contact, and an app is watched: pipe in an app, or give -AppId, and choose with Where-Object.");
            var scope = ConversationScope.From(this, AppId, contactId: null, State, Channel);
            watch = new(session.Client, scope.ByTime(session, isRecent: false, isOldest: false, After, before: null));
        }
        catch (SinchException fault)
        {
            throw Terminate(fault, InputObject ?? (object?)AppId, session);
        }
        try
        {
            Watch(watch, session);
        }
        finally
        {
            Progress.Complete();
        }
    }

    private void Watch(RecentWatch watch, SinchSession session)
    {
        for (var failures = 0; ;)
        {
            var (found, fault) = Look(watch, session);
            foreach (var item in found)
                WriteObject(RecentView.Of(item));
            session.Memory.Remember(found);
            failures = fault is null ? 0 : failures + 1;
            Pause(session, fault, failures);
        }
    }

    private (IReadOnlyList<Conversation> Found, SinchException? Fault) Look(RecentWatch watch, SinchSession session)
    {
        try
        {
            return (Await(watch.LookAsync), null);
        }
        catch (SinchException fault)
        {
            return ErrorRecords.MayPass(fault) ? ([], fault) : throw Terminate(fault, AppId, session);
        }
    }

    private void Pause(SinchSession session, SinchException? fault, int failures)
    {
        var length = TimeSpan.FromSeconds(IntervalSec * Math.Pow(2, Math.Min(failures, MostDoublings)));
        if (fault?.RetryAfter > length)
            length = fault.RetryAfter.Value;
        var wait = new Wait(length, fault is null ? "until the next look" : fault.StatusCode is { } status ? $"{status}" : "no answer", Retry: 0, MaximumRetries: 0);
        if (fault is not null)
            WriteVerbose($"{fault.Message} {wait}.");
        Progress.Waits(wait);
        Await(async call =>
        {
            await session.Clock.DelayAsync(length, call.Stop).ConfigureAwait(false);
            return true;
        });
    }
}
