using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>Gets the apps of a Sinch project.</summary>
/// <remarks>
/// <para>
/// An app is what contacts talk to: it has channels, limits and a processing mode. Apps in DISPATCH mode keep no
/// conversations. Channel credentials and callback secrets are not read, so nothing can show them.
/// </para>
/// </remarks>
/// <example>
/// <para>See the apps of the project and the state of their channels</para>
/// <code>
/// Get-SinchApp
/// Get-SinchApp | Select-Object -ExpandProperty Channels
/// </code>
/// <para>A channel that is not ACTIVE does not deliver.</para>
/// </example>
/// <example>
/// <para>List the active conversations of an app by its name</para>
/// <code>
/// Get-SinchApp -Name 'Nordwind*' | Get-SinchConversation -State Active -All
/// </code>
/// <para>-Name takes wildcards. The apps are chosen on this computer: the service has no such filter.</para>
/// </example>
/// <input type="System.String">IDs of apps to get.</input>
/// <input type="System.Management.Automation.PSObject">Objects with an AppId or app_id, to get their apps; raw apps of the API.</input>
/// <input type="SinchConv.SinchSession">Sessions, to list the apps of each project.</input>
/// <output type="SinchConv.App">The apps, one by one.</output>
/// <seealso cref="GetSinchConversationCommand"/>
/// <seealso cref="GetSinchContactCommand"/>
[Cmdlet(VerbsCommon.Get, "SinchApp", HelpUri = "https://developers.sinch.com/docs/conversation/api-reference/conversation/tag/App/#tag/App/operation/App_ListApps")]
[OutputType(typeof(App))]
public sealed class GetSinchAppCommand : SinchListCommand<App>
{
    /// <summary>The IDs of the apps to get, one request each.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("app_id")]
    [TextArgument(nameof(AppId), IsList = true)]
    [ArgumentCompleter(typeof(AppIdCompleter))]
    public string[]? AppId { get; set; }

    /// <summary>Gets the apps whose display name matches. Wildcards are supported; upper and lower case are the same. A name without wildcards that no app has is an error.</summary>
    [Parameter]
    [TextArgument(nameof(App.DisplayName))]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AppNameCompleter))]
    public string? Name { get; set; }

    private protected override Endpoint<App> Endpoint => Endpoints.Apps;

    private protected override string IdParameter => nameof(AppId);

    private protected override IReadOnlyList<string>? Ids => Given(nameof(AppId), AppId, "app_id") ?? (RawId(RawObject.App) is { } id ? [id] : null);

    private protected override IReadOnlyList<string> FilterParameters { get; } = [nameof(Name)];

    private protected override Func<App, bool>? Keep => Name is null
        ? null
        : new WildcardPattern(Name, WildcardOptions.IgnoreCase) is var pattern ? app => pattern.IsMatch(app.DisplayName ?? "") : null;

    // As everywhere in PowerShell, a name without wildcards is one that has to be there.
    private protected override SinchException? WhenEmpty => Name is null || WildcardPattern.ContainsWildcardCharacters(Name)
        ? null
        : new SinchException(SinchError.NotFound, $"No app has the name '{Text.Quote(Name, 100)}'.");

    private protected override IReadOnlyList<Query> Queries(SinchSession session)
    {
        RefuseInput(nameof(AppId));
        return [Name is null ? new Query() : new Query(new Filter(nameof(Name), Name))];
    }
}
