using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

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

    /// <summary>Does something that gives nothing back but its success.</summary>
    public async Task DoAsync(ApiRequest request, CallContext call) => (await SendAsync(request, call).ConfigureAwait(false)).Dispose();

    /// <summary>Does something that gives the object back that it is about.</summary>
    public Task<T> DoAsync<T>(Endpoint<T> endpoint, ApiRequest request, CallContext call) => DoAsync(endpoint.ReadOne, request, call);

    /// <summary>Does something and reads the answer.</summary>
    public async Task<T> DoAsync<T>(Func<Answer, T> read, ApiRequest request, CallContext call)
    {
        using var answer = await SendAsync(request, call).ConfigureAwait(false);
        try
        {
            return read(answer);
        }
        catch (SinchException fault) when (!request.MayRepeat)
        {
            // The service did it; only what it says of it makes no sense.
            fault.MayHaveHappened = true;
            throw;
        }
    }

    /// <summary>Sends a request and returns its answer if it is a success.</summary>
    /// <exception cref="SinchException">The request failed, after the retries that its failure allows.</exception>
    public async Task<Answer> SendAsync(ApiRequest request, CallContext call)
    {
        // Not by joining two addresses: a path such as conversations:recent looks like one of its own.
        var uri = new Uri(projectUri.AbsoluteUri + request.PathAndQuery);
        try
        {
            var answer = await retry.RunAsync(
                () => authenticator.SendAsync(header => rate.RunAsync(() => SendOnceAsync(request, uri, header, call), call), call),
                call,
                request.MayRepeat).ConfigureAwait(false);
            if (answer.IsSuccess)
                return answer;
            using (answer)
            {
                throw AnswerFault.From(answer);
            }
        }
        // A failed fetch of a token is another request's failure, which others share, and this one was never sent.
        catch (SinchException fault) when (!request.MayRepeat && fault.RequestUri == uri && fault.Error is SinchError.Unavailable or SinchError.Timeout)
        {
            fault.MayHaveHappened = fault.Cause is not (NetworkCause.UnknownHost or NetworkCause.Refused or NetworkCause.Untrusted or NetworkCause.ProxyCredentials);
            throw;
        }
    }

    private Task<Answer> GetAsync(string pathAndQuery, CallContext call) => SendAsync(new ApiRequest(HttpMethod.Get, pathAndQuery), call);

    private async Task<Answer> SendOnceAsync(ApiRequest request, Uri uri, AuthenticationHeaderValue authorization, CallContext call)
    {
        using var message = new HttpRequestMessage(request.Method, uri) { Version = HttpVersion };
        message.Headers.Authorization = authorization;
        message.Headers.Accept.Add(Json);
        message.Headers.UserAgent.Add(Product);
        if (request.Json is { } json)
            message.Content = new StringContent(json, Encoding.UTF8, "application/json");
        else if (!request.MayRepeat)
            // What has a body, be it empty, .NET does not send again by itself when a connection closes under it.
            message.Content = new ByteArrayContent([]);
        return await transport.SendAsync(message, call).ConfigureAwait(false);
    }
}
