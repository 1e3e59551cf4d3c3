using System.Text.Json;

namespace SinchConv.Api;

/// <summary>Reads the IDs and names of apps.</summary>
internal static class AppReader
{
    public static IReadOnlyList<SinchApp> Read(Answer answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Body.ToArray());
            return !json.RootElement.TryGetProperty("apps", out var apps)
                ? []
                : [.. apps.EnumerateArray().Where(app => app.Line("id") is not null).Select(app => new SinchApp(app.Line("id")!, app.Line("display_name")))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw AnswerFault.Unexpected(answer, "is no list of apps");
        }
    }
}
