using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SinchConv.Sandbox;

/// <summary>A request to the Conversation API, taken apart. What is wrong in it is a <see cref="SandboxRefusal"/> when it is read.</summary>
internal sealed class SandboxRequest
{
    private const int DefaultPageSize = 10;

    private static readonly string[] Verbs = [":stop", ":inject-message", ":inject-event"];

    private readonly Dictionary<string, string> query = new(StringComparer.Ordinal);
    private readonly string body;
    private readonly string path;

    public SandboxRequest(string method, Uri uri, string body)
    {
        this.body = body;
        Method = method;
        path = uri.AbsolutePath;
        // What stands before v1 belongs to the base path of -ApiUri.
        var start = path.IndexOf("/v1/projects/", StringComparison.Ordinal);
        var parts = start < 0 ? [] : path.Substring(start + "/v1/projects/".Length).Split('/');
        foreach (var pair in uri.Query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var sides = pair.Split(['='], 2);
            query[Decode(sides[0])] = sides.Length == 2 ? Decode(sides[1]) : "";
        }
        if (parts.Length < 2)
            return;
        ProjectId = Uri.UnescapeDataString(parts[0]);
        var verb = parts.Length == 3 ? Verbs.FirstOrDefault(known => parts[2].EndsWith(known, StringComparison.Ordinal)) ?? "" : "";
        if (parts.Length > 2)
            Id = Uri.UnescapeDataString(parts[2].Substring(0, parts[2].Length - verb.Length));
        Route = string.Join("/", [parts[1], .. parts.Skip(2).Select((part, index) => index == 0 ? "*" : part)]) + verb;
    }

    public string Method { get; }

    /// <summary>Null when the path does not lead into a project.</summary>
    public string? ProjectId { get; }

    /// <summary>The path within the project, with a star for the ID: <c>conversations/*:stop</c>.</summary>
    public string Route { get; } = "";

    /// <summary>The ID in the path.</summary>
    public string Id { get; } = "";

    /// <summary>What is listed: the path and every value of the query but those that say which page.</summary>
    public string Listing => path + string.Concat(query
        .Where(pair => pair.Key is not ("page_size" or "page_token"))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"\n{pair.Key}={pair.Value}"));

    /// <summary>A value of the query; null when it is missing or empty.</summary>
    public string? Value(string name) => query.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public string? OneOf(string name, params IReadOnlyList<string> values) => Value(name) is not { } value || values.Contains(value)
        ? Value(name)
        : throw SandboxRefusal.Invalid(name, $"must be one of {string.Join(", ", values)}.");

    public bool? Boolean(string name) => OneOf(name, "true", "false") is { } value ? value == "true" : null;

    public int PageSize(int largest) =>
        int.TryParse(Value("page_size") ?? $"{DefaultPageSize}", NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size >= 1 && size <= largest
            ? size
            : throw SandboxRefusal.Invalid("page_size", $"must be 1 to {largest}.");

    /// <summary>The place where the page begins; null at the first page.</summary>
    public (long Place, long Tie)? Start(object listing) => Value("page_token") is not { } token
        ? null
        : SandboxToken.Read(token, listing) ?? throw SandboxRefusal.Invalid("page_token", "is not a token of this listing.");

    public DateTime? Time(string name) => Value(name) is { } text ? Time(name, text) : null;

    /// <summary>A time in RFC 3339, which always tells its offset.</summary>
    public static DateTime Time(string field, string text) =>
        (text.EndsWith("Z", StringComparison.Ordinal) || (text.Length > 6 && text[text.Length - 6] is '+' or '-'))
        && DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.UtcDateTime
            : throw SandboxRefusal.Invalid(field, "must be a time as in 2026-06-30T21:45:00Z.");

    /// <summary>The body, which must be a JSON object.</summary>
    public JsonObject Body()
    {
        try
        {
            if (JsonNode.Parse(body) is JsonObject fields)
                return fields;
        }
        catch (JsonException)
        {
        }
        throw SandboxRefusal.Invalid("body", "must be a JSON object.");
    }

    // As form encoding has it, a plus is a space: a client that does not encode its tokens is found out.
    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
