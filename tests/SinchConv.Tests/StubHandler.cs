using System.Net;
using System.Text;

namespace SinchConv.Tests;

/// <summary>Answers each request as the test says, and remembers the requests.</summary>
internal sealed class StubHandler(Func<HttpRequestMessage, int, HttpResponseMessage> answer) : HttpMessageHandler
{
    /// <summary>An answer that makes sense as a page and as a conversation.</summary>
    public const string Anything = """{"id":"x","conversations":[]}""";

    private readonly List<HttpRequestMessage> requests = [];

    public StubHandler(params string[] bodies)
        : this((_, number) => Json(bodies[number]))
    {
    }

    public IReadOnlyList<HttpRequestMessage> Requests
    {
        get
        {
            lock (requests)
            {
                return [.. requests];
            }
        }
    }

    public IReadOnlyList<string> Queries => [.. Requests.Select(request => request.RequestUri!.Query)];

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        int number;
        lock (requests)
        {
            number = requests.Count;
            requests.Add(request);
        }
        return Task.FromResult(answer(request, number));
    }
}
