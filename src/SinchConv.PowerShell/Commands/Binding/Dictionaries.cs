using System.Collections;

namespace SinchConv.Commands;

/// <summary>Reads the dictionaries of users, which need not be hashtables.</summary>
internal static class Dictionaries
{
    /// <summary>The entries of any dictionary: what a generic one is enumerated as is something else. None where there is none.</summary>
    public static IEnumerable<DictionaryEntry> Entries(this IDictionary? dictionary)
    {
        if (dictionary?.GetEnumerator() is not { } entries)
            yield break;
        while (entries.MoveNext())
            yield return entries.Entry;
    }
}
