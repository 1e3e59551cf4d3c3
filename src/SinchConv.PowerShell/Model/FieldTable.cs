using System.Text;
using System.Text.Json;

namespace SinchConv;

/// <summary>
/// The JSON fields of a type, and how an object of it is read from the bytes of an answer: in one pass, without a tree in
/// between. Unknown fields are skipped, a wrong kind is an error that names the field, and texts that stand again in the
/// next object share one string.
/// </summary>
/// <param name="create">Makes an object whose fields are still to be set.</param>
internal sealed class FieldTable<T>(Func<T> create)
{
    private delegate void Reader(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, T item, FieldTexts texts);

    // Unlike Encoding.UTF8, refuses bytes that are no UTF-8 instead of replacing them.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<(byte[] Name, Reader Read)> fields = [];

    // How many objects the latest array held: pages of a listing are of one size.
    private int latestCount;

    public FieldTable<T> Text(string name, Action<T, string?> set)
    {
        var place = fields.Count;
        return Add(name, (ref reader, _, item, texts) => set(item, texts[place] = reader.ReadText(name, texts[place])));
    }

    public FieldTable<T> Boolean(string name, Action<T, bool?> set) =>
        Add(name, (ref reader, _, item, _) => set(item, reader.ReadBoolean(name)));

    public FieldTable<T> Number(string name, Action<T, long?> set) =>
        Add(name, (ref reader, _, item, _) => set(item, reader.ReadInt64(name)));

    public FieldTable<T> Time(string name, Action<T, DateTime?> set) =>
        Add(name, (ref reader, _, item, _) => set(item, reader.ReadLocalTime(name)));

    /// <summary>A field of which nothing counts but that it is there.</summary>
    public FieldTable<T> Presence(string name, Action<T> set) => Add(name, (ref reader, _, item, _) =>
    {
        set(item);
        reader.Skip();
    });

    /// <summary>An object whose members nobody knows beforehand: its text is kept as it came.</summary>
    public FieldTable<T> Json(string name, Action<T, string> set) => Add(name, (ref reader, json, item, _) =>
    {
        if (!reader.IsThere(name, JsonTokenType.StartObject, "an object"))
            return;
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        set(item, Utf8.GetString(json.Slice(start, (int)reader.BytesConsumed - start).ToArray()));
    });

    /// <summary>An object whose fields another table knows.</summary>
    public FieldTable<T> Object<TInner>(string name, FieldTable<TInner> inner, Action<T, TInner> set)
    {
        var place = fields.Count;
        return Add(name, (ref reader, json, item, texts) =>
        {
            if (reader.IsThere(name, JsonTokenType.StartObject, "an object"))
                set(item, inner.Read(ref reader, json, texts.Within(place, inner.fields.Count)));
        });
    }

    /// <summary>An object whose fields belong to the object around it.</summary>
    public FieldTable<T> Inner(string name, FieldTable<T> inner)
    {
        var place = fields.Count;
        return Add(name, (ref reader, json, item, texts) =>
        {
            if (reader.IsThere(name, JsonTokenType.StartObject, "an object"))
                inner.ReadInto(item, ref reader, json, texts.Within(place, inner.fields.Count));
        });
    }

    /// <summary>An array of such objects.</summary>
    public FieldTable<T> List<TInner>(string name, FieldTable<TInner> inner, Action<T, IReadOnlyList<TInner>> set)
    {
        var place = fields.Count;
        return Add(name, (ref reader, json, item, texts) =>
        {
            if (reader.IsThere(name, JsonTokenType.StartArray, "an array"))
                set(item, inner.ReadItems(ref reader, json, name, texts.Within(place, inner.fields.Count)));
        });
    }

    /// <summary>An array of texts.</summary>
    public FieldTable<T> Texts(string name, Action<T, string[]> set) => Add(name, (ref reader, _, item, _) =>
    {
        if (!reader.IsThere(name, JsonTokenType.StartArray, "an array"))
            return;
        var values = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            values.Add(reader.ReadText(name) ?? "");
        set(item, [.. values]);
    });

    /// <summary>Reads the object that begins where the reader stands.</summary>
    /// <exception cref="FormatException">A field holds another kind of value; the message is the end of a sentence about the answer.</exception>
    public T Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldTexts? texts = null)
    {
        var item = create();
        ReadInto(item, ref reader, json, texts ?? new FieldTexts(fields.Count));
        return item;
    }

    private void ReadInto(T item, ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldTexts texts)
    {
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // Answers keep their order, so the next field is nearly always the one behind the last.
            var tried = 0;
            while (tried < fields.Count && !reader.ValueTextEquals(fields[next].Name))
            {
                next = next + 1 == fields.Count ? 0 : next + 1;
                tried++;
            }
            if (tried == fields.Count)
            {
                reader.Skip();
                continue;
            }
            reader.Read();
            fields[next].Read(ref reader, json, item, texts);
            next = next + 1 == fields.Count ? 0 : next + 1;
        }
    }

    private List<T> ReadItems(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string name, FieldTexts texts)
    {
        var items = new List<T>(latestCount);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                throw JsonFields.WrongKind(ref reader, FormattableString.Invariant($"{name}[{items.Count}]"), "an object");
            items.Add(Read(ref reader, json, texts));
        }
        latestCount = items.Count;
        return items;
    }

    private FieldTable<T> Add(string name, Reader read)
    {
        fields.Add((Encoding.UTF8.GetBytes(name), read));
        return this;
    }
}

/// <summary>The latest text of each field, while an answer is read.</summary>
internal sealed class FieldTexts(int fields)
{
    private readonly string?[] texts = new string?[fields];
    private FieldTexts?[]? within;

    public string? this[int place]
    {
        get => texts[place];
        set => texts[place] = value;
    }

    /// <summary>Those of the objects that stand in a field.</summary>
    public FieldTexts Within(int place, int fieldCount) => (within ??= new FieldTexts?[texts.Length])[place] ??= new(fieldCount);
}
