using System.Net;
using System.Net.Http;
using System.Security.Authentication;
using SinchConv.Api;

namespace SinchConv;

/// <summary>Makes the handler that talks to Sinch.</summary>
internal static class WireHandler
{
    // .NET Framework allows two connections per host unless told otherwise; -ThrottleLimit goes up to 32.
    private const int MostConnections = 64;

    public static HttpMessageHandler Create()
    {
        var handler = new HttpClientHandler
        {
            // A redirect would carry the credential to a place that nobody named.
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = SystemProxy.Shared,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = MostConnections,
        };
        // PowerShell 7 leaves the choice to the system. Windows PowerShell may still start at TLS 1.0, which Sinch refuses.
        if (Platform.IsDesktop)
            handler.SslProtocols = SslProtocols.Tls12;
        return handler;
    }
}
