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

    /// <summary>One page of a listing; the first one without a token.</summary>
    public async Task<Page<T>> ListAsync<T>(Endpoint<T> endpoint, Query query, string? pageToken, CallContext call)
    {
        using var answer = await GetAsync(endpoint.Path + query.ToQueryString(pageToken), call).ConfigureAwait(false);
        return endpoint.ReadPage(answer);
    }

    public async Task<T> GetAsync<T>(Endpoint<T> endpoint, string id, CallContext call)
    {
        using var answer = await GetAsync($"{endpoint.Path}/{Uri.EscapeDataString(id)}", call).ConfigureAwait(false);
        return endpoint.ReadOne(answer);
    }

    /// <summary>How many objects a query has, without getting them.</summary>
    /// <exception cref="SinchException">The request failed, or the service did not tell.</exception>
    public async Task<long> CountAsync<T>(Endpoint<T> endpoint, Query query, CallContext call)
    {
        using var answer = await GetAsync(endpoint.Path + (query with { PageSize = 1 }).ToQueryString(null), call).ConfigureAwait(false);
        return endpoint.ReadPage(answer).TotalSize ?? throw AnswerFault.Unexpected(answer, "does not tell total_size");
    }

    /// <summary>Sends a GET and returns its answer if it is a success.</summary>
    /// <exception cref="SinchException">The request failed, after the retries that its failure allows.</exception>
    private async Task<Answer> GetAsync(string pathAndQuery, CallContext call)
    {
        var uri = new Uri(projectUri, pathAndQuery);
        var answer = await retry.RunAsync(
            () => authenticator.SendAsync(header => rate.RunAsync(() => SendAsync(uri, header, call), call), call),
            call).ConfigureAwait(false);
        if (answer.IsSuccess)
            return answer;
        using (answer)
        {
            throw AnswerFault.From(answer);
        }
    }

    private async Task<Answer> SendAsync(Uri uri, AuthenticationHeaderValue authorization, CallContext call)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri) { Version = HttpVersion };
        request.Headers.Authorization = authorization;
        request.Headers.Accept.Add(Json);
        request.Headers.UserAgent.Add(Product);
        return await transport.SendAsync(request, call).ConfigureAwait(false);
    }
}
