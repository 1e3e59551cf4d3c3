namespace SinchConv.Api;

/// <summary>Finds the word that somebody meant.</summary>
internal static class NearMiss
{
    /// <summary>The known word that is nearest to another one; null when the word is known itself, or near to none.</summary>
    public static string? Of(string word, IReadOnlyList<string> known)
    {
        var given = word.Trim().ToUpperInvariant();
        // No known word is so long, and the cost grows with it.
        if (given.Length is 0 or > 50 || known.Contains(word))
            return null;
        return known
            .Select(candidate => (Word: candidate, Distance: Distance(given, candidate.ToUpperInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(1, given.Length / 4) || IsBeginning(given, candidate.Word))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault().Word;
    }

    private static bool IsBeginning(string given, string candidate) => given.Length >= 3 && candidate.StartsWith(given, StringComparison.OrdinalIgnoreCase);

    // How many characters to insert, drop, replace, or swap with their neighbour.
    private static int Distance(string from, string to)
    {
        var steps = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    steps[i, j] = i + j;
                    continue;
                }
                var replaced = steps[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                steps[i, j] = Math.Min(replaced, Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    steps[i, j] = Math.Min(steps[i, j], steps[i - 2, j - 2] + 1);
            }
        }
        return steps[from.Length, to.Length];
    }
}
