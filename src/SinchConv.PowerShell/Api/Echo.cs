using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace SinchConv.Api;

/// <summary>Finds the credential of a request in what came back.</summary>
internal static class Echo
{
    // A shorter secret could be a word of any message; those that Sinch gives out are longer.
    private const int ShortestSecret = 8;

    // An answer may cut off what it repeats; this much of the beginning gives it away.
    private const int Telling = 16;

    public static bool IsIn(AuthenticationHeaderValue? credential, ReadOnlySpan<byte> body) =>
        credential is not null && !body.IsEmpty && IsIn(credential, Encoding.UTF8.GetString(body.ToArray()));

    public static bool IsIn(AuthenticationHeaderValue? credential, string? text) =>
        !string.IsNullOrEmpty(text) && credential?.Parameter is { Length: > 0 } parameter
        && Secrets(credential.Scheme, parameter).Any(secret => Regex.IsMatch(text, Pattern(secret), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));

    private static string Pattern(string secret) => string.Concat(secret.Take(Telling).Select(Spellings));

    // A character as it is, or as JSON, URLs, forms and HTML may write it; outside of ASCII, whatever stands in its place.
    private static string Spellings(char character) => character switch
    {
        >= '\x80' => ".{1,12}?",
        _ when char.IsLetterOrDigit(character) => character.ToString(),
        _ => FormattableString.Invariant($@"(\\?{Regex.Escape(character.ToString())}|\\u{(int)character:x4}|%{(int)character:x2}|&#x0*{(int)character:x};|&#0*{(int)character};|{Names(character)})"),
    };

    private static string Names(char character) => character switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&apos;",
        ' ' => @"\+",
        _ => Regex.Escape(character.ToString()),
    };

    private static IEnumerable<string> Secrets(string scheme, string parameter)
    {
        yield return parameter;
        if (scheme != "Basic")
            yield break;
        var pair = Encoding.UTF8.GetString(Convert.FromBase64String(parameter));
        var secret = pair.Substring(pair.IndexOf(':') + 1);
        if (secret.Length >= ShortestSecret)
            yield return secret;
    }
}
