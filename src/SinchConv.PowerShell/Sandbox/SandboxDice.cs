namespace SinchConv.Sandbox;

/// <summary>SplitMix64, seeded by a kind and a number: small, even, and the same everywhere.</summary>
internal sealed class SandboxDice
{
    private ulong state;

    public SandboxDice(string kind, long number)
    {
        state = unchecked((ulong)(number + 1) * 0x9E3779B97F4A7C15);
        foreach (var character in kind)
            state = unchecked((state ^ character) * 0x100000001B3);
    }

    public int Next(int below)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (int)((mixed ^ (mixed >> 31)) % (ulong)below);
        }
    }

    public T Of<T>(IReadOnlyList<T> choices) => choices[Next(choices.Count)];

    /// <summary>A text of characters that are drawn from an alphabet.</summary>
    public string Text(string alphabet, int length)
    {
        var text = new char[length];
        for (var i = 0; i < length; i++)
            text[i] = alphabet[Next(alphabet.Length)];
        return new string(text);
    }
}
