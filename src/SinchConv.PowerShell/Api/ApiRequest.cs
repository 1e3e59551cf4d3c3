using System.Net.Http;

namespace SinchConv.Api;

/// <summary>One request of the Conversation API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="PathAndQuery">Where, within the project; percent-encoded.</param>
/// <param name="Json">The body; null for none.</param>
/// <param name="MayRepeat">Whether doing it twice is as good as doing it once. If not, it is repeated only where it cannot have been done.</param>
internal sealed record ApiRequest(HttpMethod Method, string PathAndQuery, string? Json = null, bool MayRepeat = true);
