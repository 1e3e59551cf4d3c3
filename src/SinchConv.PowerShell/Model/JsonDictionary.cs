using System.Collections;

namespace SinchConv;

/// <summary>
/// A JSON object as a read-only dictionary. Its text is the JSON, compact and otherwise as Sinch sent it; its members are
/// read when somebody first looks at one. Names match without regard to case, unless two of them differ in case only.
/// </summary>
/// <remarks>
/// A member is a text, a number (<see cref="long"/>, <see cref="System.Numerics.BigInteger"/>, <see cref="decimal"/> or
/// <see cref="double"/>), a boolean, null, an array of these, or another dictionary. Texts that look like dates stay texts.
/// </remarks>
public sealed class JsonDictionary : IDictionary, IReadOnlyCollection<KeyValuePair<string, object?>>
{
    private readonly string json;
    private string? compact;
    private Dictionary<string, object?>? members;

    internal JsonDictionary(string json) => this.json = json;

    /// <summary>How many members there are.</summary>
    public int Count => Members.Count;

    /// <summary>The names, in the order of the JSON.</summary>
    public ICollection Keys => Members.Keys;

    /// <summary>The values, in the order of the JSON.</summary>
    public ICollection Values => Members.Values;

    /// <summary>Always true.</summary>
    public bool IsReadOnly => true;

    bool IDictionary.IsFixedSize => true;

    bool ICollection.IsSynchronized => true;

    object ICollection.SyncRoot => this;

    private Dictionary<string, object?> Members => members ??= JsonValues.ReadMembers(json);

    /// <summary>The value of a member; null when there is no such member.</summary>
    public object? this[object key]
    {
        get => key is not null && Members.TryGetValue(key.ToString()!, out var value) ? value : null;
        set => throw ReadOnly();
    }

    /// <summary>Whether there is a member of that name.</summary>
    public bool Contains(object key) => key is not null && Members.ContainsKey(key.ToString()!);

    /// <summary>The same, under the name that other dictionaries have for it.</summary>
    public bool ContainsKey(string key) => Contains(key);

    /// <summary>The members one by one.</summary>
    public IDictionaryEnumerator GetEnumerator() => ((IDictionary)Members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() => Members.GetEnumerator();

    void IDictionary.Add(object key, object? value) => throw ReadOnly();

    void IDictionary.Clear() => throw ReadOnly();

    void IDictionary.Remove(object key) => throw ReadOnly();

    void ICollection.CopyTo(Array array, int index) => ((ICollection)Members).CopyTo(array, index);

    /// <summary>The JSON on one line: without the white space between its parts, otherwise unchanged.</summary>
    public override string ToString() => compact ??= JsonValues.Compact(json);

    private static NotSupportedException ReadOnly() => new("The metadata of a conversation that was read is read-only.");
}
