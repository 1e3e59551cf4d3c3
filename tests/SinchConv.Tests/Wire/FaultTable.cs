using System.IO.Compression;
using System.Text;
using SinchConv.TestServer;

namespace SinchConv.Tests.Wire;

/// <summary>Everything that can go wrong between the module and the service. The sessions under test retry twice.</summary>
internal static class FaultTable
{
    private const string Rpc = """{"error":{"code":0,"message":"refused","status":"X","details":[]}}""";

    private static readonly Dictionary<string, string> Elsewhere = new() { ["Location"] = "https://elsewhere.invalid/steal" };

    public static IReadOnlyList<FaultCase> Cases { get; } =
    [
        FaultCase.Always("400", new Fault.Answer(400, Rpc), "InvalidRequest", tokenError: "AuthenticationFailed"),
        new("401, also for a fresh token", _ => new Fault.Answer(401), "AuthenticationFailed", Tries: 2, TokenTries: 1),
        new("401 once, for a token that ran out", attempt => attempt == 0 ? new Fault.Answer(401) : null, null, Tries: 2, TokenError: "-"),
        FaultCase.Always("403", new Fault.Answer(403, Rpc), "PermissionDenied"),
        FaultCase.Always("403, blocked for billing", new Fault.Answer(403, """{"error":{"status":"PERMISSION_DENIED","details":[{"reason":"BILLING_CREDIT_LIMIT_BREACHED"}]}}"""), "PermissionDenied"),
        FaultCase.Always("404", new Fault.Answer(404, Rpc), "NotFound"),
        FaultCase.Always("407, a proxy wants credentials", new Fault.Answer(407), "Unavailable"),
        FaultCase.Always("408", new Fault.Answer(408), "Timeout", tries: 3),
        FaultCase.Always("429", new Fault.Answer(429), "Throttled", tries: 3),
        FaultCase.Always("429, wait an hour", new Fault.Answer(429) { Headers = new Dictionary<string, string> { ["Retry-After"] = "3600" } }, "Throttled"),
        FaultCase.Always("500", new Fault.Answer(500, Rpc), "Unavailable", tries: 3),
        FaultCase.Always("501", new Fault.Answer(501, Rpc), "Unavailable", tries: 3),
        FaultCase.Always("502, HTML from a proxy", new Fault.Answer(502, "<html>Bad gateway</html>", "text/html"), "Unavailable", tries: 3),
        FaultCase.Always("503", new Fault.Answer(503), "Unavailable", tries: 3),
        FaultCase.Always("504", new Fault.Answer(504), "Unavailable", tries: 3),
        FaultCase.Once("429 once", new Fault.Answer(429)),
        FaultCase.Once("429 once, with Retry-After", new Fault.Answer(429) { Headers = new Dictionary<string, string> { ["Retry-After"] = "7" } }),
        FaultCase.Once("500 once", new Fault.Answer(500, Rpc)),
        FaultCase.Once("503 once", new Fault.Answer(503)),
        FaultCase.Always("reset before the headers", new Fault.Reset(Stage.BeforeHeaders), "Unavailable", tries: 3),
        FaultCase.Always("reset after the headers", new Fault.Reset(Stage.AfterHeaders), "Unavailable", tries: 3),
        FaultCase.Always("reset in the middle of the body", new Fault.Reset(Stage.MidBody), "Unavailable", tries: 3),
        FaultCase.Once("reset before the headers, once", new Fault.Reset(Stage.BeforeHeaders)),
        FaultCase.Once("reset in the middle of the body, once", new Fault.Reset(Stage.MidBody)),
        FaultCase.Always("no headers, ever", new Fault.Stall(Stage.BeforeHeaders), "Timeout", tries: 3),
        FaultCase.Always("a body that stalls", new Fault.Stall(Stage.MidBody), "Timeout", tries: 3),
        FaultCase.Once("a body that stalls, once", new Fault.Stall(Stage.MidBody)),
        FaultCase.Always("200, empty", new Fault.Answer(200), "UnexpectedAnswer"),
        FaultCase.Always("200, HTML", new Fault.Answer(200, "<html>Sign in</html>", "text/html"), "UnexpectedAnswer"),
        FaultCase.Always("200, half a JSON", new Fault.Answer(200, """{"conversations":[{"id":"x","""), "UnexpectedAnswer"),
        FaultCase.Always("200, an array", new Fault.Answer(200, "[]"), "UnexpectedAnswer"),
        FaultCase.Always("200, invalid UTF-8", new Fault.Answer(200, [.. "{\"conversations\":[{\"id\":\""u8, 0xff, .. "\"}],\"access_token\":\""u8, 0xff, .. "\"}"u8]), "UnexpectedAnswer"),
        FaultCase.Always("200, a wrong kind", new Fault.Answer(200, """{"conversations":[{"active":"maybe"}],"access_token":[]}"""), "UnexpectedAnswer"),
        FaultCase.Always("200, nested 100,000 deep", new Fault.Answer(200, "{\"x\":" + new string('[', 100_000) + new string(']', 100_000) + "}"), "UnexpectedAnswer"),
        FaultCase.Always("200, 33 MiB", new Fault.Answer(200, Encoding.ASCII.GetBytes("{\"x\":\"" + new string('x', 33 * 1024 * 1024) + "\"}")), "UnexpectedAnswer"),
        FaultCase.Always("200, a few KiB that unpack to 64 MiB", Packed(64 * 1024 * 1024), "UnexpectedAnswer"),
        new("200, the page token repeats", _ => new Fault.Answer(200, """{"conversations":[{"id":"x"}],"next_page_token":"same"}"""), "UnexpectedAnswer", Tries: 2, TokenError: "-") { RowsOfFaultyPage = 1 },
        FaultCase.Always("302 to another host", new Fault.Answer(302) { Headers = Elsewhere }, "UnexpectedAnswer"),
        FaultCase.Always("307 to another host", new Fault.Answer(307) { Headers = Elsewhere }, "UnexpectedAnswer"),
    ];

    /// <summary>The table as the documentation prints it.</summary>
    public static string ToMarkdown()
    {
        var lines = new StringBuilder("| fault | on the first page | on the second page | on the last page | at the token endpoint |\n|---|---|---|---|---|\n");
        foreach (var fault in Cases)
        {
            var token = fault.MakesSenseAtToken ? fault.AtToken().ToCell() : "does not occur";
            lines.Append('|').AppendJoin('|', [$" {fault.Name} ", .. Enumerable.Range(0, FaultCase.PageCount).Select(page => $" {fault.OnPage(page).ToCell()} "), $" {token} "]).Append("|\n");
        }
        return lines.ToString();
    }

    public static Fault.Answer Packed(int size)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(new byte[size].AsSpan());
        }
        return new Fault.Answer(200, packed.ToArray()) { Headers = new Dictionary<string, string> { ["Content-Encoding"] = "gzip" } };
    }
}
