namespace SinchConv.Api;

/// <summary>
/// Divides a listing along what the service can filter, so that its parts can be walked at the same time. Only where the
/// parts' sizes add up to the whole; otherwise a row could be missing.
/// </summary>
/// <param name="client">Asks the service.</param>
/// <param name="endpoint">What is listed.</param>
/// <param name="ways">The ways to divide a query, the finest first.</param>
/// <param name="throttle">How many requests may be under way.</param>
internal sealed class Divider<T>(SinchClient client, Endpoint<T> endpoint, Func<Query, IEnumerable<IReadOnlyList<Query>>> ways, Throttle throttle)
{
    /// <summary>The parts of a query, or the query alone where it cannot be divided, has one page only, or fails.</summary>
    public async Task<IReadOnlyList<ListPart<T>>> PlanAsync(Query query, CallContext call)
    {
        try
        {
            return await DivideAsync(query, call).ConfigureAwait(false);
        }
        catch (SinchException fault)
        {
            return [ListPart<T>.Failed(query, fault)];
        }
    }

    private async Task<IReadOnlyList<ListPart<T>>> DivideAsync(Query query, CallContext call)
    {
        var whole = Part(query, isShare: false);
        var first = await whole.Walk.PeekAsync(call).ConfigureAwait(false);
        if (first.NextPageToken is null)
            return [whole];
        foreach (var queries in ways(query))
        {
            if (await TryAsync(whole, queries, call).ConfigureAwait(false) is { } parts)
                return parts;
        }
        call.Note("The listing is not divided: it goes from page to page.");
        return [whole];
    }

    private ListPart<T> Part(Query query, bool isShare) => new(query, new PageWalk<T>((token, call) =>
        throttle.RunAsync(() => client.ListAsync(endpoint, query, token, call), call)))
    {
        IsShare = isShare,
    };

    private async Task<IReadOnlyList<ListPart<T>>?> TryAsync(ListPart<T> whole, IReadOnlyList<Query> queries, CallContext call)
    {
        var parts = queries.Select(query => Part(query, isShare: true)).ToList();
        try
        {
            var firsts = await Task.WhenAll(parts.Select(part => part.Walk.PeekAsync(call))).ConfigureAwait(false);
            // A size that is missing, smaller than its own first page, or zero with a page to come, proves nothing.
            var isProven = whole.Walk.TotalSize > 0 && firsts.All(first => first.TotalSize >= first.Items.Count && (first.TotalSize > 0 || first.NextPageToken is null));
            var sum = firsts.Sum(first => first.TotalSize);
            call.Note(FormattableString.Invariant($"{parts.Count} parts announce {sum} objects in all, the whole announces {whole.Walk.TotalSize}."));
            return isProven && sum == whole.Walk.TotalSize ? [.. parts.Where(part => part.Walk.TotalSize > 0)] : null;
        }
        catch (SinchException e) when (e.Error is SinchError.InvalidRequest)
        {
            call.Note($"The service does not know one of the parts: {e.Message}");
            return null;
        }
    }
}
