using System.Text.Json;
using System.Text.RegularExpressions;

namespace SinchConv.Api;

/// <summary>
/// Reads the <c>details</c> of a fault: field violations become "field: description", all else stays a short quote. What
/// only a program can read is left out: the names of types, and values that are packed as base64.
/// </summary>
internal static class FaultDetails
{
    private const int Most = 20;

    private static readonly Regex Packed = new("^[A-Za-z0-9+/_-]*=*$", RegexOptions.CultureInvariant);

    public static IReadOnlyList<string> Read(JsonElement fault)
    {
        if (!fault.TryGetProperty("details", out var details) || details.ValueKind != JsonValueKind.Array)
            return [];
        return [.. details.EnumerateArray().SelectMany(Lines).Take(Most)];
    }

    private static IEnumerable<string> Lines(JsonElement detail)
    {
        if (detail.ValueKind != JsonValueKind.Object)
            return detail.Short() is { } line ? [line] : [];
        foreach (var name in new[] { "field_violations", "fieldViolations" })
        {
            if (detail.TryGetProperty(name, out var violations) && violations.ValueKind == JsonValueKind.Array)
                return violations.EnumerateArray().Select(Violation).OfType<string>();
        }
        if (IsTyped(detail) && detail.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Object)
            return Lines(value);
        // A reason such as BILLING_CREDIT_LIMIT_BREACHED is a line of its own so that scripts can look for it.
        var said = detail.Line("reason") ?? detail.Line("description") ?? detail.Line("message") ?? Rest(detail);
        return said.Length == 0 ? [] : [said];
    }

    private static string? Violation(JsonElement violation) => violation.ValueKind == JsonValueKind.Object
        ? $"{violation.Line("field") ?? "a field"}: {violation.Line("description") ?? "not valid"}"
        : violation.Short();

    private static string Rest(JsonElement detail)
    {
        var isTyped = IsTyped(detail);
        return Text.Quote(string.Join(", ", detail.EnumerateObject()
            .Where(property => !IsTypeName(property) && !(isTyped && property is { Name: "value", Value.ValueKind: JsonValueKind.String } && Packed.IsMatch(property.Value.GetString()!)))
            .Select(property => (property.Name, Value: property.Value.Short()))
            .Where(property => property.Value is not null)
            .Select(property => $"{property.Name}: {property.Value}")), 200);
    }

    private static bool IsTyped(JsonElement detail) => detail.EnumerateObject().Any(IsTypeName);

    private static bool IsTypeName(JsonProperty property) => property.Name is "@type" or "type_url" or "typeUrl"
        || (property is { Name: "type", Value.ValueKind: JsonValueKind.String } && property.Value.GetString()!.IndexOf('/') >= 0);

    /// <summary>Any value as one short line; null when there is nothing in it.</summary>
    public static string? Short(this JsonElement value) =>
        value.Line() ?? (value.GetRawText() is not ("null" or "\"\"" or "[]" or "{}") and var text ? Text.Quote(text) : null);

    /// <summary>The scalar as one line; null when it is missing, empty, or no scalar.</summary>
    public static string? Line(this JsonElement element, string name, JsonValueKind? only = null) =>
        element.TryGetProperty(name, out var value) && (only is null || value.ValueKind == only) ? value.Line() : null;

    public static string? Line(this JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => Text.Quote(value.GetString()!),
            JsonValueKind.Number => value.GetRawText(),
            _ => "",
        };
        return text.Length == 0 ? null : text;
    }
}
