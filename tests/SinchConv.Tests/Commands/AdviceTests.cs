using SinchConv.Api;
using SinchConv.Commands;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Commands;

/// <summary>The recommended action says what to do next, and never what has just failed.</summary>
public sealed class AdviceTests
{
    private const string Resume = "To go on from here, run the command again.";

    private static readonly DateTime Failed = new(2026, 6, 28, 3, 10, 30, DateTimeKind.Local);

    private static string Advice(SinchException failure) => ErrorRecords.Record(failure, null, null, Resume).ErrorDetails.RecommendedAction;

    [Theory]
    [InlineData("02:01:00", "Try again after 05:12.")]
    [InlineData("02:01:30", "Try again after 05:12.")]
    [InlineData("00:00:01", "Try again after 03:11.")]
    [InlineData("00:00:40", "Try again after 03:12.")]
    [InlineData("20:49:00", "Try again after 2026-06-29 00:00.")]
    [InlineData("2.00:00:00", "Try again after 2026-06-30 03:11.")]
    public void A_service_that_asks_to_wait_is_taken_at_its_word(string wait, string advice)
    {
        foreach (var error in new[] { SinchError.Throttled, SinchError.Unavailable, SinchError.Timeout })
        {
            var failure = new SinchException(error, "x") { StatusCode = 429, RetryAfter = TimeSpan.Parse(wait, null), FailedAt = Failed };
            Assert.StartsWith(advice, Advice(failure), StringComparison.Ordinal);
            Assert.EndsWith(Resume, Advice(failure), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_message_says_it_once_where_the_error_view_shows_the_action()
    {
        Assert.Equal("What happened.", ErrorRecords.Record(new(SinchError.Timeout, "What happened."), null, null).ErrorDetails.Message);
        Assert.Null(ErrorRecords.Record(new(SinchError.InvalidRequest, "All is said."), null, null).ErrorDetails);
    }

    [Fact]
    public void What_was_refused_is_not_to_be_tried_again()
    {
        var refused = Advice(new(SinchError.InvalidRequest, "x") { StatusCode = 400, RequestUri = new("https://api.invalid/x?page_size=20") });
        Assert.Equal("Correct the value that the message names and try again.", refused);
        var token = Advice(new(SinchError.InvalidRequest, "x") { StatusCode = 400, RequestUri = new("https://api.invalid/x?page_size=20&page_token=zzz") });
        Assert.Contains("start over, without -PageToken", token, StringComparison.Ordinal);
        Assert.DoesNotContain(Resume, token, StringComparison.Ordinal);
        Assert.Equal(Resume, Advice(new(SinchError.InvalidRequest, "Refused before anything was sent.")));
    }

    [Theory]
    [InlineData(NetworkCause.UnknownHost, "-Region (us, eu, br, or a newer one), -ApiUri or -AuthUri")]
    [InlineData(NetworkCause.Refused, "the host and port")]
    [InlineData(NetworkCause.Unreachable, "network and firewall")]
    [InlineData(NetworkCause.Untrusted, "clock and root certificates")]
    [InlineData(NetworkCause.Proxy, "the proxy settings of this machine")]
    [InlineData(NetworkCause.ProxyCredentials, "[Net.Http.HttpClient]::DefaultProxy.Credentials = ")]
    [InlineData(NetworkCause.ProxyCredentials, "HTTPS_PROXY to http://user:password@host:port")]
    [InlineData(NetworkCause.Broken, "network, and try again")]
    public void What_the_network_refused_says_where_to_look(object cause, string place) =>
        Assert.Contains(place, Advice(new(SinchError.Unavailable, "x") { Cause = (NetworkCause)cause }), StringComparison.Ordinal);

    [Theory]
    [InlineData("Get-SinchConversation -All -Session $session", "20 objects were written before.", "", "")]
    [InlineData("Get-SinchConversation -First 30 -Session $session", "20 objects were written before.", "", "")]
    [InlineData("Get-SinchConversation -All -Channel SMS, LINE -Session $session", "20 objects were written before.", "", "")]
    [InlineData("Get-SinchConversation -First 30 -Channel SMS, LINE -Session $session", "20 objects were written before.", " Each of them may bring as many as are still wanted in all.", "")]
    [InlineData("[pscustomobject]@{ State = 'Active' } | Get-SinchConversation -All -Session $session", "20 objects were written before.", "", " Inputs that had not arrived yet are not part of it.")]
    public void What_is_left_of_a_listing_is_told_as_a_command(string command, string written, string each, string inputs)
    {
        var (session, _) = Sessions.OverSandbox(SandboxProject.Create(), (_, number) => number == 1 ? StubHandler.Json("{}", System.Net.HttpStatusCode.ServiceUnavailable) : null);
        using var host = new Host();
        host.Set("session", session);
        Assert.Equal(
            $"Try again later. {written} What is left: foreach ($part in $_.Exception.ResumeParameters) {{ Get-SinchConversation @part }}, where $_ is this error.{each}{inputs} An assignment to a variable got nothing of it: start that over.",
            host.Run(command).Terminating!.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void What_is_left_of_changes_is_told_as_a_command()
    {
        var project = SandboxProject.Create(60);
        var (session, _) = Sessions.OverSandbox(project, (_, number) => number == 1 ? StubHandler.Json("{}", System.Net.HttpStatusCode.Forbidden) : null);
        using var host = new Host();
        host.Set("session", session);
        host.Set("ids", project.Conversations.Take(3).Select(item => item.Id).ToArray());
        Assert.EndsWith(
            "What is left: foreach ($part in $_.Exception.ResumeParameters) { Stop-SinchConversation @part }, where $_ is this error.",
            host.Run("Stop-SinchConversation -ConversationId $ids -Session $session -Confirm:$false").Terminating!.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SinchError.Throttled, 429, null, true)]
    [InlineData(SinchError.Timeout, null, null, true)]
    [InlineData(SinchError.Unavailable, 503, null, true)]
    [InlineData(SinchError.Unavailable, 501, null, false)]
    [InlineData(SinchError.Unavailable, null, NetworkCause.Refused, true)]
    [InlineData(SinchError.Unavailable, null, NetworkCause.Untrusted, false)]
    [InlineData(SinchError.Unavailable, null, NetworkCause.ProxyCredentials, false)]
    [InlineData(SinchError.AuthenticationFailed, 401, null, false)]
    [InlineData(SinchError.UnexpectedAnswer, 200, null, false)]
    internal void Only_what_may_pass_by_itself_is_waited_for(SinchError error, int? status, NetworkCause? cause, bool mayPass) =>
        Assert.Equal(mayPass, ErrorRecords.MayPass(new(error, "x") { StatusCode = status, Cause = cause }));

    [Fact]
    public void A_service_that_does_not_say_how_long_to_wait_has_a_known_limit() =>
        Assert.StartsWith("Wait a minute, and run fewer commands at the same time: Sinch allows 800 requests per second", Advice(new(SinchError.Throttled, "x")), StringComparison.Ordinal);

    [Theory]
    [InlineData("BILLING_CREDIT_LIMIT_BREACHED", "x", "y", true)]
    [InlineData("PERMISSION_DENIED", "BILLING_CREDIT_LIMIT_BREACHED", "y", true)]
    [InlineData("PERMISSION_DENIED", "The reason is BILLING_CREDIT_LIMIT_BREACHED.", "y", true)]
    [InlineData("PERMISSION_DENIED", "x", "BILLING_CREDIT_LIMIT_BREACHED", true)]
    [InlineData("PERMISSION_DENIED", "x", "y", false)]
    public void A_project_that_is_blocked_for_billing_is_told_so_wherever_the_service_says_it(string status, string message, string detail, bool isBilling) =>
        Assert.StartsWith(isBilling ? "The project is blocked for billing" : "Check the project ID", Advice(new(SinchError.PermissionDenied, message) { Status = status, Details = [detail] }), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://eu.conversation.api.sinch.com/", false, "asks 'eu',")]
    [InlineData("https://europe.invalid/", false, "asks europe.invalid,")]
    [InlineData("https://sandbox.invalid/", true, "asks the sandbox,")]
    public void What_is_not_found_may_be_somewhere_else(string apiUri, bool isSandbox, string place)
    {
        var settings = new SessionSettings { ProjectId = "p", ApiUri = new(apiUri), Region = "eu", IsSandbox = isSandbox, Authentication = SinchAuthentication.Basic, KeyId = "key", Secret = "secret" };
        using var session = new SinchSession(settings, new StubHandler(), new FakeClock());
        Assert.Contains(place, ErrorRecords.Record(new(SinchError.NotFound, "x"), null, session).ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_to_Sinch_names_the_request_where_it_has_a_name()
    {
        Assert.Contains("the request id id-7.", Advice(new(SinchError.UnexpectedAnswer, "x") { RequestId = "id-7" }), StringComparison.Ordinal);
        Assert.Contains("the output of -Verbose.", Advice(new(SinchError.UnexpectedAnswer, "x")), StringComparison.Ordinal);
    }
}
