using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;

namespace SinchConv.Api;

/// <summary>The operations of the Conversation API that this module uses, for one project. Safe for concurrent use.</summary>
internal sealed class SinchClient(Transport transport, Authenticator authenticator, RetryPolicy retry, RequestRate rate, Uri projectUri)
{
    public static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");

    // Where the host has no HTTP/2, 2.0 falls back to 1.1; the handler of .NET Framework accepts nothing above 1.1.
    private static readonly Version HttpVersion = Platform.IsDesktop ? new(1, 1) : new(2, 0);

    private static readonly ProductInfoHeaderValue Product =
        new("SinchConv", typeof(SinchClient).Assembly.GetName().Version!.ToString(3));

    public async Task<Page<Conversation>> ListConversationsAsync(ConversationQuery query, string? pageToken, CallContext call)
    {
        using var answer = await GetAsync("conversations" + query.ToQueryString(pageToken), call).ConfigureAwait(false);
        return ConversationReader.ReadPage(answer);
    }

    public async Task<Conversation> GetConversationAsync(string conversationId, CallContext call)
    {
        using var answer = await GetAsync("conversations/" + Uri.EscapeDataString(conversationId), call).ConfigureAwait(false);
        return ConversationReader.ReadOne(answer);
    }

    /// <summary>How many conversations a query has, without getting them.</summary>
    /// <exception cref="SinchException">The request failed, or the service did not tell.</exception>
    public async Task<long> CountConversationsAsync(ConversationQuery query, CallContext call)
    {
        using var answer = await GetAsync("conversations" + (query with { PageSize = 1 }).ToQueryString(null), call).ConfigureAwait(false);
        return ConversationReader.ReadPage(answer).TotalSize ?? throw AnswerFault.Unexpected(answer, "does not tell total_size");
    }

    public async Task<IReadOnlyList<SinchApp>> ListAppsAsync(CallContext call)
    {
        using var answer = await GetAsync("apps", call).ConfigureAwait(false);
        return AppReader.Read(answer);
    }

    /// <summary>Sends a GET and returns its answer if it is a success.</summary>
    /// <exception cref="SinchException">The request failed, after the retries that its failure allows.</exception>
    private async Task<Answer> GetAsync(string pathAndQuery, CallContext call)
    {
        var uri = new Uri(projectUri, pathAndQuery);
        var renewed = false;
        var answer = await retry.RunAsync(AttemptAsync, call).ConfigureAwait(false);
        if (answer.IsSuccess)
            return answer;
        using (answer)
        {
            throw AnswerFault.From(answer);
        }

        async Task<Answer> AttemptAsync()
        {
            while (true)
            {
                var credential = await authenticator.GetAsync(call).ConfigureAwait(false);
                var answer = await rate.RunAsync(() => SendAsync(uri, credential, call), call).ConfigureAwait(false);
                if (answer.Status != HttpStatusCode.Unauthorized || renewed || !credential.IsCached)
                    return answer;
                // The token was there before this request, so its end may be all that is wrong: once more with a fresh one.
                renewed = true;
                answer.Dispose();
                authenticator.Invalidate(credential);
            }
        }
    }

    private async Task<Answer> SendAsync(Uri uri, Credential credential, CallContext call)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri) { Version = HttpVersion };
        request.Headers.Authorization = credential.Header;
        request.Headers.Accept.Add(Json);
        request.Headers.UserAgent.Add(Product);
        return await transport.SendAsync(request, call).ConfigureAwait(false);
    }
}
