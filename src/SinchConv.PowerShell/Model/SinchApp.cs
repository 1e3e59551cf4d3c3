namespace SinchConv;

/// <summary>An app, as completion shows it. The service's answer holds secrets as well; they are not even read.</summary>
internal sealed class SinchApp
{
    internal static FieldTable<SinchApp> Fields { get; } = new FieldTable<SinchApp>(() => new())
        .Text("id", (item, value) => item.AppId = value)
        .Text("display_name", (item, value) => item.DisplayName = value);

    public string? AppId { get; internal set; }

    public string? DisplayName { get; internal set; }
}
