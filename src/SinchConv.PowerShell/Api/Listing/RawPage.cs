using System.Text;
using System.Text.Json;

namespace SinchConv.Api;

/// <summary>Reads answers of any resource, also of those that this module does not know.</summary>
internal static class RawPage
{
    // Unlike Encoding.UTF8, refuses bytes that are no UTF-8 instead of replacing them.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The whole answer; nothing where it is empty.</summary>
    public static Page<JsonElement> ReadWhole(Answer answer) =>
        Parse(answer) is { } root ? new Page<JsonElement> { Items = [root] } : new Page<JsonElement>();

    /// <summary>The answer to a change, which says nothing with an empty object.</summary>
    public static Page<JsonElement> ReadChange(Answer answer)
    {
        var page = ReadWhole(answer);
        return page.Items.Count > 0 && page.Items[0].ValueKind == JsonValueKind.Object && !page.Items[0].EnumerateObject().Any() ? new() : page;
    }

    /// <summary>The items of the array that the answer holds beside its token.</summary>
    public static Page<JsonElement> ReadItems(Answer answer)
    {
        if (Parse(answer) is not { ValueKind: JsonValueKind.Object } root)
            throw AnswerFault.Unexpected(answer, "is no page: -All needs an object with an array");
        var arrays = root.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array).ToList();
        var token = !root.TryGetProperty("next_page_token", out var next) ? null : next.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => next.GetString(),
            JsonValueKind.Number => next.GetRawText(),
            _ => throw AnswerFault.Unexpected(answer, "holds no text as next_page_token, so that nobody knows whether there is more"),
        };
        if (arrays.Count > 1)
            throw AnswerFault.Unexpected(answer, $"holds several arrays ({string.Join(", ", arrays.Select(array => array.Name))}), so that -All cannot tell which one is listed");
        // An answer may leave out an empty array; one that holds anything else is no page, but a thing that happens to have an array.
        if (root.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Array && member.Name is not ("next_page_token" or "total_size")).Select(member => member.Name).FirstOrDefault() is { } other)
            throw AnswerFault.Unexpected(answer, $"holds {other}, which no page has, so that there is nothing for -All to list");
        return new Page<JsonElement> { Items = arrays.Count == 0 ? [] : [.. arrays[0].Value.EnumerateArray()], NextPageToken = token };
    }

    // As deep as the reader of known answers allows.
    private static JsonDocumentOptions Options => new() { MaxDepth = 2_000 };

    private static JsonElement? Parse(Answer answer)
    {
        if (answer.Body.IsEmpty)
            return null;
        try
        {
            using var document = JsonDocument.Parse(Utf8.GetString(answer.Body.ToArray()).TrimStart('\ufeff'), Options);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw AnswerFault.NotJson(answer);
        }
        catch (DecoderFallbackException)
        {
            throw AnswerFault.Unexpected(answer, "holds text that is no valid Unicode");
        }
    }
}
