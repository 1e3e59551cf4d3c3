using System.Net.Http.Headers;
using System.Text;
using SinchConv.Api;
using SinchConv.Sandbox;

namespace SinchConv.Benchmarks.Decode;

/// <summary>A page as the service writes it: 20 conversations of the sandbox.</summary>
internal static class SamplePage
{
    public static byte[] Create()
    {
        using var invoker = new HttpMessageInvoker(new SandboxHandler(SandboxProject.Create(), Clock.System));
        var path = $"v1/projects/{SandboxProject.DefaultProjectId}/conversations?page_size=20&app_id={SandboxProject.ConversationAppId}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://localhost/{path}"));
        var key = Encoding.UTF8.GetBytes($"{SandboxProject.KeyId}:{SandboxProject.KeySecret}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(key));
        using var response = invoker.SendAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        return response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
    }
}
