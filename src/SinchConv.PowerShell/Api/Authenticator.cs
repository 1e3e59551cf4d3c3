using System.Net;
using System.Net.Http.Headers;

namespace SinchConv.Api;

/// <summary>Supplies the Authorization header of each request.</summary>
internal abstract class Authenticator
{
    /// <summary>When the token runs out; null when there is none or its end is unknown.</summary>
    public virtual DateTimeOffset? ExpiresAt => null;

    public abstract Task<Credential> GetAsync(CallContext call);

    /// <summary>Sends a request, once more with a fresh token where the one at hand was not accepted: its end may be all that was wrong.</summary>
    public async Task<Answer> SendAsync(Func<AuthenticationHeaderValue, Task<Answer>> send, CallContext call)
    {
        var credential = await GetAsync(call).ConfigureAwait(false);
        var answer = await send(credential.Header).ConfigureAwait(false);
        if (answer.Status != HttpStatusCode.Unauthorized || !credential.IsCached)
            return answer;
        answer.Dispose();
        Invalidate(credential);
        return await send((await GetAsync(call).ConfigureAwait(false)).Header).ConfigureAwait(false);
    }

    /// <summary>Forgets exactly this credential, because the service did not accept it.</summary>
    protected virtual void Invalidate(Credential credential)
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
