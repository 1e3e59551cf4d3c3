namespace SinchConv.Api;

/// <summary>Texts as numbers, for sets that must not grow with what is in them.</summary>
internal static class Fingerprint
{
    /// <summary>FNV-1a over 64 bits: two of 65,536 texts share a number about once in ten billion listings.</summary>
    public static ulong Of(string? text)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var character in text ?? "")
            hash = unchecked((hash ^ character) * 1_099_511_628_211UL);
        return hash;
    }
}
