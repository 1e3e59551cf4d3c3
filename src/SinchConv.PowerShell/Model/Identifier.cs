using System.Globalization;
using System.Text;

namespace SinchConv;

/// <summary>
/// The one rule for identifiers, keys and secrets, wherever they come from. What it lets pass may still be unknown to the
/// service; what it refuses was copied or typed wrong.
/// </summary>
internal static class Identifier
{
    // Generous: IDs have 26 characters, page tokens around 80. Longer ones do not fit into a request line.
    private const int Longest = 4_096;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is wrong with an identifier, as the end of a sentence; null when nothing is. It never repeats the text, which may be a secret.</summary>
    public static string? Problem(string text) => text switch
    {
        // In a path these two mean a folder, however they are encoded.
        "." or ".." => "is no identifier",
        _ => SecretProblem(text) ?? ((text.IndexOfAny(['*', '?', '[', ']']) is >= 0 and var place ? $"holds '{text[place]}': wildcards are not supported"
            : text.IndexOf(',') >= 0 ? "holds a comma: quote each of several values by itself, or none" : null)),
    };

    /// <summary>The whole sentence about an identifier called <paramref name="name"/>; null when nothing is wrong with it.</summary>
    public static string? Fault(string name, string text) =>
        text.Length == 0 ? $"The {name} is empty."
        : Problem(text) is { } problem ? $"The {name} '{Quote(text)}' {problem}."
        : null;

    /// <summary>The identifier as a message shows it: the signs that join letters, which other texts need, are as invisible in it as the rest.</summary>
    public static string Quote(string text) => Text.Visible(text, 100).Replace("\u200c", "\\u200C").Replace("\u200d", "\\u200D");

    /// <summary>The same of a secret, in which the characters of wildcards mean nothing.</summary>
    public static string? SecretProblem(string text)
    {
        if (text.Length > Longest)
            return FormattableString.Invariant($"is longer than {Longest} characters");
        for (var place = 0; place < text.Length; place++)
        {
            if (Name(text, place) is { } name)
                return $"holds {name}: remove it";
        }
        return TokenProblem(text);
    }

    /// <summary>The same of a page token, in which only what cannot be sent at all is wrong: it is the service's own.</summary>
    public static string? TokenProblem(string text)
    {
        if (text.Length > Longest)
            return FormattableString.Invariant($"is longer than {Longest} characters");
        if (text.Any(char.IsControl))
            return "holds a control character, such as a line break: remove it";
        try
        {
            Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException)
        {
            return "holds half of a Unicode character";
        }
        return null;
    }

    private static string? Name(string text, int place) => text[place] switch
    {
        ' ' => "a blank",
        '\r' or '\n' or '\u0085' or '\u2028' or '\u2029' => "a line break",
        '\t' => "a tab",
        '\ufeff' => "a byte order mark (BOM)",
        '"' or '\'' or '`' or '\u201a' or '\u201e' => $"a quotation mark ({text[place]})",
        // Fillers and variation selectors: letters and marks by name, and nothing to see.
        '\u034f' or '\u115f' or '\u1160' or '\u3164' or '\uffa0' or (>= '\ufe00' and <= '\ufe0f') => $"an invisible character ({Code(text, place)})",
        _ => CharUnicodeInfo.GetUnicodeCategory(text, place) switch
        {
            UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation => $"a quotation mark ({text[place]})",
            UnicodeCategory.Control => $"a control character ({Code(text, place)})",
            UnicodeCategory.Format => $"an invisible character ({Code(text, place)})",
            UnicodeCategory.SpaceSeparator => $"a blank ({Code(text, place)})",
            _ => null,
        },
    };

    private static string Code(string text, int place) =>
        FormattableString.Invariant($"U+{(char.IsSurrogatePair(text, place) ? char.ConvertToUtf32(text, place) : text[place]):X4}");
}
