using System.Text.RegularExpressions;
using SinchConv.Api;
using SinchConv.Sandbox;

namespace SinchConv.Commands;

// What the command does; its parameters and its help stand in the other part.
public sealed partial class ConnectSinchProjectCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Sandbox ? SandboxSession.Create(ProjectId, AppId) : Connect();
        var isConnected = false;
        try
        {
            isConnected = Await(session.AuthenticateAsync);
        }
        catch (SinchException e)
        {
            ThrowFailure(e, session.ProjectId, session);
        }
        finally
        {
            if (!isConnected)
                session.Dispose();
        }
        SessionStore.Default = session;
        if (PassThru)
            WriteObject(session);
    }

    private SinchSession Connect()
    {
        try
        {
            return new SinchSession(Settings(), WireHandler.Create(), Clock.System);
        }
        catch (SinchException e)
        {
            ThrowFailure(e, ProjectId, session: null);
            throw;
        }
    }

    private SessionSettings Settings()
    {
        var missing = new MissingPieces();
        var projectId = missing.Require(ProjectId, "the project ID", "-ProjectId", "SINCH_PROJECT_ID");
        var keyId = (string?)null;
        string secret;
        if (AccessToken is not null)
        {
            secret = missing.Require(AccessToken.ToPlainText(), "the access token", "-AccessToken");
            Refuse(secret.Length > 0 && !TokenAuthenticator.IsHeaderSafe(secret), "The access token holds white space or other characters that no token has.");
        }
        else
        {
            keyId = missing.Require(Credential is null ? KeyId : Credential.UserName ?? "", "the key ID", "-KeyId or -Credential", "SINCH_KEY_ID");
            secret = missing.Require((Credential?.Password ?? KeySecret)?.ToPlainText(), "the key secret", "-KeySecret or -Credential", "SINCH_KEY_SECRET");
            Refuse(keyId.Any(character => character == ':' || char.IsControl(character)), "The key ID holds a colon or a control character, which no key ID has.");
        }
        var region = Region ?? MissingPieces.Environment("SINCH_CONVERSATION_REGION", "SINCH_REGION");
        Refuse(region is not null && !Regex.IsMatch(region, RegionPattern), $"The region '{Text.Quote(region ?? "", 100)}' cannot be part of a host name. Give one such as us, eu or br.");
        if (ApiUri is null)
            missing.Require(region, "the region", "-Region", "SINCH_CONVERSATION_REGION", "SINCH_REGION");
        missing.ThrowIfAny();
        var appId = AppId ?? MissingPieces.Environment("SINCH_APP_ID");
        RefuseNoIdentifier("project ID", projectId);
        RefuseNoIdentifier("app ID", appId);
        return new SessionSettings
        {
            ProjectId = projectId,
            KeyId = keyId,
            Secret = secret,
            Region = region?.ToLowerInvariant(),
            Authentication = AccessToken is null ? Authentication : SinchAuthentication.AccessToken,
            AppId = appId,
            ApiUri = ApiUri ?? new Uri($"https://{region!.ToLowerInvariant()}.conversation.api.sinch.com/"),
            AuthUri = AuthUri,
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            MaximumRetryCount = MaximumRetryCount,
        };
    }

    // What comes from the environment did not pass the parameters' validation.
    private static void RefuseNoIdentifier(string what, string? value)
    {
        var problem = value is null ? null : ValidateIdentifierAttribute.Problem(value);
        Refuse(problem is not null, $"The {what} '{Text.Quote(value ?? "", 100)}' {problem}.");
    }

    private static void Refuse(bool isBad, string message)
    {
        if (isBad)
            throw new SinchException(SinchError.InvalidRequest, message);
    }
}
