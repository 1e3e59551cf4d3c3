using System.Globalization;

namespace SinchConv.Api;

/// <summary>How far the newest end of the list was known at a moment: the time of the newest message, and whose it is.</summary>
/// <param name="Time">The time, in UTC; <see cref="DateTime.MinValue"/> where there is no message.</param>
/// <param name="Known">The conversations known to have their newest message at that very time, by fingerprint.</param>
internal sealed record Mark(DateTime Time, IReadOnlyCollection<ulong> Known)
{
    // Beyond these, conversations that share one moment are taken for new: twice is better than never.
    private const int MostKnown = 4_096;

    public static Mark None { get; } = new(DateTime.MinValue, []);

    public static Mark Of(IReadOnlyList<Conversation> items)
    {
        var time = items.Max(item => item.Newest) ?? DateTime.MinValue;
        return new(time, [.. items.Where(item => item.Newest == time).Select(Print).Distinct().Take(MostKnown)]);
    }

    /// <summary>The later of two marks; of the same time, what both know.</summary>
    public Mark With(Mark other) =>
        other.Time > Time ? other
        : other.Time < Time ? this
        : new(Time, [.. Known.Union(other.Known).Take(MostKnown)]);

    /// <summary>Whether a conversation has a message that came behind this mark, or nobody knows better.</summary>
    public bool IsBefore(Conversation item) =>
        item.Newest is { } newest && (newest > Time || (newest == Time && !Known.Contains(Print(item))));

    /// <summary>Whether a conversation shows that a sorted list has nothing more behind this mark.</summary>
    public bool IsBehind(Conversation item) => !(item.Newest >= Time);

    /// <summary>As a part of a page token.</summary>
    public override string ToString() =>
        string.Join("-", new[] { Time.Ticks.ToString(CultureInfo.InvariantCulture) }.Concat(Known.Select(print => print.ToString("x", CultureInfo.InvariantCulture))));

    /// <summary>Null where the text is none.</summary>
    public static Mark? Read(string text)
    {
        var parts = text.Split('-');
        var prints = parts.Skip(1).Select(part => ulong.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var print) ? print : (ulong?)null).ToList();
        return long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks && !prints.Contains(null)
            ? new(new DateTime(ticks, DateTimeKind.Utc), [.. prints.OfType<ulong>()])
            : null;
    }

    private static ulong Print(Conversation item) => Fingerprint.Of(item.ConversationId);
}
