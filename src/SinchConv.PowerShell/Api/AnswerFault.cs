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
        var kind = error ?? Kind(answer.Status);
        if ((int)answer.Status is >= 300 and <= 399)
            return Redirect(answer);
        var body = answer.RepeatsCredential ? FaultBody.Withheld : FaultBody.Read(answer.Body, answer.MediaType);
        var isSaidBelow = body.Details.Any(detail => body.Message is not null && detail.EndsWith(body.Message, StringComparison.Ordinal));
        var said = body.Message is null || isSaidBelow ? "" : $": {body.Message.TrimEnd('.')}";
        var details = body.Details.Count == 0 ? "" : $" ({string.Join("; ", body.Details)})";
        var wait = Wait(answer);
        return new SinchException(kind, $"{Asked(answer)} was answered with {Status(answer)}{RetryPolicy.After(answer.RetryCount)}{said}{details}.{wait}")
        {
            StatusCode = (int)answer.Status,
            Status = body.Status,
            Details = body.Details,
            RequestUri = answer.RequestUri,
            RetryCount = answer.RetryCount,
        };
    }

    /// <summary>For an answer that claims success but is not what the service documents.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="fault">What is wrong with it, as the end of a sentence that starts with "The answer to ...".</param>
    public static SinchException Unexpected(Answer answer, string fault) => new(
        SinchError.UnexpectedAnswer,
        $"The answer to {Asked(answer)} ({Status(answer)}) {(answer.RepeatsCredential ? Withheld : fault)}.")
    {
        StatusCode = (int)answer.Status,
        RequestUri = answer.RequestUri,
        RetryCount = answer.RetryCount,
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

    // With the filters, so that the message names what was asked for; without the place in the list.
    private static string Asked(Answer answer)
    {
        var filters = answer.RequestUri!.Query.TrimStart('?').Split('&').Where(pair => pair.Length > 0 && !pair.StartsWith("page_", StringComparison.Ordinal)).ToList();
        return $"{answer.Method} {answer.RequestUri.AbsolutePath}{(filters.Count == 0 ? "" : "?")}{string.Join("&", filters)}";
    }

    private static string Status(Answer answer) => string.IsNullOrEmpty(answer.ReasonPhrase) || answer.RepeatsCredential
        ? $"{(int)answer.Status}"
        : $"{(int)answer.Status} {Text.Quote(answer.ReasonPhrase!, 100)}";

    private static string Wait(Answer answer) => answer.RetryAfter switch
    {
        { Delta: { } delta } => $" The service asks to wait {delta.TotalSeconds:0} seconds.",
        { Date: { } date } => $" The service asks to wait until {date.UtcDateTime:u}.",
        _ => "",
    };
}
