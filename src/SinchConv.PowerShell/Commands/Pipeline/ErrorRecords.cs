using System.Globalization;
using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>The one table of errors: kind, category, id and recommended action.</summary>
internal static class ErrorRecords
{
    // From 7.5 on, PowerShell's error view shows the recommended action below the message; before, nobody would see it.
    private static readonly bool HostShowsAction = typeof(PSObject).Assembly.GetName().Version >= new Version(7, 5);

    /// <summary>Makes the error record of a failure.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="target">The identifier that the user gave.</param>
    /// <param name="session">The session in use; null where there is none.</param>
    /// <param name="advice">What to do beyond the usual, for example how to resume a listing.</param>
    public static ErrorRecord Record(SinchException failure, object? target, SinchSession? session, string? advice = null)
    {
        // What the service refused as it stands would be refused again.
        if (failure is { Error: SinchError.InvalidRequest, StatusCode: not null })
            advice = null;
        var record = new ErrorRecord(failure, "Sinch" + failure.Error, Category(failure.Error), target);
        var action = string.Join(" ", new[] { Advice(failure, session), advice }.Where(text => !string.IsNullOrEmpty(text)));
        if (action.Length > 0)
            record.ErrorDetails = new ErrorDetails(HostShowsAction ? failure.Message : $"{failure.Message} {action}") { RecommendedAction = action };
        return record;
    }

    /// <summary>Whether a listing that meets this failure on its first page may go on with the next input.</summary>
    public static bool IsPerInput(SinchError error) => error is SinchError.NotFound or SinchError.InvalidRequest;

    /// <summary>Whether a command that asks for single objects may go on with the next one.</summary>
    public static bool IsPerObject(SinchError error) =>
        IsPerInput(error) || error is SinchError.Unavailable or SinchError.Timeout or SinchError.UnexpectedAnswer;

    /// <summary>Whether a command that goes on for long waits for better times. A service that does not know what it is asked for (501) does not learn it.</summary>
    public static bool MayPass(SinchException failure) =>
        failure.Error is SinchError.Throttled or SinchError.Timeout
        || (failure is { Error: SinchError.Unavailable, StatusCode: not 501 } && failure.Cause is not (NetworkCause.Untrusted or NetworkCause.ProxyCredentials));

    private static ErrorCategory Category(SinchError error) => error switch
    {
        SinchError.NotConnected => ErrorCategory.ConnectionError,
        SinchError.AuthenticationFailed => ErrorCategory.AuthenticationError,
        SinchError.PermissionDenied => ErrorCategory.PermissionDenied,
        SinchError.InvalidRequest => ErrorCategory.InvalidArgument,
        SinchError.NotFound => ErrorCategory.ObjectNotFound,
        SinchError.Throttled => ErrorCategory.LimitsExceeded,
        SinchError.Timeout => ErrorCategory.OperationTimeout,
        SinchError.UnexpectedAnswer => ErrorCategory.InvalidResult,
        _ => ErrorCategory.ResourceUnavailable,
    };

