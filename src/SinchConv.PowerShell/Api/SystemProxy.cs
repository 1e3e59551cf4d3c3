using System.Net;

namespace SinchConv.Api;

/// <summary>The proxy that this computer is set to use, but never on the way to the computer itself: a credential would leave it unprotected.</summary>
internal sealed class SystemProxy : IWebProxy
{
    public static SystemProxy Shared { get; } = new();

    public ICredentials? Credentials
    {
        get => System?.Credentials;
        set => throw new NotSupportedException();
    }

    private static IWebProxy? System => WebRequest.DefaultWebProxy;

    public bool IsBypassed(Uri host) => GetProxy(host) is null;

    /// <summary>The proxy on the way to an address; null where there is none.</summary>
    public Uri? GetProxy(Uri destination)
    {
        if (destination.IsLoopback || System?.IsBypassed(destination) != false)
            return null;
        // .NET Framework gives the address itself where there is no proxy.
        var proxy = System.GetProxy(destination);
        return proxy == destination ? null : proxy;
    }
}
