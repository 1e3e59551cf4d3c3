using System.Text.RegularExpressions;

namespace SinchConv.Api;

/// <summary>What the fields of requests are called as parameters, and which values are known of them.</summary>
internal static class RequestField
{
    private static readonly (string Field, string Parameter, IReadOnlyList<string> Known)[] All =
    [
        ("active_channel", "-Channel", KnownValues.Channels),
        ("channel", "-Channel", KnownValues.Channels),
        ("identity", "-Identity", []),
        ("external_id", "-ExternalId", []),
        ("message_id", "-MessageId", []),
        ("event_id", "-EventId", []),
        ("start_time", "-After", []),
        ("end_time", "-Before", []),
        ("metadata_json", "-MetadataJson", []),
        ("correlation_id", "-CorrelationId", []),
        ("app_id", "-AppId", []),
        ("contact_id", "-ContactId", []),
        ("conversation_id", "-ConversationId", []),
        ("only_active", "-State", []),
        ("page_size", "-PageSize", []),
        ("page_token", "-PageToken", []),
        ("project_id", "-ProjectId", []),
    ];

    /// <summary>The same line, with the parameter in the place of the field that it begins with.</summary>
    public static string NameParameter(string line)
    {
        var end = line.IndexOf(": ", StringComparison.Ordinal);
        return end > 0 && ParametersIn(line.Substring(0, end)).FirstOrDefault() is { } parameter ? parameter + line.Substring(end) : line;
    }

    /// <summary>The parameters that a text names, by the name of the parameter or of its field.</summary>
    public static IEnumerable<string> ParametersIn(string? text) =>
        text is null ? [] : All.Where(entry => Regex.IsMatch(text, $@"(\b{entry.Field.Replace("_", "[_ ]?")}|{entry.Parameter})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)).Select(entry => entry.Parameter);

    /// <summary>The values of a request that are not known but look like one that is.</summary>
    public static IEnumerable<(string Parameter, string Value, string Known)> NearMisses(Uri request)
    {
        foreach (var pair in request.Query.TrimStart('?').Split('&').Select(text => text.Split(['='], 2)).Where(pair => pair.Length == 2))
        {
            var value = Uri.UnescapeDataString(pair[1]);
            foreach (var (field, parameter, known) in All)
            {
                if (field == pair[0] && NearMiss.Of(value, known) is { } near)
                    yield return (parameter, value, near);
            }
        }
    }
}
