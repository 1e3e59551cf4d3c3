using System.Net.Http.Headers;

namespace SinchConv.Api;

/// <summary>Supplies the Authorization header of each request.</summary>
internal abstract class Authenticator
{
    /// <summary>When the token runs out; null when there is none or its end is unknown.</summary>
    public virtual DateTimeOffset? ExpiresAt => null;

    public abstract Task<Pass> GetAsync(Call call);

    /// <summary>Forgets exactly this pass, because the service did not accept it.</summary>
    public virtual void Drop(Pass pass)
    {
    }
}

/// <summary>What one request authenticates with.</summary>
/// <param name="Header">The header's value.</param>
/// <param name="IsCached">True when the token was there before it was asked for, so that a fresh one may do better.</param>
internal sealed record Pass(AuthenticationHeaderValue Header, bool IsCached)
{
    // The compiler's ToString would print the header.
    public override string ToString() => Header.Scheme;
}

/// <summary>HTTP Basic on every call, or a token that the user brought: the same header always.</summary>
internal sealed class FixedAuthenticator(AuthenticationHeaderValue header) : Authenticator
{
    private readonly Task<Pass> pass = Task.FromResult(new Pass(header, IsCached: false));

    public override Task<Pass> GetAsync(Call call) => pass;
}
