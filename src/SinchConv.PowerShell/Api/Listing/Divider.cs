namespace SinchConv.Api;

/// <summary>
/// Divides a listing, so that its parts can be walked at the same time. Only in a way whose sizes add up to the whole,
/// otherwise a row could be missing; and of such ways, in the one that takes the least time.
/// </summary>
/// <param name="whole">Makes the part that gets all of a query.</param>
/// <param name="ways">The ways to divide a query.</param>
/// <param name="limit">How many requests may be under way.</param>
internal sealed class Divider<T>(Func<Query, Share<T>> whole, Func<Query, IReadOnlyList<Way<T>>> ways, int limit)
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
        var all = whole(query);
        var first = await all.First.Walk.PeekAsync(call).ConfigureAwait(false);
        if (first.NextPageToken is null)
            return [all.First];
        var known = ways(query);
        var problems = await Task.WhenAll(known.Select(way => ProblemAsync(way, all.Size, call))).ConfigureAwait(false);
        foreach (var (way, problem) in known.Zip(problems, (way, problem) => (way, problem)))
        {
            call.Note(problem is null
                ? FormattableString.Invariant($"Divided {way.Name}, all {all.Size} objects are there. Parts: {PartsOf(way).Count}, rounds of requests: {Rounds(way)}.")
                : $"Divided {way.Name}, nothing proves that it would be everything: {problem}");
        }
        var best = known.Where((_, place) => problems[place] is null).OrderBy(Rounds).FirstOrDefault();
        if (best is null || Rounds(best) >= all.Requests)
        {
            call.Note($"The listing is not divided, as no way is {(best is null ? "proven" : "shorter")}: it goes from page to page{(all.Size > 0 ? FormattableString.Invariant($", {all.Requests} requests one after the other") : "")}.");
            return [all.First];
        }
        call.Note(FormattableString.Invariant($"The listing is divided {best.Name}. Rounds of requests: {Rounds(best)} instead of {all.Requests}."));
        var parts = PartsOf(best);
        parts.ForEach(part => part.Share());
        return parts;
    }

    // The longest part sets the time, or the number of requests that may be under way.
    private long Rounds(Way<T> way) => Math.Max(way.Shares.Max(share => share.Requests), way.Shares.Sum(share => share.AllRequests) / limit);

    private static List<ListPart<T>> PartsOf(Way<T> way) => [.. way.Shares.Where(share => share.Size > 0).SelectMany(share => share.Parts)];

    private static async Task<string?> ProblemAsync(Way<T> way, long? size, CallContext call)
    {
        try
        {
            var asked = way.Whole is null ? way.Shares : [.. way.Shares, way.Whole];
            // Not worth a wait: another way will do.
            var firsts = await Task.WhenAll(asked.Select(share => share.First.Walk.PeekAsync(way.IsOptional ? call.Once() : call))).ConfigureAwait(false);
            // A size that is missing, smaller than its own first page, or zero with a page to come, proves nothing.
            if (!(size > 0) || firsts.Any(first => !(first.TotalSize >= first.Items.Count) || (first.TotalSize == 0 && first.NextPageToken is not null)))
                return "the service does not tell all sizes.";
            var sum = way.Shares.Sum(share => share.Size);
            return sum != size ? FormattableString.Invariant($"{way.Shares.Count} {(way.Shares.Count == 1 ? "list announces" : "parts announce")} {sum} objects in all, the whole announces {size}.")
                : way.Whole is { } whole && whole.Size != size ? FormattableString.Invariant($"undivided, this list announces {whole.Size} objects, the other one {size}.")
                : null;
        }
        catch (SinchException fault) when (fault.Error is SinchError.InvalidRequest || (way.IsOptional && fault.Error is not SinchError.AuthenticationFailed))
        {
            return $"the service does not give one of the parts: {fault.Message}";
        }
    }
}
