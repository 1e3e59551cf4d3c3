namespace SinchConv.Api;

/// <summary>A set of conversations in a fixed amount of memory (a Bloom filter): it may take one for a member that is none, never the other way round.</summary>
internal sealed class Sketch
{
    // 2 MiB: with 1,000,000 conversations, one in 500 that are no members is taken for one.
    private const int Bits = 1 << 24;
    private const int BitsPerItem = 4;

    private readonly ulong[] words = new ulong[Bits / 64];

    /// <summary>Adds one by its <see cref="Fingerprint"/>.</summary>
    public void Add(ulong print)
    {
        foreach (var bit in Places(print))
            words[bit / 64] |= 1UL << (bit % 64);
    }

    public bool MayHold(ulong print) => Places(print).All(bit => (words[bit / 64] & (1UL << (bit % 64))) != 0);

    // Two halves of one number make as many as are needed.
    private static IEnumerable<int> Places(ulong print) =>
        Enumerable.Range(0, BitsPerItem).Select(number => (int)(((uint)print + ((uint)number * ((uint)(print >> 32) | 1))) % Bits));
}
