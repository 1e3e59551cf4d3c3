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
        "text", "title", "description", "label", "caption", "filename_override", "raw_message", "full_name", "display_name", "phone_number", "question",
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
        // Nothing for a person: then all that is said, but what only machines refer to. A template is known by nothing else.
        if (texts.Count == 0)
            texts = [.. Walk(main, name => name is "template_id" || (!name.EndsWith("_id", StringComparison.Ordinal) && name is not ("id" or "thumbnail_url" or "version" or "language_code")))];
        return Text.Quote(string.Join(" · ", texts.Distinct()), int.MaxValue);
    }

    private static KeyValuePair<string, object?>? Main(IEnumerable<KeyValuePair<string, object?>>? body)
    {
        var members = body?.Where(member => member.Value is not null).ToList() ?? [];
        return members.Where(member => !Beside.Contains(member.Key)).Concat(members).Select(member => (KeyValuePair<string, object?>?)member).FirstOrDefault();
    }

    private static IEnumerable<string> Walk(object? value, Func<string, bool> isWanted, string name = "") => value switch
    {
        IEnumerable<KeyValuePair<string, object?>> members => members.SelectMany(member => Walk(member.Value, isWanted, member.Key)),
        object?[] items => items.SelectMany(item => Walk(item, isWanted, name)),
        _ => isWanted(name) && Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? [text] : [],
    };
}
