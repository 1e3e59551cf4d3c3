using System.Net;
using System.Net.Http;

namespace SinchConv.Api;

/// <summary>
/// The proxy that this computer is set to use, but never on the way to the computer itself: a credential would leave it
/// unprotected. Asked anew for each request, so that a proxy or a credential that is set later counts from then on.
/// </summary>
internal sealed class SystemProxy : IWebProxy, ICredentials
{
    // PowerShell 7 and Invoke-RestMethod know the proxy by HttpClient.DefaultProxy, which .NET Standard 2.0 does not have;
    // WebRequest.DefaultWebProxy is a copy of it there, taken when it is first looked at.
    private static readonly Func<IWebProxy?> Current =
        (Func<IWebProxy?>?)typeof(HttpClient).GetProperty("DefaultProxy")?.GetMethod?.CreateDelegate(typeof(Func<IWebProxy?>)) ?? (() => WebRequest.DefaultWebProxy);

    public static SystemProxy Shared { get; } = new();

    // .NET keeps what it finds here for as long as the connections last, so it finds something that looks again.
    public ICredentials? Credentials
    {
        get => this;
        set => throw new NotSupportedException();
    }

    public NetworkCredential? GetCredential(Uri uri, string authType) => Current()?.Credentials?.GetCredential(uri, authType);

    public bool IsBypassed(Uri host) => GetProxy(host) is null;

    /// <summary>The proxy on the way to an address; null where there is none.</summary>
    public Uri? GetProxy(Uri destination)
    {
        if (destination.IsLoopback || Current() is not { } current || current.IsBypassed(destination))
            return null;
        // .NET Framework gives the address itself where there is no proxy.
        var proxy = current.GetProxy(destination);
        return proxy == destination ? null : proxy;
    }

    /// <summary>The proxy on the way to an address as the beginning of a sentence, without what may be a password; null where there is none.</summary>
    public string? Describe(Uri destination) => GetProxy(destination) is { } proxy ? $"The proxy {proxy.Authority} on the way to {destination.Host}" : null;
}
