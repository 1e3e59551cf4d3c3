using System.Net;

namespace SinchConv.Api;

/// <summary>Turns an answer that is no success, or no sense, into the exception that tells of it.</summary>
internal static class AnswerFault
{
    /// <summary>What is said of an answer in the place of its own words, as the end of a sentence.</summary>
    public const string Withheld = "repeats the credential of the request, so nothing of it is shown";

    /// <summary>For an answer whose status says that it failed.</summary>
    /// <param name="answer">The answer, with its body.</param>
    /// <param name="error">The kind, where the status alone would name another one.</param>
    public static SinchException From(Answer answer, SinchError? error = null)
    {
        if ((int)answer.Status is >= 300 and <= 399)
            return Redirect(answer);
        var body = answer.RepeatsCredential ? FaultBody.Withheld : FaultBody.Read(answer.Body, answer.MediaType);
        var wait = answer.AskedWait is { } asked ? FormattableString.Invariant($", Retry-After {asked.TotalSeconds:0} s") : "";
        var quote = body.Quote is null ? "" : $": {body.Quote.TrimEnd('.')}";
        return Make(
            answer,
            error ?? Kind(answer.Status),
            $"{Reason(answer, body)}{Asked(answer)} was answered with {Status(answer)}{wait}{RetryPolicy.After(answer.RetryCount)}{quote}.",
            body);
    }

    /// <summary>For an answer that claims success but is not what the service documents.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="fault">What is wrong with it, as the end of a sentence that starts with "The answer to ...".</param>
    public static SinchException Unexpected(Answer answer, string fault) => Make(
        answer,
        SinchError.UnexpectedAnswer,
        $"The answer to {Asked(answer)} ({Status(answer)}) {(answer.RepeatsCredential ? Withheld : fault)}.");

    /// <summary>For an answer that claims success and cannot be read. What begins like JSON is data of the project, perhaps with its secrets, and not quoted.</summary>
    public static SinchException NotJson(Answer answer)
    {
        if (answer.Body.IsEmpty)
            return Unexpected(answer, "is empty");
        var text = Text.Quote(answer.Body);
        return Unexpected(answer, text.Replace("\\uFEFF", "").TrimStart().IndexOfAny(['{', '[']) == 0
            ? FormattableString.Invariant($"is not JSON, or not whole ({answer.Body.Length} bytes)")
            : $"is not JSON: {text}");
    }

    private static SinchException Make(Answer answer, SinchError error, string message, FaultBody? body = null) => new(error, message)
    {
        StatusCode = (int)answer.Status,
        Status = body?.Status,
        Details = body?.Details ?? [],
        RequestUri = answer.RequestUri,
        RequestId = answer.RequestId,
        RetryCount = answer.RetryCount,
        MayRepeatWhatWasDone = answer.MayRepeatWhatWasDone,
        RetryAfter = answer.AskedWait,
        FailedAt = answer.ReceivedAt,
        Cause = answer.Status == HttpStatusCode.ProxyAuthenticationRequired ? NetworkCause.ProxyCredentials : null,
    };

    private static SinchException Redirect(Answer answer)
    {
        var place = answer.Location is null ? "" : $" to {Text.Quote(answer.Location, 200)}";
        return Unexpected(answer, $"is a redirect{place}, which is not followed: it would carry the credential to another place");
    }

    private static SinchError Kind(HttpStatusCode status) => (int)status switch
    {
        401 => SinchError.AuthenticationFailed,
        403 => SinchError.PermissionDenied,
        404 => SinchError.NotFound,
        408 => SinchError.Timeout,
        429 => SinchError.Throttled,
        407 or >= 500 => SinchError.Unavailable,
        >= 400 => SinchError.InvalidRequest,
        _ => SinchError.UnexpectedAnswer,
    };

    private static string Reason(Answer answer, FaultBody body)
    {
        var uri = answer.RequestUri!;
        var words = answer.Status switch
        {
            HttpStatusCode.ProxyAuthenticationRequired => $"{SystemProxy.Shared.Describe(uri) ?? $"A proxy on the way to {uri.Host}"} wants credentials.",
            _ when Kind(answer.Status) == SinchError.InvalidRequest => FaultReason.Say(body, uri),
            _ => FaultReason.Say(body),
        };
        return words is null ? "" : words + " ";
    }

    // With the filters, so that the message names what was asked for; without the place in the list.
    private static string Asked(Answer answer)
    {
        var filters = answer.RequestUri!.Query.TrimStart('?').Split('&').Where(pair => pair.Length > 0 && !pair.StartsWith("page_", StringComparison.Ordinal)).ToList();
        return $"{answer.Method} {answer.RequestUri.AbsolutePath}{(filters.Count == 0 ? "" : "?")}{string.Join("&", filters)}";
    }

    private static string Status(Answer answer) => string.IsNullOrEmpty(answer.ReasonPhrase) || answer.RepeatsCredential
        ? $"{(int)answer.Status}"
        : $"{(int)answer.Status} {Text.Quote(answer.ReasonPhrase!, 100)}";
}
