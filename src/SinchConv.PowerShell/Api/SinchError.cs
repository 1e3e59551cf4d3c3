namespace SinchConv;

/// <summary>The kinds of failure. The error id of a kind is its name behind <c>Sinch</c>, for example <c>SinchNotFound</c>.</summary>
public enum SinchError
{
    /// <summary>There is no session, or it was disconnected.</summary>
    NotConnected,

    /// <summary>Sinch did not accept the credential (401).</summary>
    AuthenticationFailed,

    /// <summary>The credential has no access to the project, or the project is blocked (403).</summary>
    PermissionDenied,

    /// <summary>A value is malformed, missing, or does not go with another one (400, or refused before anything was sent).</summary>
    InvalidRequest,

    /// <summary>Sinch does not know the resource, at least not in this region (404).</summary>
    NotFound,

    /// <summary>Too many requests, also after all retries (429).</summary>
    Throttled,

    /// <summary>The service or the network failed, also after all retries.</summary>
    Unavailable,

    /// <summary>No whole answer came in time, also after all retries.</summary>
    Timeout,

    /// <summary>The answer is not what the service documents: not JSON, cut off, too large, a redirect, a repeated page token.</summary>
    UnexpectedAnswer,
}
