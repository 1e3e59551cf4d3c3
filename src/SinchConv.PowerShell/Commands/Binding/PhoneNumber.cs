using System.Globalization;
using System.Text.RegularExpressions;

namespace SinchConv.Commands;

/// <summary>Phone numbers as people write them.</summary>
internal static class PhoneNumber
{
    // The zero that is dialled at home only, as in +46 (0)70.
    private static readonly Regex HomeZero = new(@"\(0\)", RegexOptions.CultureInvariant);

    // With the country code, which no zero begins; at least five digits.
    private static readonly Regex Whole = new("^(?:tel:)?(?:\\+|00)?([1-9][0-9]{4,})$", RegexOptions.CultureInvariant);

    /// <summary>The spellings under which Sinch may know it: contacts occur with and without the plus. None where the text is no phone number with a country code.</summary>
    public static IReadOnlyList<string> Spellings(string text)
    {
        // What a spreadsheet makes of a number; the zero would make it somebody else's.
        if (text.TrimEnd().EndsWith(".0", StringComparison.Ordinal))
            return [];
        var bare = string.Concat(HomeZero.Replace(text, "").Where(character => !IsBetween(character)));
        return Whole.Match(bare) is { Success: true } match ? ["+" + match.Groups[1].Value, match.Groups[1].Value] : [];
    }

    // Signs of direction, which address books put around numbers, are of the category Format.
    private static bool IsBetween(char character) => character is '(' or ')' or '.' or '/' or '\u2212' || CharUnicodeInfo.GetUnicodeCategory(character)
        is UnicodeCategory.SpaceSeparator or UnicodeCategory.Control or UnicodeCategory.DashPunctuation or UnicodeCategory.Format;
}
