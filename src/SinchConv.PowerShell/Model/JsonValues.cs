using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace SinchConv;

/// <summary>JSON values as the objects that PowerShell works with, without loss.</summary>
internal static class JsonValues
{
    // As deep as the reader of whole answers allows.
    private static JsonDocumentOptions Options => new() { MaxDepth = 2_000 };

    public static Dictionary<string, object?> ReadMembers(string json)
    {
        using var document = JsonDocument.Parse(json, Options);
        var members = new List<KeyValuePair<string, object?>>();
        foreach (var member in document.RootElement.EnumerateObject())
            members.Add(new(Name(member), Value(member.Value)));
        var names = members.Select(member => member.Key).Distinct(StringComparer.Ordinal).ToList();
        var differInCaseOnly = names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Count;
        var result = new Dictionary<string, object?>(differInCaseOnly ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        // Of two members with one name, the last one counts, as it does for ConvertFrom-Json and JavaScript.
        foreach (var member in members)
            result[member.Key] = member.Value;
        return result;
    }

    /// <summary>The JSON without the white space between its parts.</summary>
    public static string Compact(string json)
    {
        var compact = new StringBuilder(json.Length);
        var isText = false;
        for (var i = 0; i < json.Length; i++)
        {
            var character = json[i];
            if (character == '"')
                isText = !isText;
            else if (!isText && character is ' ' or '\t' or '\r' or '\n')
                continue;
            compact.Append(character);
            if (isText && character == '\\')
                compact.Append(json[++i]);
        }
        return compact.ToString();
    }

    public static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new JsonDictionary(element.GetRawText()),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.String => Text(element),
        JsonValueKind.Number => Number(element.GetRawText()),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static object Number(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;
        if (BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large))
            return large;
        // Decimal keeps what was written (1.50, 0.1); it is taken when it lost nothing.
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            && exact.ToString(CultureInfo.InvariantCulture) == text)
            return exact;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && !double.IsInfinity(real) ? real : text;
    }

    // A lone surrogate escape (\ud800) is legal JSON but no text; it stays as it was written.
    private static string Text(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return element.GetRawText().Trim('"');
        }
    }

    /// <summary>The name of a member; one that is no text stays as it was written.</summary>
    public static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            var text = member.ToString();
            return text.Substring(1, text.IndexOf("\":", StringComparison.Ordinal) - 1);
        }
    }
}
