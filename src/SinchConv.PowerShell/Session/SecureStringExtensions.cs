using System.Net;
using System.Security;

namespace SinchConv;

internal static class SecureStringExtensions
{
    public static string ToPlainText(this SecureString secret) => new NetworkCredential("", secret).Password;
}
