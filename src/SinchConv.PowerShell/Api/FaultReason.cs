namespace SinchConv.Api;

/// <summary>Says what went wrong in the service's words, and which parameter of a command they are about.</summary>
internal static class FaultReason
{
    /// <summary>One or two sentences; null when the service said nothing.</summary>
    /// <param name="body">What the service said.</param>
    /// <param name="refused">The request, where its values are what is wrong.</param>
    public static string? Say(FaultBody body, Uri? refused = null)
    {
        var details = body.Details.Where(detail => detail != body.Message).Select(RequestField.NameParameter).ToList();
        // A violation often repeats the message behind the name of its field.
        var words = body.Message is { } message && details.Any(detail => detail.EndsWith(message, StringComparison.Ordinal)) ? null : body.Message?.TrimEnd('.', ' ');
        var said = (words, details.Count) switch
        {
            (null, 0) => body.Status,
            (null, _) => string.Join("; ", details).TrimEnd('.', ' '),
            (_, 0) => words,
            _ => $"{words} ({string.Join("; ", details)})",
        };
        return refused is null ? Sentence(said) : WithParameters(said, refused);
    }

    private static string? WithParameters(string? said, Uri refused)
    {
        var named = RequestField.ParametersIn(said).ToList();
        var unsaid = named.Where(parameter => said!.IndexOf(parameter, StringComparison.Ordinal) < 0).ToList();
        if (unsaid.Count > 0)
            said += $" ({string.Join(", ", unsaid)})";
        var guesses = RequestField.NearMisses(refused)
            .Where(miss => named.Count == 0 || named.Contains(miss.Parameter))
            .Select(miss => named.Count > 0 ? $"Did you mean {miss.Known}?" : $"{miss.Parameter} {Text.Quote(miss.Value, 100)}: did you mean {miss.Known}?");
        var all = string.Join(" ", guesses.Prepend(Sentence(said)).Where(sentence => sentence is not null));
        return all.Length == 0 ? null : all;
    }

    private static string? Sentence(string? text) => string.IsNullOrEmpty(text) ? null : text![text.Length - 1] is '.' or '!' or '?' or '\u2026' ? text : text + ".";
}
