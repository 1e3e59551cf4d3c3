using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using SinchConv.Benchmarks.Processes;
using SinchConv.Sandbox;

namespace SinchConv.Benchmarks.Workers;

/// <summary>The practical limit of one walk: no retries, no pipeline, no checks; each page is asked for when the one before was read.</summary>
internal sealed class BareListing
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
    });

    public Reply Walk(string uri)
    {
        var rows = new List<BareConversation>();
        ConnectAsync(uri).GetAwaiter().GetResult();
        var meter = Meter.Start();
        WalkAsync(uri, rows.AddRange).GetAwaiter().GetResult();
        var reply = meter.Stop();
        return reply with
        {
            Rows = rows.Count,
            Distinct = rows.Select(row => row.Id).Distinct().Count(),
            About = $"HttpClient and source-generated System.Text.Json, {RuntimeInformation.FrameworkDescription}",
        };
    }

    public Reply First(string uri)
    {
        ConnectAsync(uri).GetAwaiter().GetResult();
        var meter = Meter.Start();
        var first = 0.0;
        var rows = 0;
        WalkAsync(uri, page =>
        {
            first = rows == 0 ? meter.Milliseconds : first;
            rows += page.Count;
        }).GetAwaiter().GetResult();
        return new Reply { Milliseconds = first, Rows = rows };
    }

    private async Task WalkAsync(string uri, Action<List<BareConversation>> take)
    {
        var list = $"{uri}/v1/projects/{SandboxProject.DefaultProjectId}/conversations?page_size=20&app_id={SandboxProject.ConversationAppId}";
        var next = list;
        while (true)
        {
            using var response = await Client.GetAsync(next, HttpCompletionOption.ResponseHeadersRead);
            response.EnsureSuccessStatusCode();
            using var body = await response.Content.ReadAsStreamAsync();
            var page = (await JsonSerializer.DeserializeAsync(body, BareContext.Default.BarePage))!;
            take(page.Conversations);
            if (string.IsNullOrEmpty(page.NextPageToken))
                return;
            next = $"{list}&page_token={Uri.EscapeDataString(page.NextPageToken)}";
        }
    }

    private async Task ConnectAsync(string uri)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{uri}/oauth2/token");
        request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);
        var key = Encoding.UTF8.GetBytes($"{SandboxProject.KeyId}:{SandboxProject.KeySecret}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(key));
        using var response = await Client.SendAsync(request);
        using var token = JsonDocument.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.RootElement.GetProperty("access_token").GetString());
    }
}
