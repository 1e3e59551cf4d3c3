using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace SinchConv.Api;

/// <summary>One whole HTTP answer, its body in a rented buffer that goes back on <see cref="Dispose"/>.</summary>
internal sealed class Answer(HttpStatusCode status, byte[] buffer, int length) : IDisposable
{
    // Bounds what the service may claim: time arithmetic beyond it could overflow.
    private static readonly TimeSpan LongestAskedWait = TimeSpan.FromDays(365);

    private bool? repeatsCredential;

    public HttpStatusCode Status { get; } = status;

    public bool IsSuccess => (int)Status is >= 200 and <= 299;

    public ReadOnlySpan<byte> Body => new(buffer, 0, length);

    public Uri? RequestUri { get; init; }

    public string Method { get; init; } = "GET";

    public string? MediaType { get; init; }

    public string? ReasonPhrase { get; init; }

    /// <summary>The id under which Sinch can find the request, when the answer names one.</summary>
    public string? RequestId { get; init; }

    public string? Location { get; init; }

    /// <summary>What the request authenticated with; null when the session has no credential.</summary>
    public AuthenticationHeaderValue? Credential { get; init; }

    /// <summary>Whether the credential of the request came back, as debugging proxies do it: nothing may be quoted then.</summary>
    public bool RepeatsCredential => repeatsCredential ??= Echo.IsIn(Credential, Body) || Echo.IsIn(Credential, ReasonPhrase) || Echo.IsIn(Credential, Location);

    public RetryConditionHeaderValue? RetryAfter { get; init; }

    /// <summary>How many attempts came before this one.</summary>
    public int RetryCount { get; set; }

    /// <summary>Whether one of them may have done what was asked, its answer lost.</summary>
    public bool MayRepeatWhatWasDone { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>How long the service asks to wait, at most a year; null when it asks for no wait.</summary>
    public TimeSpan? AskedWait => (RetryAfter?.Delta ?? RetryAfter?.Date - ReceivedAt) switch
    {
        { Ticks: <= 0 } => null,
        { } wait when wait > LongestAskedWait => LongestAskedWait,
        var wait => wait,
    };

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        length = 0;
    }
}
