using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;

namespace SinchConv.Api;

/// <summary>
/// OAuth 2.0 client credentials. One token for all requests of the session: fetched once however many ask, renewed a
/// minute before it expires.
/// </summary>
internal sealed class TokenAuthenticator(Transport transport, RetryPolicy retry, Clock clock, Uri tokenUri, AuthenticationHeaderValue key)
    : Authenticator
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

    private readonly object gate = new();
    private Token? current;
    private SharedFetch? fetch;

    public override DateTimeOffset? ExpiresAt
    {
        get
        {
            lock (gate)
            {
                return current?.ExpiresAt;
            }
        }
    }

    public override async Task<Credential> GetAsync(CallContext call)
    {
        SharedFetch joined;
        lock (gate)
        {
            if (current is { } token && !(token.RenewAt <= clock.UtcNow))
                return new Credential(token.Header, IsCached: true);
            joined = fetch ??= new SharedFetch(stop => FetchAsync(call.ForAll(stop)));
            joined.Waiting++;
        }
        try
        {
            return new Credential((await joined.Task.WaitAsync(call.Stop).ConfigureAwait(false)).Header, IsCached: false);
        }
        finally
        {
            lock (gate)
            {
                joined.Waiting--;
                if (joined.Waiting == 0 || joined.Task.IsCompleted)
                    End(joined);
            }
        }
    }

    protected override void Invalidate(Credential credential)
    {
        lock (gate)
        {
            if (current?.Header == credential.Header)
                current = null;
        }
    }

    // A fetch that nobody waits for any more is called off; one that ended makes room for the next.
    private void End(SharedFetch ended)
    {
        ended.Dispose();
        if (fetch == ended)
            fetch = null;
    }

    private async Task<Token> FetchAsync(CallContext call)
    {
        using var answer = await retry.RunAsync(() => PostAsync(call), call).ConfigureAwait(false);
        if (!answer.IsSuccess)
            throw Failure(answer);
        var token = Read(answer);
        lock (gate)
        {
            current = token;
        }
        return token;
    }

    private async Task<Answer> PostAsync(CallContext call)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, tokenUri);
        request.Headers.Authorization = key;
        request.Headers.Accept.Add(SinchClient.Json);
        request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);
        return await transport.SendAsync(request, call).ConfigureAwait(false);
    }

    // The token service answers a wrong key with 400 or 401, as OAuth allows.
    private static SinchException Failure(Answer answer) => AnswerFault.From(
        answer,
        answer.Status == HttpStatusCode.BadRequest ? SinchError.AuthenticationFailed : null);

    private Token Read(Answer answer)
    {
        var now = clock.UtcNow;
        try
        {
            using var json = JsonDocument.Parse(answer.Body.ToArray());
            var text = json.RootElement.GetProperty("access_token").GetString();
            if (text is null || !IsHeaderSafe(text))
                throw AnswerFault.Unexpected(answer, "holds no usable access_token");
            var lifetime = Lifetime(json.RootElement);
            // A token that lives for less than two minutes is renewed at half its life.
            var early = lifetime is { } span && span < Early + Early ? TimeSpan.FromTicks(span.Ticks / 2) : Early;
            return new Token(new AuthenticationHeaderValue("Bearer", text), now + lifetime, now + lifetime - early);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // The answer may hold the token in another form, so nothing of it is quoted and no parser's words are kept.
            throw AnswerFault.Unexpected(answer, "is no token answer");
        }
    }

    /// <summary>Whether a token can stand in a header: visible ASCII only.</summary>
    public static bool IsHeaderSafe(string token) => token.Length > 0 && token.All(character => character is > ' ' and < '\x7f');

    private static TimeSpan? Lifetime(JsonElement answer)
    {
        if (!answer.TryGetProperty("expires_in", out var value))
            return null;
        double seconds;
        if (value.ValueKind == JsonValueKind.String)
        {
            if (!double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out seconds))
                return null;
        }
        else if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out seconds))
        {
            return null;
        }
        // A year bounds what the service may claim; time arithmetic beyond it could overflow.
        return seconds is > 0 and < 31_536_000 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private sealed class Token(AuthenticationHeaderValue header, DateTimeOffset? expiresAt, DateTimeOffset? renewAt)
    {
        public AuthenticationHeaderValue Header { get; } = header;

        public DateTimeOffset? ExpiresAt { get; } = expiresAt;

        public DateTimeOffset? RenewAt { get; } = renewAt;
    }

    /// <summary>One fetch under way, and how many wait for it.</summary>
    private sealed class SharedFetch : IDisposable
    {
        private readonly CancellationTokenSource stop = new();

        public SharedFetch(Func<CancellationToken, Task<Token>> fetch) => Task = System.Threading.Tasks.Task.Run(() => fetch(stop.Token));

        public Task<Token> Task { get; }

        public int Waiting { get; set; }

        // Cancelling is all that the source needs: it holds no handle, and the fetch may still look at its token.
        public void Dispose() => stop.Cancel();
    }
}
