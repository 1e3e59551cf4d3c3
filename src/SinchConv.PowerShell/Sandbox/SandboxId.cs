namespace SinchConv.Sandbox;

/// <summary>
/// Identifiers with the look of the service's ULIDs. Those of messages and events hold their place, so that one can be
/// found again without a table of them all.
/// </summary>
internal static class SandboxId
{
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const string Prefix = "01J";
    private const int PlaceLength = 13;

    // An odd factor and its inverse modulo 2^64: neighbours get identifiers that do not look alike.
    private const ulong Factor = 0x9E3779B97F4A7C15;
    private const ulong Inverse = 0xF1DE83E19937733D;

    public static string Of(string kind, long number) => Prefix + new SandboxDice(kind, number).Text(Crockford, 23);

    /// <summary>The identifier of an entry of a conversation.</summary>
    /// <param name="kind">What it identifies.</param>
    /// <param name="slot">The conversation's place in the project.</param>
    /// <param name="number">The entry's number in the conversation.</param>
    public static string Write(string kind, int slot, int number)
    {
        var place = ((ulong)(uint)slot << 32) | (uint)number;
        var mixed = Fold(unchecked(place * Factor));
        var digits = new char[PlaceLength];
        for (var i = 0; i < PlaceLength; i++)
            digits[i] = Crockford[(int)((mixed >> (i * 5)) & 31)];
        return Prefix + new string(digits) + new SandboxDice(kind, (long)place).Text(Crockford, 26 - Prefix.Length - PlaceLength);
    }

    /// <summary>The place that an identifier of this kind holds; null when it is none.</summary>
    public static (int Slot, int Number)? Read(string kind, string id)
    {
        if (id.Length != 26)
            return null;
        var mixed = 0UL;
        for (var i = 0; i < PlaceLength; i++)
            mixed |= unchecked((ulong)Crockford.IndexOf(id[Prefix.Length + i])) << (i * 5);
        var place = unchecked(Fold(mixed) * Inverse);
        var (slot, number) = ((int)(place >> 32), (int)(uint)place);
        return Write(kind, slot, number) == id ? (slot, number) : null;
    }

    // Its own inverse: the lower half, where the factor changes little, takes up the upper one.
    private static ulong Fold(ulong mixed) => mixed ^ (mixed >> 32);
}
