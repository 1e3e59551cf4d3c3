namespace SinchConv;

/// <summary>How a session authenticates.</summary>
public enum SinchAuthentication
{
    /// <summary>With an OAuth 2.0 token that the access key is exchanged for; renewed on its own.</summary>
    OAuth2,

    /// <summary>With the access key itself on every call. Meant for tests: Sinch limits its rate heavily.</summary>
    Basic,

    /// <summary>With an access token that the user brought; it is not renewed.</summary>
    AccessToken,
}
