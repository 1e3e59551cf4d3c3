using System.Text.Json;

namespace SinchConv.Api;

/// <summary>Reads the <c>details</c> of a fault: field violations become "field: description", all else stays a short quote.</summary>
internal static class FaultDetails
{
    private const int Most = 20;

    public static IReadOnlyList<string> Read(JsonElement error)
    {
        if (!error.TryGetProperty("details", out var details) || details.ValueKind != JsonValueKind.Array)
            return [];
        return [.. details.EnumerateArray().SelectMany(Lines).Take(Most)];
    }

    private static IEnumerable<string> Lines(JsonElement detail)
    {
        if (detail.ValueKind != JsonValueKind.Object)
            return [Text.Quote(detail.GetRawText(), 200)];
        foreach (var name in new[] { "field_violations", "fieldViolations" })
        {
            if (detail.TryGetProperty(name, out var violations) && violations.ValueKind == JsonValueKind.Array)
                return violations.EnumerateArray().Select(Violation);
        }
        return [Short(detail)];
    }

    private static string Violation(JsonElement violation)
    {
        if (violation.ValueKind != JsonValueKind.Object)
            return Text.Quote(violation.GetRawText(), 200);
        return $"{violation.Line("field") ?? "a field"}: {violation.Line("description") ?? "not valid"}";
    }

    // A reason such as BILLING_CREDIT_LIMIT_BREACHED is a line of its own so that scripts can look for it.
    private static string Short(JsonElement detail) =>
        detail.Line("reason") ?? detail.Line("description") ?? Text.Quote(detail.GetRawText(), 200);

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
