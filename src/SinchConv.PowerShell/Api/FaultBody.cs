using System.Text.Json;

namespace SinchConv.Api;

/// <summary>What the body of an answer says about a fault, in whichever of the service's shapes.</summary>
internal sealed class FaultBody
{
    /// <summary>What went wrong, in the service's words; null when it said nothing.</summary>
    public string? Message { get; private set; }

    /// <summary>What came in another shape than those of the service, for example from a proxy; null when nothing did.</summary>
    public string? Quote { get; private set; }

    /// <summary>The service's name of the fault.</summary>
    public string? Status { get; private set; }

    public IReadOnlyList<string> Details { get; private set; } = [];

    /// <summary>In the place of a body that must not be shown.</summary>
    public static FaultBody Withheld { get; } = new() { Quote = $"the answer {AnswerFault.Withheld}" };

    public static FaultBody Read(ReadOnlySpan<byte> body, string? mediaType)
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
        return new FaultBody { Quote = text.Length == 0 ? null : text };
    }

    private static FaultBody FromJson(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return new FaultBody { Quote = root.Short() };
        if (!root.TryGetProperty("error", out var error))
            return FromFlat(root);
        return error.ValueKind == JsonValueKind.Object ? FromRpcStatus(error) : FromOAuth(root, error);
    }

    // {"error":{"code":400,"message":"...","status":"INVALID_ARGUMENT","details":[...]}}
    private static FaultBody FromRpcStatus(JsonElement error) => new()
    {
        Message = error.Line("message"),
        Status = error.Line("status"),
        Details = FaultDetails.Read(error),
    };

    // {"error":"invalid_client","error_description":"..."}
    private static FaultBody FromOAuth(JsonElement root, JsonElement error) => new()
    {
        Message = root.Line("error_description") ?? error.Short(),
        Status = error.Line(),
        Details = [.. new[] { root.Line("error_hint") }.OfType<string>()],
    };

    // Problem details, {"code","text"}, {"errorCode","message","reference"}, a bare google.rpc status, or anything else.
    private static FaultBody FromFlat(JsonElement root)
    {
        var title = root.Line("title");
        var detail = root.Line("detail");
        var message = title is not null && detail is not null ? $"{title}: {detail}" : title ?? detail;
        message ??= root.Line("text") ?? root.Line("message");
        var reference = root.Line("reference");
        return new FaultBody
        {
            Message = message,
            Quote = message is null && !root.TryGetProperty("details", out _) ? root.Short() : null,
            Status = root.Line("status", JsonValueKind.String) ?? root.Line("code") ?? root.Line("errorCode"),
            Details = reference is null ? FaultDetails.Read(root) : [$"reference {reference}"],
        };
    }
}
