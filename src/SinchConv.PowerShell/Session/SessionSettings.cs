namespace SinchConv;

/// <summary>What a session is made from, complete and checked.</summary>
internal sealed class SessionSettings
{
    public const string DefaultAuthUri = "https://auth.sinch.com/";

    public required string ProjectId { get; init; }

    public required Uri ApiUri { get; init; }

    public required SinchAuthentication Authentication { get; init; }

    /// <summary>The key secret, or the access token.</summary>
    public required string Secret { get; init; }

    public string? KeyId { get; init; }

    public string? Region { get; init; }

    public string? AppId { get; init; }

    public bool IsSandbox { get; init; }

    public Uri AuthUri { get; init; } = new(DefaultAuthUri);

    /// <summary>How long one attempt may take, from the connection to the last byte of the answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    public int MaximumRetryCount { get; init; } = 5;
}
