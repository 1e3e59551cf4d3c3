using System.Text;
using System.Text.Json;

namespace SinchConv.Api;

/// <summary>Reads an answer by a table of fields, and says what is wrong with one that is not what the service documents.</summary>
internal static class AnswerReader
{
    // Far above anything real; the reader itself does not recurse, and lazily read metadata does so shallowly.
    private static JsonReaderOptions Options => new() { MaxDepth = 2_000 };

    // What the service and what stands before it call the parts of an error.
    private static readonly string[] ErrorNames = ["error", "errors", "errorCode", "code", "message", "text", "title", "detail"];

    /// <summary>The fields of a page, whose objects stand in an array of this name.</summary>
    public static FieldTable<PageAnswer<T>> PageFields<T>(string items, FieldTable<T> fields)
    {
        var table = new FieldTable<PageAnswer<T>>(() => new())
            .List(items, fields, (answer, value) => answer.Known.Items = value)
            .Text("next_page_token", (answer, value) => answer.Known.NextPageToken = value)
            .Number("total_size", (answer, value) => answer.Known.TotalSize = value);
        return ErrorNames.Aggregate(table, (result, name) => result.Presence(name, answer => answer.IsError = true));
    }

    public static Page<T> ReadPage<T>(Answer answer, string items, FieldTable<PageAnswer<T>> fields) => Read(answer, fields, read =>
    {
        // {} is a last page without objects; an error in the place of a page would end the list unnoticed.
        if (read is { IsError: true, Page: null })
            throw new FormatException($"holds no page of {items}{(FaultBody.Read(answer.Body, answer.MediaType).Message is { } words ? $": {Text.Quote(words)}" : "")}");
        return read.Known;
    });

    public static T ReadOne<T>(Answer answer, string noun, FieldTable<T> fields, Func<T, string?> id) => Read(answer, fields, read =>
        string.IsNullOrEmpty(id(read)) ? throw new FormatException($"holds none of the {noun}") : read);

    private static TResult Read<T, TResult>(Answer answer, FieldTable<T> fields, Func<T, TResult> check)
    {
        var json = answer.Body;
        if (json.StartsWith("\ufeff"u8))
            json = json.Slice(3);
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw JsonFields.WrongKind(ref reader, "the whole answer", "an object");
            var item = fields.Read(ref reader, json);
            // Anything behind the object makes this throw.
            reader.Read();
            return check(item);
        }
        catch (FormatException e)
        {
            throw AnswerFault.Unexpected(answer, e.Message);
        }
        catch (JsonException)
        {
            throw AnswerFault.NotJson(answer);
        }
        catch (Exception e) when (e is InvalidOperationException or DecoderFallbackException)
        {
            throw AnswerFault.Unexpected(answer, "holds text that is no valid Unicode");
        }
    }
}

/// <summary>A page as it is read, and whether something in it looks like an error.</summary>
internal sealed class PageAnswer<T>
{
    /// <summary>The page; null as long as none of its fields was there.</summary>
    public Page<T>? Page { get; private set; }

    public Page<T> Known => Page ??= new();

    public bool IsError { get; set; }
}
