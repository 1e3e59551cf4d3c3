using System.Text;

namespace SinchConv.Sandbox;

/// <summary>Page tokens: opaque, bound to the filters of their listing, and full of characters that need encoding in a URL.</summary>
internal static class SandboxToken
{
    // Chosen so that every token holds '+', '/' and '=', as the service's tokens may.
    private static readonly byte[] Prefix = [0xfb, 0xef, 0xff];

    /// <summary>A token for a place in a listing.</summary>
    /// <param name="place">Where the next page begins.</param>
    /// <param name="listing">What is listed; its text tells it from others.</param>
    /// <param name="tie">Where it begins among those of the same place.</param>
    public static string Write(long place, object listing, long tie = 0) =>
        Convert.ToBase64String([.. Prefix, .. BitConverter.GetBytes(place), .. BitConverter.GetBytes(tie), .. BitConverter.GetBytes(Mark(listing))]);

    /// <summary>The place that a token stands for; null when it belongs to another listing or to none.</summary>
    public static (long Place, long Tie)? Read(string token, object listing)
    {
        try
        {
            var bytes = Convert.FromBase64String(token);
            return bytes.Length == Prefix.Length + 20 && BitConverter.ToUInt32(bytes, Prefix.Length + 16) == Mark(listing)
                ? (BitConverter.ToInt64(bytes, Prefix.Length), BitConverter.ToInt64(bytes, Prefix.Length + 8))
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Not GetHashCode: a token must mean the same in the next process.
    private static uint Mark(object listing)
    {
        var mark = 2_166_136_261U;
        foreach (var value in Encoding.UTF8.GetBytes($"{listing}"))
            mark = unchecked((mark ^ value) * 16_777_619U);
        return mark;
    }
}
