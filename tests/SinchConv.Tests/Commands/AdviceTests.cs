using SinchConv.Api;
using SinchConv.Commands;

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

    [Fact]
    public void A_report_to_Sinch_names_the_request_where_it_has_a_name()
    {
        Assert.Contains("the request id id-7.", Advice(new(SinchError.UnexpectedAnswer, "x") { RequestId = "id-7" }), StringComparison.Ordinal);
        Assert.Contains("the output of -Verbose.", Advice(new(SinchError.UnexpectedAnswer, "x")), StringComparison.Ordinal);
    }
}
