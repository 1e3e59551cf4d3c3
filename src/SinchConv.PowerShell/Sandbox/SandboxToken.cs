using System.Text;

namespace SinchConv.Sandbox;

/// <summary>Page tokens: opaque, bound to the filters of their listing, and full of characters that need encoding in a URL.</summary>
internal static class SandboxToken
{
    // Chosen so that every token holds '+', '/' and '=', as the service's tokens may.
    private static readonly byte[] Prefix = [0xfb, 0xef, 0xff];

    public static string Write(int offset, SandboxFilter filter) =>
        Convert.ToBase64String([.. Prefix, .. BitConverter.GetBytes(offset), .. BitConverter.GetBytes(Mark(filter)), 0]);

    /// <summary>The offset that a token stands for, 0 without a token, null when it belongs to another listing or to none.</summary>
    public static int? Read(string? token, SandboxFilter filter)
    {
        if (token is null)
            return 0;
        try
        {
            var bytes = Convert.FromBase64String(token);
            return bytes.Length == Prefix.Length + 9 && BitConverter.ToUInt32(bytes, Prefix.Length + 4) == Mark(filter)
                ? BitConverter.ToInt32(bytes, Prefix.Length)
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Not GetHashCode: a token must mean the same in the next process.
    private static uint Mark(SandboxFilter filter)
    {
        var mark = 2_166_136_261U;
        foreach (var value in Encoding.UTF8.GetBytes($"{filter.AppId}\n{filter.ContactId}\n{filter.OnlyActive}\n{filter.Channel}"))
            mark = unchecked((mark ^ value) * 16_777_619U);
        return mark;
    }
}
