using SinchConv.Api;

namespace SinchConv.Sandbox;

/// <summary>Makes a session that speaks to the sandbox the way any other speaks to Sinch, token and all.</summary>
internal static class SandboxSession
{
    public static SinchSession Create(string? projectId, string? appId)
    {
        var project = SandboxProject.Create(projectId: projectId);
        var handler = new SandboxHandler(project, Clock.System);
        return new SinchSession(
            new SessionSettings
            {
                ProjectId = project.ProjectId,
                // The reserved top-level domain makes sure that nothing could ever be sent anywhere.
                ApiUri = new Uri("https://sandbox.invalid/"),
                AuthUri = new Uri("https://sandbox.invalid/"),
                Authentication = SinchAuthentication.OAuth2,
                KeyId = SandboxProject.KeyId,
                Secret = SandboxProject.KeySecret,
                AppId = appId ?? SandboxProject.ConversationAppId,
                IsSandbox = true,
            },
            handler,
            Clock.System);
    }
}
