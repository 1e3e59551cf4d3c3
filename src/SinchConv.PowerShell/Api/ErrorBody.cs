using System.Text.Json;

namespace SinchConv.Api;

/// <summary>What the body of a failed answer tells, whichever of the service's shapes it has.</summary>
internal sealed class ErrorBody
{
    /// <summary>What went wrong, in the service's words; null when it said nothing.</summary>
    public string? Message { get; private set; }

    /// <summary>The service's name of the failure.</summary>
    public string? Status { get; private set; }

    public IReadOnlyList<string> Details { get; private set; } = [];

    /// <summary>In the place of a body that must not be shown.</summary>
    public static ErrorBody Withheld { get; } = new() { Message = $"the answer {AnswerFault.Withheld}" };

    public static ErrorBody Read(ReadOnlySpan<byte> body, string? mediaType)
    {
        var isHtml = mediaType?.IndexOf("html", StringComparison.OrdinalIgnoreCase) >= 0;
        try
        {
            if (!isHtml)
            {
                using var json = JsonDocument.Parse(body.ToArray());
                return FromJson(json.RootElement);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or JSON with text that is no Unicode: quoted below as it came.
        }
        var text = Text.Quote(body);
        return new ErrorBody { Message = text.Length == 0 ? null : text };
    }

    private static ErrorBody FromJson(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return new ErrorBody { Message = Text.Quote(root.ValueKind == JsonValueKind.String ? root.GetString()! : root.GetRawText()) };
        if (!root.TryGetProperty("error", out var error))
            return FromFlat(root);
        return error.ValueKind == JsonValueKind.Object ? FromRpcStatus(error) : FromOAuth(root, error);
    }

    // {"error":{"code":400,"message":"...","status":"INVALID_ARGUMENT","details":[...]}}
    private static ErrorBody FromRpcStatus(JsonElement error) => new()
    {
        Message = error.Line("message"),
        Status = error.Line("status"),
        Details = ErrorDetails.Read(error),
    };

    // {"error":"invalid_client","error_description":"..."}
    private static ErrorBody FromOAuth(JsonElement root, JsonElement error) => new()
    {
        Message = root.Line("error_description") ?? error.Line(),
        Status = error.Line(),
        Details = [.. new[] { root.Line("error_hint") }.OfType<string>()],
    };

    // Problem details, {"code","text"}, {"errorCode","message","reference"}, a bare google.rpc status, or anything else.
    private static ErrorBody FromFlat(JsonElement root)
    {
        var title = root.Line("title");
        var detail = root.Line("detail");
        var message = title is not null && detail is not null ? $"{title}: {detail}" : title ?? detail;
        var reference = root.Line("reference");
        return new ErrorBody
        {
            Message = message ?? root.Line("text") ?? root.Line("message") ?? Text.Quote(root.GetRawText()),
            Status = root.Line("status", JsonValueKind.String) ?? root.Line("code") ?? root.Line("errorCode"),
            Details = reference is null ? ErrorDetails.Read(root) : [$"reference {reference}"],
        };
    }
}
