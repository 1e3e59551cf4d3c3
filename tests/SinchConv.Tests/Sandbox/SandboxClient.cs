using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SinchConv.Api;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Sandbox;

/// <summary>Asks a sandbox as any HTTP client would, and keeps the JSON as it comes.</summary>
internal sealed class SandboxClient(SandboxProject project, Clock? clock = null) : IDisposable
{
    private static readonly string Key = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{SandboxProject.KeyId}:{SandboxProject.KeySecret}"));

    private readonly HttpMessageInvoker invoker = new(new SandboxHandler(project, clock ?? Clock.System));

    public void Dispose() => invoker.Dispose();

    /// <param name="path">The path within the project, with the query.</param>
    public JsonNode Get(string path) => Send("GET", path);

    public JsonNode Send(string method, string path, string? body = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"https://sandbox.invalid/v1/projects/{project.ProjectId}/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Key);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = invoker.SendAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        var text = response.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        Assert.True(response.StatusCode == expected, $"{method} {path}: {response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>The field that a refused request violates.</summary>
    public string? Refused(string method, string path, string? body = null) =>
        (string?)Send(method, path, body, HttpStatusCode.BadRequest)["error"]!["details"]!.AsArray().SingleOrDefault()?["field_violations"]![0]!["field"];

    /// <summary>The items of all pages.</summary>
    /// <param name="path">The path of the list, with a query.</param>
    /// <param name="name">The name of the array.</param>
    /// <param name="between">Called between two pages.</param>
    public List<JsonNode> Walk(string path, string name, Action? between = null)
    {
        var all = new List<JsonNode>();
        for (var token = (string?)null; ;)
        {
            var page = Get(path + (token is null ? "" : "&page_token=" + Uri.EscapeDataString(token)));
            all.AddRange(page[name]!.AsArray().Select(item => item!.DeepClone()));
            token = (string?)page["next_page_token"];
            if (string.IsNullOrEmpty(token))
                return all;
            between?.Invoke();
        }
    }

    public List<string> Ids(string path, string name, Action? between = null) => [.. Walk(path, name, between).Select(Id)];

    public static string Id(JsonNode item) => (string)(item["conversation"] ?? item)["id"]!;
}
