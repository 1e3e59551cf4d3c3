using SinchConv.Api;
using SinchConv.Sandbox;

namespace SinchConv;

/// <summary>Puts sessions together: over the network, or over the sandbox in its place.</summary>
internal static class SessionComposition
{
    public static SinchSession OverNetwork(SessionSettings settings) => new(settings, WireHandler.Create(), Clock.System);

    /// <summary>A session that speaks to the sandbox the way any other speaks to Sinch, token and all.</summary>
    public static SinchSession OverSandbox(ConnectionRequest request)
    {
        var (projectId, appId) = request.ToSandbox();
        var project = SandboxProject.Create(projectId: projectId);
        // The reserved top-level domain makes sure that nothing could ever be sent anywhere.
        var nowhere = new Uri("https://sandbox.invalid/");
        return new SinchSession(
            new SessionSettings
            {
                ProjectId = project.ProjectId,
                ApiUri = nowhere,
                AuthUri = nowhere,
                Authentication = SinchAuthentication.OAuth2,
                KeyId = SandboxProject.KeyId,
                Secret = SandboxProject.KeySecret,
                AppId = appId ?? SandboxProject.ConversationAppId,
                IsSandbox = true,
            },
            new SandboxHandler(project, Clock.System),
            Clock.System);
    }
}