    private static string Advice(SinchException failure, SinchSession? session) => failure.Error switch
    {
        _ when failure.MayHaveHappened => "Sinch may have done it all the same, so it was not tried again: look before you repeat it.",
        SinchError.NotConnected =>
            "Run Connect-SinchProject first. Inside ForEach-Object -Parallel or a thread job, pass the session on: -Session $using:session.",
        SinchError.AuthenticationFailed when session?.Authentication == SinchAuthentication.AccessToken =>
            "The access token has expired or is wrong: get a new one and run Connect-SinchProject -AccessToken again.",
        SinchError.AuthenticationFailed =>
            "Check the key ID and the key secret of the access key, and that the key is still active; then run Connect-SinchProject again.",
        SinchError.PermissionDenied when IsBilling(failure) =>
            "The project is blocked for billing: settle its balance or raise its credit limit in the Sinch dashboard.",
        SinchError.PermissionDenied =>
            $"Check the project ID '{session?.ProjectId}', and that the access key belongs to that project.",
        SinchError.InvalidRequest when failure.StatusCode is null => "",
        SinchError.InvalidRequest when failure.RequestUri?.Query.IndexOf("page_token=", StringComparison.Ordinal) >= 0 =>
            "Correct the value that the message names and start over, without -PageToken: a page token goes with the filters of its own listing, and does not last.",
        SinchError.InvalidRequest => "Correct the value that the message names and try again.",
        SinchError.NotFound when failure.RequestUri is { } uri && uri.AbsolutePath.EndsWith("/oauth2/token", StringComparison.Ordinal) =>
            "Check -AuthUri.",
        SinchError.NotFound =>
            $"Check the ID, and the region: this session asks {Place(session)}, and an app is known in its own region only (Connect-SinchProject -Region).",
        SinchError.Throttled when failure.RetryAfter is not null =>
            $"{TryAgain(failure)} Run fewer commands at the same time: Sinch allows 800 requests per second for a project.",
        SinchError.Throttled =>
            "Wait a minute, and run fewer commands at the same time: Sinch allows 800 requests per second for a project. -MaximumRetryCount of Connect-SinchProject sets how often a request is repeated.",
        SinchError.Timeout =>
            $"{TryAgain(failure) ?? "Try again later."} -TimeoutSec of Connect-SinchProject allows more time for each attempt.",
        SinchError.UnexpectedAnswer =>
            $"Check that nothing between here and Sinch (a proxy, -ApiUri) answers in its place; if not, report it to Sinch with {(failure.RequestId is null ? "the output of -Verbose" : $"the request id {failure.RequestId}")}.",
        SinchError.Unavailable when failure.Cause is { } cause => Advice(cause),
        _ => TryAgain(failure) ?? "Try again later.",
    };

    private static string Advice(NetworkCause cause) => cause switch
    {
        NetworkCause.UnknownHost =>
            $"Check -Region ({string.Join(", ", KnownValues.Regions)}, or a newer one), -ApiUri or -AuthUri of Connect-SinchProject, whichever gave this host, and this machine's DNS.",
        NetworkCause.Refused => "Check the host and port, and that no firewall blocks them.",
        NetworkCause.Unreachable => "Check this machine's network and firewall.",
        NetworkCause.Untrusted => "Check this machine's clock and root certificates, and whether a proxy opens TLS traffic.",
        NetworkCause.Proxy => "Check the proxy settings of this machine (in PowerShell 7 also HTTPS_PROXY and NO_PROXY), and its network.",
        NetworkCause.ProxyCredentials when Platform.IsDesktop =>
            "Give the proxy's credentials to this PowerShell: [Net.WebRequest]::DefaultWebProxy.Credentials = (Get-Credential).GetNetworkCredential(), or [Net.CredentialCache]::DefaultNetworkCredentials for those of your Windows account.",
        NetworkCause.ProxyCredentials =>
            "Give the proxy's credentials to this PowerShell: [Net.Http.HttpClient]::DefaultProxy.Credentials = (Get-Credential).GetNetworkCredential(); or set HTTPS_PROXY to http://user:password@host:port before it starts.",
        _ => "Check this machine's network, and try again.",
    };

    // In whole minutes, rounded up; with the date where it is another day than that of the failure.
    private static string? TryAgain(SinchException failure)
    {
        if (failure.RetryAfter is not { } wait)
            return null;
        var then = (failure.FailedAt + wait).LocalDateTime;
        then = then.AddTicks((TimeSpan.TicksPerMinute - (then.Ticks % TimeSpan.TicksPerMinute)) % TimeSpan.TicksPerMinute);
        return $"Try again after {then.ToString(then.Date == failure.FailedAt.LocalDateTime.Date ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}.";
    }

    private static string Place(SinchSession? session) => session switch
    {
        { IsSandbox: true } => "the sandbox",
        { Region: { } region } when session.ApiUri.Host.StartsWith(region + ".", StringComparison.OrdinalIgnoreCase) => $"'{region}'",
        _ => $"{session?.ApiUri.Authority}",
    };

    private static bool IsBilling(SinchException failure)
    {
        const string Reason = "BILLING_CREDIT_LIMIT_BREACHED";
        return failure.Status == Reason
            || failure.Message.IndexOf(Reason, StringComparison.Ordinal) >= 0
            || failure.Details.Any(detail => detail.IndexOf(Reason, StringComparison.Ordinal) >= 0);
    }
}
