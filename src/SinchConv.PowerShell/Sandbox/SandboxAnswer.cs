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

    /// <summary>Writes a value as JSON, under the names that its members have in C#.</summary>
    public static Action<Utf8JsonWriter> Value(object value) => json => JsonSerializer.Serialize(json, value);

    /// <summary>Writes a page of a list, or a list that has no pages.</summary>
    /// <param name="name">The name of the array.</param>
    /// <param name="items">Each writes one item.</param>
    /// <param name="nextPageToken">Empty on the last page; null in a list that has no pages.</param>
    /// <param name="total">The <c>total_size</c>; null when the answer does not tell it.</param>
    public static Action<Utf8JsonWriter> Page(string name, IReadOnlyList<Action<Utf8JsonWriter>> items, string? nextPageToken = null, int? total = null) => json =>
    {
        json.WriteStartObject();
        json.WriteStartArray(name);
        foreach (var write in items)
            write(json);
        json.WriteEndArray();
        if (nextPageToken is not null)
            json.WriteString("next_page_token", nextPageToken);
        if (total is not null)
            json.WriteNumber("total_size", total.Value);
        json.WriteEndObject();
    };

    /// <summary>An error in the service's main shape; with a field, also its violation.</summary>
    public static HttpResponseMessage Error(HttpStatusCode status, string name, string message, string? field = null) => Json(status, Value(new
    {
        error = new
        {
            code = (int)status,
            message,
            status = name,
            details = field is null ? [] : new object[]
            {
                new { type = "type.googleapis.com/google.rpc.BadRequest", field_violations = new[] { new { field, description = message } } },
            },
        },
    }));

    public static HttpResponseMessage OAuthError(HttpStatusCode status, string error, string description) =>
        Json(status, Value(new { error, error_description = description }));
}
