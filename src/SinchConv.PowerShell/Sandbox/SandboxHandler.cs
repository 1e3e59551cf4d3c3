using System.Collections.Concurrent;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using SinchConv.Api;

namespace SinchConv.Sandbox;

/// <summary>Answers requests as Sinch would, for one project: the token endpoint and the Conversation API behind it.</summary>
internal sealed class SandboxHandler(SandboxProject project, Clock clock, TimeSpan? tokenLifetime = null) : HttpMessageHandler
{
    private static readonly string Basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{SandboxProject.KeyId}:{SandboxProject.KeySecret}"));

    private readonly TimeSpan lifetime = tokenLifetime ?? TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> tokens = new();
    private readonly SandboxApi api = new(project, clock);

    /// <summary>Makes every token invalid at once, as a revocation would.</summary>
    public void RevokeTokens() => tokens.Clear();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync().ConfigureAwait(false);
        var response = Answer(request, body);
        response.RequestMessage = request;
        return response;
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, string body)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (path.EndsWith("/oauth2/token", StringComparison.Ordinal))
            return Token(request, body);
        if (!IsAuthenticated(request.Headers.Authorization))
        {
            var refusal = SandboxAnswer.Error(HttpStatusCode.Unauthorized, "UNAUTHENTICATED", "The credential is missing, wrong or expired.");
            refusal.Headers.WwwAuthenticate.ParseAdd("Bearer error=\"invalid_token\", error_description=\"Jwt expired\"");
            return refusal;
        }
        if (body.Length > 0 && request.Content!.Headers.ContentType?.MediaType != "application/json")
            return SandboxRefusal.Invalid("body", "must be of the type application/json.").Answer;
        return api.Answer(new SandboxRequest(request.Method.Method, request.RequestUri, body));
    }

    private HttpResponseMessage Token(HttpRequestMessage request, string form)
    {
        if (request.Method != HttpMethod.Post || form != "grant_type=client_credentials")
            return SandboxAnswer.OAuthError(HttpStatusCode.BadRequest, "invalid_request", "POST grant_type=client_credentials is needed.");
        if (request.Headers.Authorization is not { Scheme: "Basic" } key || key.Parameter != Basic)
            return SandboxAnswer.OAuthError(HttpStatusCode.Unauthorized, "invalid_client", "Client authentication failed.");
        var token = Guid.NewGuid().ToString("N");
        tokens[token] = clock.UtcNow + lifetime;
        return SandboxAnswer.Json(HttpStatusCode.OK, json =>
        {
            json.WriteStartObject();
            json.WriteString("access_token", token);
            json.WriteNumber("expires_in", (int)lifetime.TotalSeconds);
            json.WriteString("token_type", "bearer");
            json.WriteString("scope", "");
            json.WriteEndObject();
        });
    }

    private bool IsAuthenticated(AuthenticationHeaderValue? authorization) => authorization switch
    {
        { Scheme: "Bearer", Parameter: { } token } => tokens.TryGetValue(token, out var until) && clock.UtcNow < until,
        { Scheme: "Basic", Parameter: { } key } => key == Basic,
        _ => false,
    };
}
