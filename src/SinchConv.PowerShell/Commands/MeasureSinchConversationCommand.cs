using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>Counts the conversations of an app or a contact by channel and state, without getting them.</summary>
/// <remarks>
/// <para>
/// The service tells with each list how many conversations it has. This command asks for that number alone, for every
/// channel and state: at most 28 small requests, whatever the size of the project. One object comes for each channel and
/// state that has conversations. A row without a channel holds those of channels that this module does not know.
/// </para>
/// </remarks>
/// <example>
/// <para>See how the conversations of the default app are spread</para>
/// <code>
/// Measure-SinchConversation
/// </code>
/// <para>The bars of the table stand in proportion to the largest number.</para>
/// </example>
/// <example>
/// <para>Get one number for a condition</para>
/// <code>
/// if ((Measure-SinchConversation -State Active -Total) -gt 1000) {
///     Write-Warning 'More than 1000 active conversations.'
/// }
/// </code>
/// <para>-Total makes a single request and gives a single number.</para>
/// </example>
/// <example>
/// <para>Compare channels, whatever their state</para>
/// <code>
/// Measure-SinchConversation |
///     Group-Object -Property Channel |
///     ForEach-Object { [pscustomobject]@{ Channel = $_.Name; Count = ($_.Group | Measure-Object -Property Count -Sum).Sum } } |
///     Sort-Object -Property Count -Descending
/// </code>
/// <para>The rows are objects like any others.</para>
/// </example>
/// <input type="System.Management.Automation.PSObject">Objects with AppId, ContactId or both (or app_id, contact_id) to count the conversations of each.</input>
/// <input type="SinchConv.ConversationCount">Counts to take again.</input>
/// <input type="SinchConv.SinchSession">Sessions, to count the conversations of the default app of each.</input>
/// <output type="SinchConv.ConversationCount">One count for each channel and state that has conversations.</output>
/// <output type="System.Int64">With -Total, the number of conversations.</output>
/// <seealso cref="GetSinchConversationCommand"/>
/// <seealso cref="ConnectSinchProjectCommand"/>
[Cmdlet(VerbsDiagnostic.Measure, "SinchConversation", DefaultParameterSetName = CensusSet, HelpUri = GetSinchConversationCommand.ReferencePage)]
[OutputType(typeof(ConversationCount), ParameterSetName = [CensusSet])]
[OutputType(typeof(long), ParameterSetName = [TotalSet])]
public sealed class MeasureSinchConversationCommand : SinchSessionCommand
{
    private const string CensusSet = "Census";
    private const string TotalSet = "Total";

    /// <summary>The ID of the app whose conversations to count. Without an app and a contact, the default app of the session.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("app_id")]
    [TextArgument(nameof(AppId))]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(AppIdCompleter))]
    public string? AppId { get; set; }

    /// <summary>The ID of the contact whose conversations to count.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("contact_id")]
    [TextArgument(nameof(ContactId))]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(ContactIdCompleter))]
    public string? ContactId { get; set; }

    /// <summary>Counts active or inactive conversations only: Active or Inactive.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TextArgument(nameof(State))]
    [ArgumentCompleter(typeof(StateCompleter))]
    public string? State { get; set; }

    /// <summary>Counts conversations of these channels only. The known ones complete with Tab; any other name is accepted.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TextArgument(nameof(Channel), IsList = true)]
    [ValidateIdentifier]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string[]? Channel { get; set; }

    /// <summary>Gets one number instead of a row for each channel and state.</summary>
    [Parameter(ParameterSetName = TotalSet, Mandatory = true)]
    [SwitchArgument]
    public SwitchParameter Total { get; set; }

    /// <summary>How many requests may be under way at a time, 1 to 32.</summary>
    /// <value>16</value>
    [Parameter]
    [NumberArgument]
    [ValidateRange(1, 32)]
    public int ThrottleLimit { get; set; } = 16;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        SinchSession? session = null;
        object? target = InputObject;
        object result;
        try
        {
            session = ConnectedSession;
            var scope = ConversationScope.From(this, AppId, ContactId, State, Channel);
            target = scope.ContactId ?? scope.AppId;
            var queries = scope.Queries(session);
            var census = new ConversationCensus(session.Client, new Throttle(ThrottleLimit));
            result = Total ? Await(call => census.TotalAsync(queries, call)) : Await(call => census.TakeAsync(queries, call));
        }
        catch (SinchException fault)
        {
            if (!ErrorRecords.IsPerObject(fault.Error))
                throw Terminate(fault, target, session);
            WriteFault(fault, target, session);
            return;
        }
        finally
        {
            Progress.Complete();
        }
        WriteObject(result, enumerateCollection: true);
    }
}
