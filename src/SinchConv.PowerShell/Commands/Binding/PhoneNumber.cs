namespace SinchConv.Commands;

/// <summary>Phone numbers as people write them.</summary>
internal static class PhoneNumber
{
    private const int FewestDigits = 5;

    /// <summary>The digits of a phone number, with its country code; null when the text is none.</summary>
    public static string? Digits(string text)
    {
        var bare = string.Concat(text.Where(character => !char.IsWhiteSpace(character) && character is not ('-' or '(' or ')' or '.' or '/' or '\u2010' or '\u2011' or '\u2013' or '\u00a0')));
        var digits = bare.StartsWith("+", StringComparison.Ordinal) ? bare.Substring(1)
            : bare.StartsWith("00", StringComparison.Ordinal) ? bare.Substring(2)
            : bare;
        return digits.Length >= FewestDigits && digits.All(character => character is >= '0' and <= '9') ? digits : null;
    }

    /// <summary>The spellings under which Sinch knows it: contacts occur with and without the plus.</summary>
    public static IReadOnlyList<string> Spellings(string digits) => ["+" + digits, digits];
}
