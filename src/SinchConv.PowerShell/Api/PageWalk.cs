namespace SinchConv.PowerShell.Api;

/// <summary>
/// A listing as a sequence of pages, one request each: the parts one after the other (a part is one query, for example
/// one channel), each part to its last page.
/// </summary>
internal sealed class PageWalk<T>(IReadOnlyList<Func<string?, Call, Task<Page<T>>>> parts, string? pageToken)
{
    // What a guard against repeated tokens may cost in memory is bounded: after so many pages it starts afresh.
    private const int MostRememberedTokens = 65_536;

    private readonly HashSet<ulong> seen = [];
    private readonly bool isResumed = pageToken is not null;
    private int part;
    private string? next = pageToken;

    /// <summary>Whether a page is left to ask for.</summary>
    public bool HasMore => part < parts.Count;

    /// <summary>How many items the service announced for the parts begun so far; null when it did not say.</summary>
    public long? TotalSize { get; private set; } = pageToken is null ? 0 : null;

    /// <summary>Whether <see cref="TotalSize"/> speaks of all parts.</summary>
    public bool HasWholeTotal => TotalSize is not null && part >= parts.Count - 1;

    /// <summary>The index of the part that the next page belongs to.</summary>
    public int Part => part;

    /// <summary>Asks for the next page.</summary>
    /// <exception cref="SinchException">The request failed, or the service repeats a page token; the exception tells how to resume.</exception>
    public async Task<Page<T>> NextAsync(Call call)
    {
        var asked = next;
        try
        {
            var page = await parts[part](asked, call).ConfigureAwait(false);
            if (asked is null)
                TotalSize = isResumed ? null : TotalSize + page.TotalSize;
            Advance(asked, page.NextPageToken);
            return page;
        }
        catch (SinchException e)
        {
            e.ResumeToken = asked;
            throw;
        }
    }

    private void Advance(string? asked, string? token)
    {
        if (seen.Count >= MostRememberedTokens || token is null)
            seen.Clear();
        if (asked is not null)
            seen.Add(Hash(asked));
        if (token is null)
            part++;
        else if (!seen.Add(Hash(token)))
            throw new SinchException(SinchError.UnexpectedAnswer, "The service repeats a page token, so the listing would never end.");
        next = token;
    }

    // FNV-1a over 64 bits: two of 65,536 tokens share a hash about once in ten billion listings.
    private static ulong Hash(string token)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var character in token)
            hash = unchecked((hash ^ character) * 1_099_511_628_211UL);
        return hash;
    }
}
