using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SinchConv.Commands;

/// <summary>Writes PowerShell's objects as JSON. ConvertTo-Json has no programming interface in Windows PowerShell.</summary>
internal static class JsonText
{
    // What refers to itself would have no end.
    private const int Deepest = 64;

    public static string Of(object value) => Write(json => WriteValue(json, value, 0));

    /// <summary>The text of what is written.</summary>
    public static string Write(Action<Utf8JsonWriter> write)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }
        return Encoding.UTF8.GetString(body.ToArray());
    }

    private static void WriteValue(Utf8JsonWriter json, object? value, int depth)
    {
        if (depth > Deepest)
            throw new ArgumentTransformationMetadataException(FormattableString.Invariant($"The value is more than {Deepest} levels deep: perhaps it refers to itself."));
        switch (value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool or SwitchParameter:
                json.WriteBooleanValue(LanguagePrimitives.IsTrue(value));
                break;
            case double number when !double.IsNaN(number) && !double.IsInfinity(number):
                json.WriteNumberValue(number);
                break;
            case float number when !float.IsNaN(number) && !float.IsInfinity(number):
                json.WriteNumberValue(number);
                break;
            case byte or sbyte or short or ushort or int or uint or long or ulong or decimal or BigInteger:
                json.WriteRawValue(Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
            case DateTime time:
                json.WriteStringValue(time.ToUniversalTime());
                break;
            case DateTimeOffset time:
                json.WriteStringValue(time.ToUniversalTime());
                break;
            case JsonDictionary known:
                json.WriteRawValue(known.ToString());
                break;
            case IDictionary members:
                WriteObject(json, members.Entries().Select(member => ($"{member.Key}", (object?)member.Value)), depth);
                break;
            case IEnumerable items:
                json.WriteStartArray();
                foreach (var item in items)
                    WriteValue(json, item, depth + 1);
                json.WriteEndArray();
                break;
            case PSObject custom:
                WriteObject(json, custom.Properties.Select(property => (property.Name, (object?)property.Value)), depth);
                break;
            case var other:
                json.WriteStringValue(Convert.ToString(other, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter json, IEnumerable<(string Name, object? Value)> members, int depth)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            json.WritePropertyName(name);
            WriteValue(json, value, depth + 1);
        }
        json.WriteEndObject();
    }
}
