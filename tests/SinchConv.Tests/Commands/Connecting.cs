using System.Security;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>What tests of Connect-SinchProject share: a host with a credential, and an environment without any variable of the module.</summary>
[Collection("environment")]
public abstract class Connecting : IDisposable
{
    private protected static readonly string[] Variables = ["SINCH_PROJECT_ID", "SINCH_KEY_ID", "SINCH_KEY_SECRET", "SINCH_CONVERSATION_REGION", "SINCH_REGION", "SINCH_APP_ID"];

    private protected readonly Host host = new();

    protected Connecting()
    {
        Clear();
        host.Set("secret", Secure(SandboxProject.KeySecret));
        host.Set("credential", new System.Management.Automation.PSCredential(SandboxProject.KeyId, Secure(SandboxProject.KeySecret)));
    }

    public void Dispose()
    {
        Clear();
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<SinchServer> StartAsync()
    {
        var server = await SinchServer.StartAsync();
        host.Set("uri", server.Uri.AbsoluteUri);
        host.Set("project", server.Project.ProjectId);
        return server;
    }

    private static void Clear()
    {
        foreach (var variable in Variables)
            Environment.SetEnvironmentVariable(variable, null);
    }

    private protected static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var character in text)
            secure.AppendChar(character);
        return secure;
    }
}
