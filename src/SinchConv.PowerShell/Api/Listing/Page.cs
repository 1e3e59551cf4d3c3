namespace SinchConv.Api;

/// <summary>One answer of a listing.</summary>
internal sealed class Page<T>(IReadOnlyList<T> items, string? nextPageToken, long? totalSize)
{
    public IReadOnlyList<T> Items { get; } = items;

    /// <summary>Null on the last page.</summary>
    public string? NextPageToken { get; } = string.IsNullOrEmpty(nextPageToken) ? null : nextPageToken;

    /// <summary>How many items the whole listing has. The service is reliable about it on the first page only.</summary>
    public long? TotalSize { get; } = totalSize;
}
