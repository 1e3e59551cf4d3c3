using System.Collections;
using SinchConv.Api;

namespace SinchConv;

/// <summary>The one exception of this module's calls. It never holds a key secret or a token.</summary>
public sealed class SinchException : Exception
{
    internal SinchException(SinchError error, string message, Exception? innerException = null)
        : base(message, innerException) => Error = error;

    /// <summary>The kind of failure.</summary>
    public SinchError Error { get; }

    /// <summary>The HTTP status of the answer; null when there was no answer.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>The service's own name of the failure, for example <c>INVALID_ARGUMENT</c> or <c>invalid_client</c>; null when it gave none.</summary>
    public string? Status { get; internal init; }

    // This list and the other one are arrays: what the compiler makes of a collection expression, PowerShell cannot index.
    /// <summary>What the service added, one readable line each.</summary>
    public IReadOnlyList<string> Details { get; internal init => field = value.ToArray(); } = Array.Empty<string>();

    /// <summary>What was asked; null when nothing was sent. Credentials are never part of it.</summary>
    public Uri? RequestUri { get; internal init; }

    /// <summary>How often the request was repeated before this failure was reported.</summary>
    public int RetryCount { get; internal init; }

    /// <summary>How long the service asks to wait before the next attempt (its <c>Retry-After</c>), as of the failure; null when it does not ask.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>The id under which Sinch can find the request; null when the answer named none.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>When the answer came; it has a meaning together with <see cref="RetryAfter"/> only.</summary>
    internal DateTimeOffset FailedAt { get; init; }

    /// <summary>Why there was no answer; null when there was one.</summary>
    internal NetworkCause? Cause { get; init; }

    /// <summary>Whether the service may have done what it was asked for all the same, and doing it again may do it twice.</summary>
    internal bool MayHaveHappened { get; set; }

    /// <summary>Whether an attempt before the last one may have done what was asked for, its answer lost.</summary>
    internal bool MayRepeatWhatWasDone { get; init; }

    /// <summary>
    /// What is left of a listing that broke off: for each part, complete parameters ready for splatting
    /// (<c>Get-SinchConversation @part</c>). With -First, each part may bring as many as were still wanted in all. Inputs
    /// that had not arrived are not part of it. Empty for other failures, and where the service refused a value.
    /// </summary>
    public IReadOnlyList<Hashtable> ResumeParameters { get; private init => field = value.ToArray(); } = Array.Empty<Hashtable>();

    /// <summary>The same failure as one of a listing. A copy: several listings may share what failed, such as the fetch of a token.</summary>
    internal SinchException Of(IReadOnlyList<Hashtable> resumeParameters) => new(Error, Message, InnerException)
    {
        StatusCode = StatusCode,
        Status = Status,
        Details = Details,
        RequestUri = RequestUri,
        RetryCount = RetryCount,
        RetryAfter = RetryAfter,
        RequestId = RequestId,
        FailedAt = FailedAt,
        Cause = Cause,
        MayHaveHappened = MayHaveHappened,
        MayRepeatWhatWasDone = MayRepeatWhatWasDone,
        ResumeParameters = resumeParameters,
    };
}
