namespace SinchConv.TestServer;

/// <summary>A request that reached the server.</summary>
/// <param name="IsToken">True at the token endpoint, false at the API.</param>
/// <param name="Number">How many of its kind came before it, from 0.</param>
/// <param name="Path">The path as it came over the wire, still encoded.</param>
/// <param name="Query">The query values, decoded.</param>
/// <param name="RawQuery">The query string as it came over the wire.</param>
/// <param name="Authorization">The Authorization header; null when there was none.</param>
/// <param name="AcceptEncoding">The Accept-Encoding header.</param>
internal sealed record SeenRequest(
    bool IsToken,
    int Number,
    string Path,
    IReadOnlyDictionary<string, string> Query,
    string RawQuery,
    string? Authorization,
    string AcceptEncoding)
{
    public string Method { get; init; } = "GET";

    /// <summary>The path within the project, with a star for an ID: <c>conversations</c>, <c>conversations/*:stop</c>, <c>apps/*/webhooks</c>.</summary>
    public string Route { get; init; } = "";

    /// <summary>How many of the same method and route came before it, from 0.</summary>
    public int NumberOnRoute { get; init; }

    /// <summary>Empty when there was none.</summary>
    public string Body { get; init; } = "";

    public string? PageToken => Query.GetValueOrDefault("page_token");

    /// <summary>Whether it went to this route, by this method or by any.</summary>
    public bool IsOn(string route, string? method = null) => Route == route && (method is null || Method == method);
}
