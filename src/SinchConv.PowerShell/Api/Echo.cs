using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace SinchConv.PowerShell.Api;

/// <summary>Finds the credential of a request in what came back.</summary>
internal static class Echo
{
    // A shorter secret could be a word of any message; those that Sinch gives out are longer.
    private const int ShortestSecret = 8;

    // What base64 and tokens hold beside letters and digits, as JSON and URLs may write it.
    private static readonly Dictionary<char, string> Spellings = new()
    {
        ['+'] = @"(\+|\\u002b|%2b)",
        ['/'] = @"(/|\\/|\\u002f|%2f)",
        ['='] = @"(=|\\u003d|%3d)",
    };

    public static bool IsIn(AuthenticationHeaderValue? credential, ReadOnlySpan<byte> body) =>
        credential is not null && !body.IsEmpty && IsIn(credential, Encoding.UTF8.GetString(body.ToArray()));

    public static bool IsIn(AuthenticationHeaderValue? credential, string? text) =>
        !string.IsNullOrEmpty(text) && credential?.Parameter is { Length: > 0 } parameter
        && Secrets(credential.Scheme, parameter).Any(secret => Regex.IsMatch(text, Pattern(secret), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));

    private static string Pattern(string secret) => string.Concat(secret.Select(character =>
        Spellings.TryGetValue(character, out var spelling) ? spelling : Regex.Escape(character.ToString())));

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
