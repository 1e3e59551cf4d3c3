using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SinchConv.Sandbox;

/// <summary>Builds the sandbox's HTTP answers.</summary>
internal static class SandboxAnswer
{
    // As the service does, writes text beyond ASCII as it is.
    private static JsonWriterOptions Options => new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static HttpResponseMessage Json(HttpStatusCode status, Action<Utf8JsonWriter> write)
    {
        var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, Options))
        {
            write(json);
        }
        var content = new ByteArrayContent(body.GetBuffer(), 0, (int)body.Length);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpResponseMessage(status) { Content = content };
    }

    /// <summary>An error in the service's main shape; with a field, also its violation.</summary>
    public static HttpResponseMessage Error(HttpStatusCode status, string name, string message, string? field = null) => Json(status, json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteNumber("code", (int)status);
        json.WriteString("message", message);
        json.WriteString("status", name);
        json.WriteStartArray("details");
        if (field is not null)
        {
            json.WriteStartObject();
            json.WriteString("type", "type.googleapis.com/google.rpc.BadRequest");
            json.WriteStartArray("field_violations");
            json.WriteStartObject();
            json.WriteString("field", field);
            json.WriteString("description", message);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    });

    public static HttpResponseMessage OAuthError(HttpStatusCode status, string error, string description) => Json(status, json =>
    {
        json.WriteStartObject();
        json.WriteString("error", error);
        json.WriteString("error_description", description);
        json.WriteEndObject();
    });
}
