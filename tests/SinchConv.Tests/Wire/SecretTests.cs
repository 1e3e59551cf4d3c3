using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Text;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Wire;

/// <summary>With every command, every failure and every stream switched on: no key secret, no token, no Authorization header, anywhere.</summary>
public sealed class SecretTests
{
    private const string Wrong = "canary-wrong-secret";

    private readonly List<string> canaries = [SandboxProject.KeySecret, Wrong, Base64(SandboxProject.KeySecret), Base64(Wrong), "Authorization:"];

    public static TheoryData<string> Faults => [.. FaultTable.Cases.Where(fault => fault.Tries == 1 || fault.Name.Contains("reset", StringComparison.Ordinal)).Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task No_failure_shows_one(string name)
    {
        var fault = FaultTable.Cases.Single(candidate => candidate.Name == name);
        await using var server = await SinchServer.StartAsync(SandboxProject.Create(60));
        using var host = new Host();
        var attempts = 0;
        server.Faults = request => request.IsToken ? null : fault.Make(attempts++);
        var seen = Everything(host, server, "Get-SinchConversation -All", "Get-SinchConversation -ConversationId x", "Get-SinchSession");
        ShouldHoldNone(seen, server);

        server.Faults = request => request.IsToken ? fault.Make(0) : null;
        ShouldHoldNone(Everything(host, server, "Get-SinchConversation -First 1"), server);
    }

    [Fact]
    public async Task No_success_shows_one()
    {
        await using var server = await SinchServer.StartAsync(SandboxProject.Create(60));
        using var host = new Host();
        var seen = Everything(host, server, "Get-SinchSession", "Get-SinchConversation -First 30", "Disconnect-SinchProject");
        Assert.Contains("GET /v1/projects/", seen, StringComparison.Ordinal);
        ShouldHoldNone(seen, server);
    }

    [Fact]
    public async Task A_secret_echoed_by_the_token_service_is_not_quoted()
    {
        await using var server = await SinchServer.StartAsync(SandboxProject.Create(60));
        using var host = new Host();
        server.Faults = request => request.IsToken ? new Fault.Answer(200, """{"access_token":"canary-token-in-odd-place""") : null;
        canaries.Add("canary-token");
        ShouldHoldNone(Everything(host, server, "Get-SinchSession"), server);
    }

    /// <summary>Connects in every way, runs the commands, and returns all that anybody could ever see of it.</summary>
    private static string Everything(Host host, SinchServer server, params string[] commands)
    {
        host.Set("uri", server.Uri.AbsoluteUri);
        host.Set("project", server.Project.ProjectId);
        host.Set("right", Secure(SandboxProject.KeySecret));
        host.Set("wrong", Secure(Wrong));
        var to = "-ApiUri $uri -AuthUri $uri -AppId app -MaximumRetryCount 0 -PassThru";
        string[] ways =
        [
            $"Connect-SinchProject $project -KeyId {SandboxProject.KeyId} -KeySecret $wrong {to}",
            "Connect-SinchProject $project -AccessToken $wrong -ApiUri $uri -AppId app -MaximumRetryCount 0 -PassThru",
            $"Connect-SinchProject $project -KeyId {SandboxProject.KeyId} -KeySecret $right -Authentication Basic {to}",
            $"Connect-SinchProject $project -KeyId {SandboxProject.KeyId} -KeySecret $right {to.Replace("app ", SandboxProject.ConversationAppId + " ", StringComparison.Ordinal)}",
        ];
        var seen = new StringBuilder();
        foreach (var way in ways)
        {
            foreach (var command in commands.Prepend(way))
            {
                var outcome = host.Run($"$VerbosePreference = 'Continue'; $DebugPreference = 'Continue'; {command} -Verbose -Debug");
                seen.AppendJoin('\n', outcome.Verbose).AppendJoin('\n', outcome.Debug).AppendJoin('\n', outcome.Warnings);
                foreach (var item in outcome.Output)
                    Show(seen, item.BaseObject);
                foreach (var error in outcome.Errors.Append(outcome.Terminating).OfType<ErrorRecord>())
                {
                    seen.AppendLine(error.ToString()).AppendLine(error.Exception.ToString()).AppendLine(error.ErrorDetails?.RecommendedAction);
                    Show(seen, error.Exception);
                    Show(seen, error.TargetObject);
                }
            }
        }
        Show(seen, host.Runspace.SessionStateProxy.GetVariable("Error"));
        return seen.ToString();
    }

    private static void Show(StringBuilder seen, object? item)
    {
        if (item is null)
            return;
        seen.AppendLine(item.ToString()).AppendLine(PSSerializer.Serialize(item, 2));
        foreach (var property in item.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            var value = property.GetValue(item);
            seen.AppendLine(value is IEnumerable several and not string ? string.Join(", ", several.Cast<object?>()) : $"{value}");
        }
    }

    private void ShouldHoldNone(string seen, SinchServer server)
    {
        var tokens = server.Calls.Select(call => call.Authorization?.Split(' ')[1]).OfType<string>().Distinct();
        foreach (var canary in canaries.Concat(tokens.Where(token => token.Length > 0)))
            Assert.DoesNotContain(canary, seen, StringComparison.OrdinalIgnoreCase);
    }

    private static string Base64(string secret) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{SandboxProject.KeyId}:{secret}"));

    private static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var character in text)
            secure.AppendChar(character);
        return secure;
    }
}
