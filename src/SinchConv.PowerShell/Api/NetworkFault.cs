using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;

namespace SinchConv.Api;

/// <summary>An attempt that brought no whole answer. Never leaves this namespace: the retry rules turn it into a <see cref="SinchException"/>.</summary>
internal sealed class NetworkFault : Exception
{
    private static readonly Regex UserInfo = new("//[^/]*@", RegexOptions.CultureInvariant);

    // How .NET tells of the status with which a proxy refused to connect; it has no property for it.
    private static readonly Regex ProxyWantsCredentials = new("['(]407[')]", RegexOptions.CultureInvariant);

    private NetworkFault(SinchError error, NetworkCause? cause, string message, Uri uri, Exception inner)
        : base(message, HasUserInfo(inner) ? null : inner)
    {
        Error = error;
        Cause = cause;
        RequestUri = uri;
    }

    public SinchError Error { get; }

    /// <summary>Null where the answer was only too slow.</summary>
    public NetworkCause? Cause { get; }

    public Uri RequestUri { get; }

    /// <summary>Whether a name was not found, which a network that is away for a moment causes as well as a wrong name.</summary>
    public bool IsUnknownName { get; private init; }

    /// <summary>False where another attempt would meet the same refusal.</summary>
    public bool MayRetry => Cause is not (NetworkCause.Untrusted or NetworkCause.ProxyCredentials);

    /// <summary>Whether the request cannot have reached anybody.</summary>
    public bool WasNeverSent => Cause is NetworkCause.UnknownHost or NetworkCause.Refused;

    public static NetworkFault TimedOut(Uri uri, TimeSpan timeout, Exception inner) => new(
        SinchError.Timeout,
        cause: null,
        $"{uri.Authority} did not give a whole answer within {timeout.TotalSeconds:0.###} seconds",
        uri,
        inner);

    public static NetworkFault From(Uri uri, Exception inner)
    {
        var chain = Chain(inner).ToList();
        var code = SocketCode(chain);
        var (cause, message) = Describe(uri, chain, code);
        return new(SinchError.Unavailable, cause, message, uri, inner) { IsUnknownName = IsName(code) };
    }

    /// <summary>The failure that callers get.</summary>
    /// <param name="retries">How many attempts came before the one that failed.</param>
    public SinchException ToException(int retries) => new(Error, $"{Message}{RetryPolicy.After(retries)}.", InnerException)
    {
        StatusCode = Cause == NetworkCause.ProxyCredentials ? (int)HttpStatusCode.ProxyAuthenticationRequired : null,
        Cause = Cause,
        RequestUri = RequestUri,
        RetryCount = retries,
    };

    private static (NetworkCause Cause, string Message) Describe(Uri uri, List<Exception> chain, SocketError? code)
    {
        var proxy = SystemProxy.Shared.Describe(uri);
        if (proxy is not null && chain.Any(e => ProxyWantsCredentials.IsMatch(e.Message)))
            return (NetworkCause.ProxyCredentials, $"{proxy} wants credentials (407)");
        if (chain.Any(e => e is AuthenticationException))
            return (NetworkCause.Untrusted, $"No trusted TLS connection to {uri.Host} could be made ({Last(chain)})");
        var (cause, message) = code switch
        {
            _ when IsName(code) => (NetworkCause.UnknownHost, $"{proxy ?? $"The host {uri.Host}"} could not be found"),
            SocketError.ConnectionRefused => (NetworkCause.Refused, $"{proxy ?? uri.Authority} refused the connection"),
            SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable => (NetworkCause.Unreachable, $"{proxy ?? uri.Authority} could not be reached"),
            _ => (NetworkCause.Broken, proxy is null ? $"The connection to {uri.Authority} failed ({Last(chain)})" : $"{proxy} did not let the request through ({Last(chain)})"),
        };
        return (proxy is null ? cause : NetworkCause.Proxy, message);
    }

    // .NET Framework has a status of its own for names, and no exception of the socket below it.
    private static SocketError? SocketCode(List<Exception> chain) =>
        chain.OfType<WebException>().Any(e => e.Status is WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure)
            ? SocketError.HostNotFound
            : chain.OfType<SocketException>().FirstOrDefault()?.SocketErrorCode;

    private static bool IsName(SocketError? code) => code is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain;

    private static string Last(List<Exception> chain) => Text.Quote(WithoutUserInfo(chain[chain.Count - 1].Message).TrimEnd('.'), 200);

    // .NET names a proxy by its whole address, which may hold a name and a password.
    private static string WithoutUserInfo(string message) => UserInfo.Replace(message, "//");

    private static bool HasUserInfo(Exception inner) => Chain(inner).Any(e => UserInfo.IsMatch(e.Message));

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            yield return exception;
    }
}
