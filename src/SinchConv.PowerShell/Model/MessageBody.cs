using System.Globalization;

namespace SinchConv;

/// <summary>
/// The kind and the gist of a body. Sinch adds kinds of bodies, so nothing here knows one by its name: the gist is what
/// stands, anywhere in it, under the names that hold what a person reads.
/// </summary>
internal static class MessageBody
{
    private static readonly HashSet<string> Readable = new(StringComparer.Ordinal)
    {
        "text", "title", "description", "label", "caption", "filename_override", "raw_message", "postback_data", "full_name", "phone_number",
        "template_id", "message_type", "emoji", "status", "latitude", "longitude",
    };

    // What stands beside the body that counts.
    private static readonly HashSet<string> Beside = new(StringComparer.Ordinal) { "explicit_channel_message", "explicit_channel_omni_message", "reply_to", "channel_specific_message_properties", "agent" };

    /// <summary>The name of the body in the way of PowerShell: <c>text_message</c> is <c>TextMessage</c>. Null without a body.</summary>
    public static string? TypeOf(JsonDictionary? body) => Main(body) is { Key: var name } ? KnownValues.FromWire(name) : null;

    /// <summary>The gist of the body on one line; empty without one.</summary>
    public static string TextOf(JsonDictionary? body)
    {
        if (Main(body) is not { Value: var main })
            return "";
        var texts = Walk(main, Readable.Contains).ToList();
        if (texts.Count == 0)
            texts = [.. Walk(main, name => name is "url" or "message_id" or "name")];
        return texts.Count > 0 ? Text.Quote(string.Join(" · ", texts.Distinct()), int.MaxValue) : main is JsonDictionary { Count: > 0 } unknown ? unknown.ToString() : "";
    }

    private static KeyValuePair<string, object?>? Main(IEnumerable<KeyValuePair<string, object?>>? body)
    {
        var members = body?.Where(member => member.Value is not null).ToList() ?? [];
        return members.Where(member => !Beside.Contains(member.Key)).Concat(members).Select(member => (KeyValuePair<string, object?>?)member).FirstOrDefault();
    }

    private static IEnumerable<string> Walk(object? value, Func<string, bool> isWanted) => value switch
    {
        IEnumerable<KeyValuePair<string, object?>> members => members.SelectMany(member =>
            isWanted(member.Key) && Scalar(member.Value) is { Length: > 0 } text ? [text] : Walk(member.Value, isWanted)),
        object?[] items => items.SelectMany(item => Walk(item, isWanted)),
        _ => [],
    };

    private static string? Scalar(object? value) => value is null or JsonDictionary or object?[] ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
}
