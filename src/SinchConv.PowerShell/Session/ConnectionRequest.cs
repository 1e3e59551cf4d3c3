using System.Security;
using System.Text.RegularExpressions;

namespace SinchConv;

/// <summary>What was given for a connection. What is missing comes from the environment; what is then still missing is one error that names all of it.</summary>
internal sealed class ConnectionRequest
{
    private readonly List<string> missing = [];

    public string? ProjectId { get; init; }

    public string? AppId { get; init; }

    public string? Region { get; init; }

    public string? KeyId { get; init; }

    public SecureString? KeySecret { get; init; }

    /// <summary>A token in the place of the access key.</summary>
    public SecureString? AccessToken { get; init; }

    public SinchAuthentication Authentication { get; init; }

    public Uri? ApiUri { get; init; }

    public required Uri AuthUri { get; init; }

    public TimeSpan Timeout { get; init; }

    public int MaximumRetryCount { get; init; }

    /// <exception cref="SinchException">Something is missing or cannot be right.</exception>
    public SessionSettings ToSettings()
    {
        var projectId = Require(ProjectId, "the project ID", Identifier.Problem, "-ProjectId", "SINCH_PROJECT_ID");
        var hasToken = AccessToken is not null;
        var keyId = hasToken ? null : Require(KeyId, "the key ID", KeyIdProblem, "-KeyId or -Credential", "SINCH_KEY_ID");
        var secret = hasToken
            ? Require(AccessToken!.ToPlainText(), "the access token", TokenProblem, "-AccessToken")
            : Require(KeySecret?.ToPlainText(), "the key secret", Identifier.SecretProblem, "-KeySecret or -Credential", "SINCH_KEY_SECRET");
        var region = ApiUri is null
            ? Require(Region, "the region", RegionProblem, "-Region", "SINCH_CONVERSATION_REGION", "SINCH_REGION")
            : Optional(Region, "the region", RegionProblem, "-Region", "SINCH_CONVERSATION_REGION", "SINCH_REGION");
        var appId = Optional(AppId, "the app ID", Identifier.Problem, "-AppId", "SINCH_APP_ID");
        if (missing.Count > 0)
            throw Invalid($"Connect-SinchProject still needs {string.Join("; ", missing)}. Give the parameter, or set the environment variable.");
        region = region?.ToLowerInvariant();
        return new SessionSettings
        {
            ProjectId = projectId,
            KeyId = keyId,
            Secret = secret,
            Region = region,
            Authentication = hasToken ? SinchAuthentication.AccessToken : Authentication,
            AppId = appId,
            ApiUri = ApiUri ?? new Uri($"https://{region}.conversation.api.sinch.com/"),
            AuthUri = AuthUri,
            Timeout = Timeout,
            MaximumRetryCount = MaximumRetryCount,
        };
    }

    /// <summary>The project and the app of a sandbox, which takes nothing from the environment.</summary>
    /// <exception cref="SinchException">One of them cannot be right.</exception>
    public (string? ProjectId, string? AppId) ToSandbox() =>
        (Optional(ProjectId, "the project ID", Identifier.Problem, "-ProjectId"), Optional(AppId, "the app ID", Identifier.Problem, "-AppId"));

    private string Require(string? given, string what, Func<string, string?> problem, string parameter, params string[] variables)
    {
        var value = Find(given, what, problem, parameter, variables);
        if (string.IsNullOrEmpty(value))
            missing.Add($"{what} ({string.Join(" or ", [parameter, .. variables])})");
        return value ?? "";
    }

    private static string? Optional(string? given, string what, Func<string, string?> problem, string parameter, params string[] variables) =>
        Find(given, what, problem, parameter, variables) is var value && value is ""
            ? throw Invalid($"{Capital(what)} ({parameter}) is empty: give a value, or leave the parameter out.")
            : value;

    // A value that was given but is empty is no reason to use the one of another place.
    private static string? Find(string? given, string what, Func<string, string?> problem, string parameter, params string[] variables)
    {
        var variable = given is null ? variables.FirstOrDefault(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))) : null;
        var value = given ?? (variable is null ? null : Environment.GetEnvironmentVariable(variable));
        return value is { Length: > 0 } && problem(value) is { } wrong
            ? throw Invalid($"{Capital(what)} ({variable ?? parameter}) {wrong}.")
            : value;
    }

    private static string Capital(string what) => char.ToUpperInvariant(what[0]) + what.Substring(1);

    private static string? KeyIdProblem(string keyId) => keyId.IndexOf(':') >= 0 ? "holds a colon, which no key ID has" : Identifier.Problem(keyId);

    private static string? TokenProblem(string token) => Identifier.SecretProblem(token) ?? (token.All(character => character is > ' ' and < '\x7f') ? null : "holds a character that no token has");

    private static string? RegionProblem(string region) => Regex.IsMatch(region, "^[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?\\z")
        ? null
        : Identifier.Problem(region) ?? $"is '{Identifier.Quote(region)}', which cannot be part of a host name. Give one such as us, eu or br";

    private static SinchException Invalid(string message) => new(SinchError.InvalidRequest, message);
}
