using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using SinchConv.Api;

namespace SinchConv.Benchmarks.Decode;

/// <summary>Answers with one page over and over, except that each has its own token: a repeated one would end the listing.</summary>
internal sealed class CannedHandler : HttpMessageHandler
{
    private static readonly Regex NextToken = new("(?<=\"next_page_token\":\")[^\"]*");
    private const string Token = "00000000";

    private readonly byte[] page;
    private readonly byte[] lastPage;
    private readonly int tokenAt;
    private readonly int pages;
    private int answered;

    public CannedHandler(int pages)
    {
        this.pages = pages;
        var text = Encoding.UTF8.GetString(SamplePage.Create());
        page = Encoding.UTF8.GetBytes(NextToken.Replace(text, Token));
        lastPage = Encoding.UTF8.GetBytes(NextToken.Replace(text, ""));
        tokenAt = page.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"\"{Token}\"")) + 1;
    }

    public static SinchSession Session(HttpMessageHandler handler) => new(
        new SessionSettings
        {
            ProjectId = "project",
            // The reserved top-level domain makes sure that nothing could ever be sent anywhere.
            ApiUri = new Uri("https://api.invalid/"),
            Authentication = SinchAuthentication.AccessToken,
            Secret = "token",
            AppId = "app",
        },
        handler,
        Clock.System);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        answered++;
        var body = answered % pages == 0 ? lastPage : page;
        // Pages are asked for one by one, and each is read before the next: the bytes may be written over.
        if (body == page)
            answered.TryFormat(Digits, out _, "D8", CultureInfo.InvariantCulture);
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
    }

    private Span<byte> Digits => page.AsSpan(tokenAt, Token.Length);
}
