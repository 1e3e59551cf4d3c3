using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;

namespace SinchConv.Api;

/// <summary>An attempt that brought no whole answer. Never leaves this namespace: the retry rules turn it into a <see cref="SinchException"/>.</summary>
internal sealed class NetworkFault : Exception
{
    private static readonly Regex UserInfo = new("//[^/]*@", RegexOptions.CultureInvariant);

    private NetworkFault(SinchError error, string message, Uri uri, Exception cause)
        : base(message, HasUserInfo(cause) ? null : cause)
    {
        Error = error;
        RequestUri = uri;
    }

    public SinchError Error { get; }

    public Uri RequestUri { get; }

    /// <summary>False where another attempt would meet the same refusal: a certificate that is not trusted.</summary>
    public bool MayRetry { get; private init; } = true;

    public static NetworkFault TimedOut(Uri uri, TimeSpan timeout, Exception cause) => new(
        SinchError.Timeout,
        $"{uri.Authority} did not give a whole answer within {timeout.TotalSeconds:0.###} seconds",
        uri,
        cause);

    public static NetworkFault From(Uri uri, Exception cause)
    {
        var chain = Chain(cause).ToList();
        if (chain.Any(e => e is AuthenticationException))
            return new(SinchError.Unavailable, Tls(uri, chain), uri, cause) { MayRetry = false };
        return new(SinchError.Unavailable, Describe(uri, chain), uri, cause);
    }

    private static string Tls(Uri uri, List<Exception> chain) =>
        $"No trusted TLS connection to {uri.Host} could be made ({Last(chain)}). Check this machine's clock and root certificates, and whether a proxy opens TLS traffic";

    private static string Describe(Uri uri, List<Exception> chain)
    {
        var proxy = SystemProxy.Shared.GetProxy(uri);
        var (place, check) = proxy is null
            ? (uri.Authority, "the host and port")
            : ($"The proxy {proxy.Authority} on the way to {uri.Host}", "the proxy settings of this machine (HTTPS_PROXY, NO_PROXY)");
        switch (chain.OfType<SocketException>().FirstOrDefault()?.SocketErrorCode)
        {
            case SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain when proxy is null:
                return $"The host {uri.Host} could not be found. Check the region, -ApiUri or -AuthUri, and this machine's DNS";
            case SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain:
                return $"{place} could not be found. Check {check}, and this machine's DNS";
            case SocketError.ConnectionRefused:
                return $"{place} refused the connection. Check {check}, and that no firewall blocks them";
            case SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable:
                return $"{place} could not be reached. Check {(proxy is null ? "" : $"{check}, and ")}this machine's network and firewall";
            default:
                return proxy is null
                    ? $"The connection to {uri.Authority} failed ({Last(chain)})"
                    : $"{place} did not let the request through ({Last(chain)}). Check {check}";
        }
    }

    private static string Last(List<Exception> chain) => Text.Quote(WithoutUserInfo(chain[chain.Count - 1].Message).TrimEnd('.'), 200);

    // .NET names a proxy by its whole address, which may hold a name and a password.
    private static string WithoutUserInfo(string message) => UserInfo.Replace(message, "//");

    private static bool HasUserInfo(Exception cause) => Chain(cause).Any(e => UserInfo.IsMatch(e.Message));

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            yield return exception;
    }
}
