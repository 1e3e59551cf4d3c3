using System.Globalization;

namespace SinchConv.Api;

/// <summary>On which way through the list by time.</summary>
internal enum RecentPhase
{
    /// <summary>From the newest message on.</summary>
    NewestFirst,

    /// <summary>From the oldest message on.</summary>
    OldestFirst,

    /// <summary>From the oldest one once more, for what may have been skipped.</summary>
    OldestAgain,

    /// <summary>From the newest one, for what may have been skipped on the way from the oldest.</summary>
    Gaps,

    /// <summary>Through the ordinary list, in its place.</summary>
    Ordinary,
}

/// <summary>A place in a listing by time, which is also its page token: all that has to be known to go on there.</summary>
/// <param name="Phase">On which way.</param>
internal sealed record RecentPlace(RecentPhase Phase)
{
    private const string Prefix = "recent";

    /// <summary>Whether the list turned out not to be sorted, so that no item tells anything about those behind it.</summary>
    public bool IsUnsorted { get; init; }

    /// <summary>The moment from which on the conversations are of the reader from the newest end; null where nobody else reads.</summary>
    public DateTime? Split { get; init; }

    /// <summary>Where a further look at the newest end may stop; null on the way through the whole window.</summary>
    public Mark? Floor { get; init; }

    /// <summary>The newest end when this way began.</summary>
    public Mark Mark { get; init; } = Mark.None;

    /// <summary>The service's own token; null at the first page.</summary>
    public string? Token { get; init; }

    /// <summary>Whether the list is read from its oldest end.</summary>
    public bool IsFromOldest => Phase is RecentPhase.OldestFirst or RecentPhase.OldestAgain;

    /// <summary>Whether it is read for nothing but what may have been skipped.</summary>
    public bool IsForGaps => Phase is RecentPhase.OldestAgain or RecentPhase.Gaps;

    /// <summary>Whether a reader at this place takes a conversation.</summary>
    public bool Takes(Conversation item, IRecentRange range) => range.Takes(item)
        && Floor?.IsBefore(item) != false
        && (!IsForGaps || range.Skipped?.Hold(item) != false);

    public override string ToString() => $"{Prefix}:{Phase}:{(IsUnsorted ? "unsorted" : "")}:{Split?.Ticks.ToString(CultureInfo.InvariantCulture)}:{Floor}:{Mark}:{Token}";

    /// <exception cref="SinchException">The text is no place.</exception>
    public static RecentPlace Read(string text) => TryRead(text)
        ?? throw new SinchException(SinchError.InvalidRequest, "The page token is none of a listing by time (-Recent, -Oldest, -After, -Before): it goes with the parameters of its own listing.");

    /// <summary>Null where the text is no place.</summary>
    public static RecentPlace? TryRead(string? text)
    {
        if (text?.Split([':'], 7) is not { Length: 7 } parts || parts[0] != Prefix || !Enum.TryParse<RecentPhase>(parts[1], out var phase) || !Enum.IsDefined(typeof(RecentPhase), phase)
            || Mark.Read(parts[5]) is not { } mark || (Mark.Read(parts[4]) is null && parts[4].Length > 0) || (Mark.Read(parts[3]) is null && parts[3].Length > 0))
        {
            return null;
        }
        return new(phase)
        {
            IsUnsorted = parts[2].Length > 0,
            Split = Mark.Read(parts[3])?.Time,
            Floor = Mark.Read(parts[4]),
            Mark = mark,
            Token = parts[6].Length == 0 ? null : parts[6],
        };
    }
}

/// <summary>A page of a listing by time.</summary>
/// <param name="Items">What was chosen from it.</param>
/// <param name="Next">Where to go on; null at the end.</param>
/// <param name="Mark">The newest end, as far as it was seen on this way.</param>
/// <param name="TotalSize">How many conversations the service announced.</param>
internal sealed record RecentPage(IReadOnlyList<Conversation> Items, RecentPlace? Next, Mark Mark, long? TotalSize);
