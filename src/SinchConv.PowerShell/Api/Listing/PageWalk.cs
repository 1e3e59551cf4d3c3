namespace SinchConv.Api;

/// <summary>One query, page after page.</summary>
internal sealed class PageWalk<T>(Func<string?, CallContext, Task<Page<T>>> fetch, string? pageToken = null)
{
    // What a guard against repeated tokens may cost in memory is bounded: after so many pages it starts anew.
    private const int MostRememberedTokens = 65_536;

    private readonly HashSet<ulong> seen = [];
    private Task<Page<T>>? peeked;

    /// <summary>Whether a page is left.</summary>
    public bool HasMore { get; private set; } = true;

    /// <summary>The token of the next page; null for the first one.</summary>
    public string? Token { get; private set; } = pageToken;

    /// <summary>How many items the service announced on the first page; null when it did not say, or when the walk began further on.</summary>
    public long? TotalSize { get; private set; }

    /// <summary>Fetches the first page without handing it out yet, and returns it.</summary>
    public async Task<Page<T>> PeekAsync(CallContext call)
    {
        var page = await (peeked ??= fetch(Token, call)).ConfigureAwait(false);
        TotalSize = page.TotalSize;
        return page;
    }

    /// <summary>Hands out the next page.</summary>
    /// <exception cref="SinchException">The request failed, or the service repeats a page token.</exception>
    public async Task<Page<T>> NextAsync(CallContext call)
    {
        var page = await (peeked ?? fetch(Token, call)).ConfigureAwait(false);
        peeked = null;
        if (Token is null)
            TotalSize = page.TotalSize;
        Advance(page.NextPageToken);
        return page;
    }

    private void Advance(string? next)
    {
        if (seen.Count >= MostRememberedTokens)
            seen.Clear();
        if (Token is not null)
            seen.Add(Fingerprint.Of(Token));
        if (next is not null && !seen.Add(Fingerprint.Of(next)))
            throw new SinchException(SinchError.UnexpectedAnswer, "The service repeats a page token, so the listing would never end.");
        HasMore = next is not null;
        Token = next;
    }
}
