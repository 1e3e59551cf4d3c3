using System.Net.Http.Headers;

namespace SinchConv.Api;

/// <summary>Supplies the Authorization header of each request.</summary>
internal abstract class Authenticator
{
    /// <summary>When the token runs out; null when there is none or its end is unknown.</summary>
    public virtual DateTimeOffset? ExpiresAt => null;

    public abstract Task<Credential> GetAsync(CallContext call);

    /// <summary>Forgets exactly this credential, because the service did not accept it.</summary>
    public virtual void Invalidate(Credential credential)
    {
    }
}

/// <summary>What one request authenticates with.</summary>
/// <param name="Header">The header's value.</param>
/// <param name="IsCached">True when the token was there before it was asked for, so that a fresh one may do better.</param>
internal sealed record Credential(AuthenticationHeaderValue Header, bool IsCached)
{
    // The compiler's ToString would print the header.
    public override string ToString() => Header.Scheme;
}

/// <summary>HTTP Basic on every call, or a token that the user brought: the same header always.</summary>
internal sealed class FixedAuthenticator(AuthenticationHeaderValue header) : Authenticator
{
    private readonly Task<Credential> credential = Task.FromResult(new Credential(header, IsCached: false));

    public override Task<Credential> GetAsync(CallContext call) => credential;
}
