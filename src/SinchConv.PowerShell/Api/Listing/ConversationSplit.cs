namespace SinchConv.Api;

/// <summary>A part of a listing.</summary>
/// <param name="Query">What it asks for.</param>
/// <param name="Walk">The way through its pages.</param>
/// <param name="IsOfSeveral">Whether it is one of those whose sizes add up to the whole.</param>
internal sealed record ConversationPart(ConversationQuery Query, PageWalk<Conversation> Walk, bool IsOfSeveral = false);

/// <summary>
/// Divides a listing along what the service can filter, so that its parts can be walked at the same time. Only where the
/// parts' sizes add up to the whole; otherwise a row could be missing.
/// </summary>
internal sealed class ConversationSplit(SinchClient client, Throttle throttle)
{
    /// <summary>The parts of a query, or the query alone where it cannot be divided or has one page only.</summary>
    public async Task<IReadOnlyList<ConversationPart>> PlanAsync(ConversationQuery query, CallContext call)
    {
        var whole = Part(query);
        var first = await whole.Walk.PeekAsync(call).ConfigureAwait(false);
        if (first.NextPageToken is null)
            return [whole];
        foreach (var queries in Divisions(query))
        {
            if (await TryAsync(whole, queries, call).ConfigureAwait(false) is { } parts)
                return parts;
        }
        call.Note("The listing is not divided: it goes from page to page.");
        return [whole];
    }

    private ConversationPart Part(ConversationQuery query) => new(query, new PageWalk<Conversation>((token, call) =>
        throttle.RunAsync(() => client.ListConversationsAsync(query, token, call), call)));

    private async Task<IReadOnlyList<ConversationPart>?> TryAsync(ConversationPart whole, IReadOnlyList<ConversationQuery> queries, CallContext call)
    {
        var parts = queries.Select(part => Part(part) with { IsOfSeveral = true }).ToList();
        try
        {
            var firsts = await Task.WhenAll(parts.Select(part => part.Walk.PeekAsync(call))).ConfigureAwait(false);
            // A size that is missing, smaller than its own first page, or zero with a page to come, proves nothing.
            var isProven = firsts.All(first => first.TotalSize >= first.Items.Count && (first.TotalSize > 0 || first.NextPageToken is null));
            var sum = firsts.Sum(first => first.TotalSize);
            call.Note(FormattableString.Invariant($"{parts.Count} parts announce {sum} conversations in all, the whole announces {whole.Walk.TotalSize}."));
            return isProven && sum == whole.Walk.TotalSize ? [.. parts.Where(part => part.Walk.TotalSize > 0)] : null;
        }
        catch (SinchException e) when (e.Error is SinchError.InvalidRequest)
        {
            call.Note($"The service does not know one of the parts: {e.Message}");
            return null;
        }
    }

    // The finest division first; filters that are given leave less to divide.
    private static IEnumerable<IReadOnlyList<ConversationQuery>> Divisions(ConversationQuery query)
    {
        ConversationQuery[] states = query.OnlyActive is null ? [query with { OnlyActive = true }, query with { OnlyActive = false }] : [query];
        if (query.ActiveChannel is null)
            yield return [.. states.SelectMany(state => KnownValues.Channels.Select(channel => state with { ActiveChannel = channel }))];
        if (states.Length > 1)
            yield return states;
    }
}
