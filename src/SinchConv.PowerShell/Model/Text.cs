using System.Globalization;
using System.Text;

namespace SinchConv;

/// <summary>Makes text of unknown origin fit for a message.</summary>
internal static class Text
{
    /// <summary>How much of an answer that is no JSON is quoted, in characters.</summary>
    public const int QuoteLength = 500;

    /// <summary>The first <paramref name="most"/> characters on one line, with control characters made visible.</summary>
    public static string Quote(string text, int most = QuoteLength) => Visible(text, most).Trim();

    /// <summary>The same with the blanks around it.</summary>
    public static string Visible(string text, int most)
    {
        var quoted = new StringBuilder(Math.Min(text.Length, most));
        foreach (var character in text)
        {
            if (quoted.Length >= most)
                return quoted.Append('\u2026').ToString();
            if (IsVisible(character))
                quoted.Append(character);
            else if (character is '\r' or '\n' or '\t')
                quoted.Append(quoted.Length > 0 && quoted[quoted.Length - 1] == ' ' ? "" : " ");
            else
                quoted.Append("\\u").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
        }
        return quoted.ToString();
    }

    /// <summary>The same of bytes that should be UTF-8; wrong bytes show as the replacement character.</summary>
    public static string Quote(ReadOnlySpan<byte> utf8)
    {
        // Four bytes are the most that a character takes.
        var head = utf8.Slice(0, Math.Min(utf8.Length, (QuoteLength + 1) * 4));
        return Quote(Encoding.UTF8.GetString(head.ToArray()));
    }

    /// <summary>A time as the service takes it: RFC 3339, in UTC, to the tick.</summary>
    public static string Of(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    // Bidirectional overrides and their like count as control characters here: they reorder what a terminal shows.
    // But not those that join characters, of which emoji are made and which Persian needs.
    private static bool IsVisible(char character) => character is '\u200c' or '\u200d' || CharUnicodeInfo.GetUnicodeCategory(character)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
