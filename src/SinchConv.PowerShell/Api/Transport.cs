using System.Buffers;
using System.Diagnostics;
using System.Net.Http;

namespace SinchConv.Api;

/// <summary>One attempt: sends a request and reads the whole answer, within the time limit and the size limit.</summary>
internal sealed class Transport(HttpMessageHandler handler, TimeSpan timeout) : IDisposable
{
    /// <summary>The most that an answer may hold once decompressed. A page of 20 conversations is around 10 KiB.</summary>
    public const int LargestAnswer = 32 * 1024 * 1024;

    private const int FirstBuffer = 16 * 1024;

    private readonly HttpMessageInvoker invoker = new(handler);
    private readonly CancellationTokenSource disposed = new();

    /// <summary>Cancelled when the session ends.</summary>
    public CancellationToken Disconnected => disposed.Token;

    public static SinchException WasDisconnected(Exception? cause = null) =>
        new(SinchError.NotConnected, "The session was disconnected.", cause);

    public async Task<Answer> SendAsync(HttpRequestMessage request, CallContext call)
    {
        var uri = request.RequestUri!;
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(call.Stop, disposed.Token);
        attempt.CancelAfter(timeout);
        var watch = Stopwatch.StartNew();
        var before = ConnectionCounter.Shared?.Opened(uri);
        try
        {
            using var response = await invoker.SendAsync(request, attempt.Token).ConfigureAwait(false);
            var headersAfter = watch.ElapsedMilliseconds;
            // The streams of .NET Framework do not watch the token: closing the response ends the read. Only there: it frees
            // the decompressor, which may be at work, and in .NET that ends the process.
            using var close = Platform.IsDesktop ? attempt.Token.Register(static opened => ((HttpResponseMessage)opened).Dispose(), response) : default;
            var answer = await ReadAsync(request, response, attempt.Token).ConfigureAwait(false);
            if (call.IsHeard)
            {
                var id = answer.RequestId is null ? "" : $", request id {answer.RequestId}";
                call.Note($"{answer.Method} {uri.PathAndQuery} {(int)answer.Status} {watch.ElapsedMilliseconds} ms{id}");
                var connection = before is null ? "" : ConnectionCounter.Shared?.Opened(uri) > before ? ", new connection" : ", connection reused";
                call.Detail($"{uri.Authority}: HTTP/{response.Version}, headers after {headersAfter} ms, {answer.Body.Length} bytes of {answer.MediaType ?? "no type"}{connection}");
            }
            return answer;
        }
        catch (Exception e) when (e is not SinchException)
        {
            call.Stop.ThrowIfCancellationRequested();
            if (disposed.IsCancellationRequested)
                throw WasDisconnected(e);
            var fault = attempt.IsCancellationRequested ? NetworkFault.TimedOut(uri, timeout, e) : NetworkFault.From(uri, e);
            call.Note($"{request.Method} {uri.PathAndQuery} failed after {watch.ElapsedMilliseconds} ms: {fault.Message}");
            throw fault;
        }
    }

    public void Dispose()
    {
        disposed.Cancel();
        invoker.Dispose();
    }

    private static async Task<Answer> ReadAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        var length = 0;
        try
        {
            using var body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
            while (true)
            {
                var read = await body.ReadAsync(buffer, length, buffer.Length - length, stop).ConfigureAwait(false);
                if (read == 0)
                    break;
                length += read;
                if (length > LargestAnswer)
                    throw TooLarge(request, response);
                if (length == buffer.Length)
                    buffer = Grow(buffer, length);
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
        return new Answer(response.StatusCode, buffer, length)
        {
            RequestUri = request.RequestUri,
            Method = request.Method.Method,
            MediaType = response.Content.Headers.ContentType?.MediaType,
            ReasonPhrase = response.ReasonPhrase,
            Credential = request.Headers.Authorization,
            RequestId = RequestId(request, response),
            Location = response.Headers.TryGetValues("Location", out var places) ? places.FirstOrDefault() : null,
            RetryAfter = response.Headers.RetryAfter,
        };
    }

    private static byte[] Grow(byte[] buffer, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(length * 2);
        Buffer.BlockCopy(buffer, 0, larger, 0, length);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static SinchException TooLarge(HttpRequestMessage request, HttpResponseMessage response) => new(
        SinchError.UnexpectedAnswer,
        $"The answer to {request.Method} {request.RequestUri!.AbsolutePath} is larger than {LargestAnswer / 1024 / 1024} MiB; it was not read to its end.")
    {
        StatusCode = (int)response.StatusCode,
        RequestUri = request.RequestUri,
        RequestId = RequestId(request, response),
    };

    // Sinch documents no name for it; these are what its gateways and the usual proxies send.
    private static string? RequestId(HttpRequestMessage request, HttpResponseMessage response)
    {
        foreach (var name in new[] { "x-request-id", "x-correlation-id", "x-amzn-requestid" })
        {
            if (!response.Headers.TryGetValues(name, out var values))
                continue;
            var id = string.Join(",", values);
            return Echo.IsIn(request.Headers.Authorization, id) ? null : Text.Quote(id, 100);
        }
        return null;
    }
}
