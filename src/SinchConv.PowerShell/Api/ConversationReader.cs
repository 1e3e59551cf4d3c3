using System.Text;
using System.Text.Json;

namespace SinchConv.Api;

/// <summary>Reads conversations from the bytes of an answer, in one pass and without a tree in between.</summary>
internal static class ConversationReader
{
    // Far above anything real; the reader itself does not recurse, and lazily read metadata does so shallowly.
    private static JsonReaderOptions Options => new() { MaxDepth = 2_000 };

    // Unlike Encoding.UTF8, refuses bytes that are no UTF-8 instead of replacing them.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Page<Conversation> ReadPage(Answer answer) => Read(answer, ReadPage);

    public static Conversation ReadOne(Answer answer) => Read(answer, static (ref Utf8JsonReader reader, ReadOnlySpan<byte> json) =>
        ReadConversation(ref reader, json, null) is { ConversationId.Length: > 0 } one ? one : throw new FormatException("holds no conversation"));

    private delegate T Reading<T>(ref Utf8JsonReader reader, ReadOnlySpan<byte> json);

    private static T Read<T>(Answer answer, Reading<T> read)
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
            var result = read(ref reader, json);
            // Anything behind the object makes this throw.
            reader.Read();
            return result;
        }
        catch (FormatException e)
        {
            throw AnswerFault.Unexpected(answer, e.Message);
        }
        catch (JsonException)
        {
            throw AnswerFault.Unexpected(answer, json.IsEmpty ? "is empty" : $"is not JSON, or not whole: {Text.Quote(json)}");
        }
        catch (Exception e) when (e is InvalidOperationException or DecoderFallbackException)
        {
            throw AnswerFault.Unexpected(answer, "holds text that is no valid Unicode");
        }
    }

    private static Page<Conversation> ReadPage(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var items = new List<Conversation>(ConversationQuery.LargestPage);
        string? nextPageToken = null;
        long? totalSize = null;
        var isPage = false;
        var isError = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("conversations"u8))
            {
                reader.Read();
                ReadItems(ref reader, json, items);
            }
            else if (reader.ValueTextEquals("next_page_token"u8))
            {
                reader.Read();
                nextPageToken = reader.ReadText("next_page_token");
            }
            else if (reader.ValueTextEquals("total_size"u8))
            {
                reader.Read();
                totalSize = reader.ReadInt64("total_size");
            }
            else
            {
                isError |= IsErrorName(ref reader);
                reader.Skip();
                continue;
            }
            isPage = true;
        }
        // {} is a last page without conversations; an error in the place of a page would end the list unnoticed.
        if (isError && !isPage)
            throw new FormatException($"holds no page of conversations: {Text.Quote(json)}");
        return new Page<Conversation>(items, nextPageToken, totalSize);
    }

    // What the service and what stands before it call the parts of an error.
    private static bool IsErrorName(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("error"u8) || reader.ValueTextEquals("errors"u8) || reader.ValueTextEquals("errorCode"u8)
        || reader.ValueTextEquals("code"u8) || reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("text"u8)
        || reader.ValueTextEquals("title"u8) || reader.ValueTextEquals("detail"u8);

    private static void ReadItems(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, List<Conversation> items)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return;
        if (reader.TokenType != JsonTokenType.StartArray)
            throw JsonFields.WrongKind(ref reader, "conversations", "an array");
        Conversation? previous = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                throw JsonFields.WrongKind(ref reader, $"conversations[{items.Count}]", "an object");
            previous = ReadConversation(ref reader, json, previous);
            items.Add(previous);
        }
    }

    /// <summary>Reads one conversation; texts that equal those of the <paramref name="previous"/> one share its strings.</summary>
    private static Conversation ReadConversation(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, Conversation? previous)
    {
        string? id = null, channel = null, contact = null, app = null, correlation = null, metadata = null, metadataJson = null;
        bool? active = null;
        DateTime? lastReceived = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.Take("id"u8))
                id = reader.ReadText("id");
            else if (reader.Take("active"u8))
                active = reader.ReadBoolean("active");
            else if (reader.Take("active_channel"u8))
                channel = reader.ReadText("active_channel", previous?.ActiveChannel);
            else if (reader.Take("app_id"u8))
                app = reader.ReadText("app_id", previous?.AppId);
            else if (reader.Take("contact_id"u8))
                contact = reader.ReadText("contact_id", previous?.ContactId);
            else if (reader.Take("last_received"u8))
                lastReceived = reader.ReadLocalTime("last_received");
            else if (reader.Take("metadata_json"u8))
                metadataJson = ReadObjectText(ref reader, json, "metadata_json");
            else if (reader.Take("metadata"u8))
                metadata = reader.ReadText("metadata");
            else if (reader.Take("correlation_id"u8))
                correlation = reader.ReadText("correlation_id");
            else
                reader.Skip();
        }
        return new Conversation(metadataJson)
        {
            ConversationId = id,
            Active = active,
            ActiveChannel = channel,
            LastReceived = lastReceived,
            ContactId = contact,
            AppId = app,
            CorrelationId = correlation,
            Metadata = metadata,
        };
    }

    private static bool Take(this ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.ValueTextEquals(name) && reader.Read();

    // The text is kept as it came and read only when somebody looks into it.
    private static string? ReadObjectText(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string field)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw JsonFields.WrongKind(ref reader, field, "an object");
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return Utf8.GetString(json.Slice(start, (int)reader.BytesConsumed - start).ToArray());
    }
}
