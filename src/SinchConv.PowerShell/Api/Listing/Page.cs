namespace SinchConv.Api;

/// <summary>One answer of a listing.</summary>
internal sealed class Page<T>
{
    public IReadOnlyList<T> Items { get; set; } = [];

    /// <summary>Whether it repeats what may have been missed, so that nobody can tell how many items it should have.</summary>
    public bool IsSecondLook { get; init; }

    /// <summary>Null on the last page.</summary>
    public string? NextPageToken { get; set => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>
    /// How many items the whole listing has; null where the service did not say. It is reliable on the first page only. An
    /// answer may leave out a zero.
    /// </summary>
    public long? TotalSize { get => field ?? (Items.Count == 0 && NextPageToken is null ? 0 : null); set; }
}
