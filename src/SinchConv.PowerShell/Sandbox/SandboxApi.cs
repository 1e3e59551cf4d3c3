using System.Globalization;
using System.Net;
using System.Net.Http;
using SinchConv.Api;

namespace SinchConv.Sandbox;

/// <summary>The Conversation API's rules: routes, filters, page sizes, page tokens, and the errors for breaking them.</summary>
internal sealed class SandboxApi(SandboxProject project)
{
    private const int DefaultPageSize = 10;

    public HttpResponseMessage Answer(Uri uri)
    {
        // What stands before v1 belongs to the base path of -ApiUri.
        var path = uri.AbsolutePath;
        var start = path.IndexOf("/v1/projects/", StringComparison.Ordinal);
        var parts = start < 0 ? [] : path.Substring(start + 1).Split('/').Select(Uri.UnescapeDataString).ToArray();
        if (parts.Length < 4)
            return NotFound("There is no such path.");
        if (parts[2] != project.ProjectId)
            return SandboxAnswer.Error(HttpStatusCode.Forbidden, "PERMISSION_DENIED", "The access key has no access to this project.");
        return (parts[3], parts.Length) switch
        {
            ("conversations", 4) => List(Query(uri)),
            ("conversations", 5) => Get(parts[4]),
            ("apps", 4) => Apps(),
            _ => NotFound("There is no such path."),
        };
    }

    private HttpResponseMessage Get(string conversationId) => project.Find(conversationId) is { } found
        ? SandboxAnswer.Json(HttpStatusCode.OK, found.Write)
        : NotFound("The conversation was not found.");

    private HttpResponseMessage List(Dictionary<string, string> query)
    {
        string? Value(string name) => query.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
        if (Value("app_id") is null && Value("contact_id") is null)
            return Invalid("app_id", "app_id or contact_id is required.");
        bool? onlyActive = null;
        if (Value("only_active") is { } active)
        {
            if (active is not ("true" or "false"))
                return Invalid("only_active", "must be true or false.");
            onlyActive = active == "true";
        }
        if (Value("active_channel") is { } channel && !KnownValues.Channels.Contains(channel))
            return Invalid("active_channel", "is not a channel.");
        if (!int.TryParse(Value("page_size") ?? $"{DefaultPageSize}", NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size < 1 || size > Endpoints.Conversations.LargestPage)
            return Invalid("page_size", $"must be 1 to {Endpoints.Conversations.LargestPage}.");
        var filter = new SandboxFilter(Value("app_id"), Value("contact_id"), onlyActive, Value("active_channel"));
        if (filter.AppId is { } app && !project.HasApp(app))
            return NotFound("The app was not found.");
        if (filter.ContactId is { } contact && !project.HasContact(contact))
            return NotFound("The contact was not found.");
        if (SandboxToken.Read(Value("page_token"), filter) is not { } offset)
            return Invalid("page_token", "is not a token of this listing.");
        return Page(filter, offset, size);
    }

    private HttpResponseMessage Page(SandboxFilter filter, int offset, int size)
    {
        var all = project.List(filter);
        var end = Math.Min(all.Count, offset + size);
        return SandboxAnswer.Json(HttpStatusCode.OK, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("conversations");
            for (var i = offset; i < end; i++)
                all[i].Write(json);
            json.WriteEndArray();
            json.WriteString("next_page_token", end < all.Count ? SandboxToken.Write(end, filter) : "");
            // As in the service, only the first page knows.
            json.WriteNumber("total_size", offset == 0 ? all.Count : 0);
            json.WriteEndObject();
        });
    }

    private HttpResponseMessage Apps() => SandboxAnswer.Json(HttpStatusCode.OK, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("apps");
        foreach (var app in project.Apps)
        {
            json.WriteStartObject();
            json.WriteString("id", app.Id);
            json.WriteString("display_name", app.DisplayName);
            json.WriteString("processing_mode", app.ProcessingMode);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static HttpResponseMessage NotFound(string message) => SandboxAnswer.Error(HttpStatusCode.NotFound, "NOT_FOUND", message);

    private static HttpResponseMessage Invalid(string field, string problem) =>
        SandboxAnswer.Error(HttpStatusCode.BadRequest, "INVALID_ARGUMENT", problem, field);

    private static Dictionary<string, string> Query(Uri uri)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in uri.Query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(['='], 2);
            query[Decode(parts[0])] = parts.Length == 2 ? Decode(parts[1]) : "";
        }
        return query;
    }

    // As form encoding has it, a plus is a space: a client that does not encode its tokens is found out.
    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
