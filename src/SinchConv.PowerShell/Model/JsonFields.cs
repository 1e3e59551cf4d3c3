using System.Text.Json;

namespace SinchConv;

/// <summary>
/// Reads single values of an answer. A value of another kind than documented is taken where its meaning is beyond doubt
/// (a number for a text), and refused where it is not: guessing would invent data.
/// </summary>
internal static class JsonFields
{
    /// <summary>Reads a text; the same string is returned again where it equals <paramref name="known"/>.</summary>
    public static string? ReadText(this ref Utf8JsonReader reader, string field, string? known = null)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return known is not null && reader.ValueTextEquals(known) ? known : reader.GetString();
            case JsonTokenType.Number:
                return Ascii(reader.ValueSpan);
            default:
                throw WrongKind(ref reader, field, "a text");
        }
    }

    public static bool? ReadBoolean(this ref Utf8JsonReader reader, string field)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.True:
            case JsonTokenType.String when reader.ValueTextEquals("true"u8):
                return true;
            case JsonTokenType.False:
            case JsonTokenType.String when reader.ValueTextEquals("false"u8):
                return false;
            default:
                throw WrongKind(ref reader, field, "true or false");
        }
    }

    /// <summary>Reads a whole number, also one in quotes, as Google's JSON mapping writes 64-bit numbers.</summary>
    public static long? ReadInt64(this ref Utf8JsonReader reader, string field)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number when reader.TryGetInt64(out var number):
                return number;
            case JsonTokenType.String when long.TryParse(reader.GetString(), out var number):
                return number;
            default:
                throw WrongKind(ref reader, field, "a whole number");
        }
    }

    /// <summary>
    /// Reads an RFC 3339 time as local time, so that comparing it with <c>Get-Date</c> is right in every time zone. A
    /// time without an offset is UTC; the epoch, which the service uses for "never", is null.
    /// </summary>
    public static DateTime? ReadLocalTime(this ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(""u8)))
            return null;
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTime(out var time))
            throw WrongKind(ref reader, field, "an RFC 3339 time");
        if (time.Kind == DateTimeKind.Unspecified)
            time = DateTime.SpecifyKind(time, DateTimeKind.Utc);
        return time.ToUniversalTime().Ticks == Epoch.Ticks ? null : time.ToLocalTime();
    }

    private static DateTime Epoch { get; } = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Whether a value of this kind begins here; false for null.</summary>
    public static bool IsThere(this ref Utf8JsonReader reader, string field, JsonTokenType start, string wanted)
    {
        if (reader.TokenType != JsonTokenType.Null && reader.TokenType != start)
            throw WrongKind(ref reader, field, wanted);
        return reader.TokenType == start;
    }

    /// <summary>An exception that names the field and what stands there.</summary>
    public static FormatException WrongKind(ref Utf8JsonReader reader, string field, string wanted)
    {
        var found = reader.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "an array",
            JsonTokenType.Null => "null",
            _ => Text.Quote(reader.ValueSpan.Slice(0, Math.Min(reader.ValueSpan.Length, 100))),
        };
        return new FormatException($"holds {found} as {field}, where {wanted} belongs");
    }

    private static string Ascii(ReadOnlySpan<byte> number) => System.Text.Encoding.ASCII.GetString(number.ToArray());
}
