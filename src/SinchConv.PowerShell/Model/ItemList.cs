using System.Collections.ObjectModel;

namespace SinchConv;

/// <summary>Several values as one property. Its text is that of its items, so that a CSV holds them and not the name of a type.</summary>
public sealed class ItemList<T> : ReadOnlyCollection<T>
{
    internal ItemList(IReadOnlyList<T> items)
        : base([.. items])
    {
    }

    /// <summary>The items, one behind the other.</summary>
    public override string ToString() => string.Join("; ", Items);
}
