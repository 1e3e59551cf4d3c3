namespace SinchConv.Api;

/// <summary>A way to divide a listing into shares that together are all of it, if their sizes prove that.</summary>
/// <param name="Name">By what it divides.</param>
/// <param name="Shares">The shares.</param>
internal sealed record Way<T>(string Name, IReadOnlyList<Share<T>> Shares)
{
    /// <summary>Whether the ways without it do, where the service answers with anything else: its list is not needed otherwise.</summary>
    public bool IsOptional { get; init; }

    /// <summary>A share that must have the size of the whole too, for the others to prove anything.</summary>
    public Share<T>? Whole { get; init; }
}

/// <summary>What one query gets: by one part, or by two that begin at either end and meet.</summary>
/// <param name="First">The part whose first page tells the size.</param>
/// <param name="PageSize">How many objects a page of it has.</param>
internal sealed record Share<T>(ListPart<T> First, int PageSize)
{
    /// <summary>The part that comes from the other end.</summary>
    public ListPart<T>? Other { get; init; }

    // What is left of the part from the other end has to be got first: the other one looks at its end for what has moved.
    public IEnumerable<ListPart<T>> Parts => Other is null ? [First] : [Other, First];

    public long? Size => First.Walk.TotalSize;

    /// <summary>How many requests one part of it takes, one after the other.</summary>
    public long Requests => Pages(PageSize * Parts.Count());

    /// <summary>How many requests its parts take in all.</summary>
    public long AllRequests => Pages(PageSize);

    private long Pages(int size) => ((Size ?? 0) + size - 1) / size;
}
