namespace SinchConv.Api;

/// <summary>Why the network brought no answer, as far as it makes a difference to what can be done about it.</summary>
internal enum NetworkCause
{
    /// <summary>The connection broke off.</summary>
    Broken,

    UnknownHost,

    Refused,

    Unreachable,

    /// <summary>No TLS connection, or none to a host whose certificate is trusted.</summary>
    Untrusted,

    /// <summary>Whatever it was, the proxy on the way was not passed.</summary>
    Proxy,

    /// <summary>The proxy on the way wants credentials.</summary>
    ProxyCredentials,
}
