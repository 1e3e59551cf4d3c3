using System.Security;
using SinchConv.PowerShell;
using SinchConv.PowerShell.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>Connecting: where the pieces come from, what is checked, and what is refused before anything is sent.</summary>
public sealed class ConnectTests : IDisposable
{
    private static readonly string[] Variables = ["SINCH_PROJECT_ID", "SINCH_KEY_ID", "SINCH_KEY_SECRET", "SINCH_CONVERSATION_REGION", "SINCH_REGION", "SINCH_APP_ID"];

    private readonly Host host = new();

    public ConnectTests()
    {
        Clear();
        host.Set("secret", Secure(SandboxProject.KeySecret));
        host.Set("credential", new System.Management.Automation.PSCredential(SandboxProject.KeyId, Secure(SandboxProject.KeySecret)));
    }

    public void Dispose()
    {
        Clear();
        host.Dispose();
    }

    [Fact]
    public void One_error_names_every_missing_piece_and_its_variable()
    {
        var outcome = host.Run("Connect-SinchProject");
        Assert.Equal("SinchInvalidRequest,SinchConv.PowerShell.Commands.ConnectSinchProjectCommand", outcome.TerminatingId);
        foreach (var piece in Variables[..5].Concat(["-ProjectId", "-KeyId", "-KeySecret", "-Region"]))
            Assert.Contains(piece, outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connect-SinchProject p -KeyId k -KeySecret $secret", "-Region", "-KeyId")]
    [InlineData("Connect-SinchProject -Credential $credential -Region eu", "-ProjectId", "-KeyId")]
    [InlineData("Connect-SinchProject p -AccessToken $secret", "-Region", "-KeyId")]
    public void Only_what_is_missing_is_named(string command, string missing, string given)
    {
        var message = host.Run(command).Terminating!.Exception.Message;
        Assert.Contains(missing, message, StringComparison.Ordinal);
        Assert.DoesNotContain(given, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connect-SinchProject $project -Credential $credential")]
    [InlineData("Connect-SinchProject -ProjectId $project -KeyId sandbox-key -KeySecret $secret")]
    public async Task The_access_key_is_checked_at_once_and_silently(string command)
    {
        await using var server = await StartAsync();
        Assert.Empty(host.Run($"{command} -ApiUri $uri -AuthUri $uri").ShouldBeClean().Output);
        Assert.Equal(1, server.TokenCount);
        Assert.Empty(server.Calls);
        Assert.Equal(3, host.Run($"Get-SinchConversation {SandboxProject.ConversationAppId} -First 3").ShouldBeClean().Ids.Count);
        Assert.Equal(1, server.TokenCount);
    }

    [Fact]
    public async Task A_wrong_secret_is_found_out_at_once_and_the_session_before_stays()
    {
        await using var server = await StartAsync();
        host.Run("Connect-SinchProject -Sandbox").ShouldBeClean();
        host.Set("wrong", Secure("wrong-secret"));
        var outcome = host.Run("Connect-SinchProject $project -KeyId sandbox-key -KeySecret $wrong -ApiUri $uri -AuthUri $uri");
        Assert.Equal("SinchAuthenticationFailed,SinchConv.PowerShell.Commands.ConnectSinchProjectCommand", outcome.TerminatingId);
        Assert.Contains("key secret", outcome.Terminating!.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.True(host.Run("Get-SinchSession").As<SinchSession>().Single().IsSandbox);
    }

    [Fact]
    public async Task What_is_not_given_comes_from_the_environment()
    {
        await using var server = await StartAsync();
        Environment.SetEnvironmentVariable("SINCH_PROJECT_ID", server.Project.ProjectId);
        Environment.SetEnvironmentVariable("SINCH_KEY_ID", SandboxProject.KeyId);
        Environment.SetEnvironmentVariable("SINCH_KEY_SECRET", SandboxProject.KeySecret);
        Environment.SetEnvironmentVariable("SINCH_REGION", "us");
        Environment.SetEnvironmentVariable("SINCH_CONVERSATION_REGION", "br");
        Environment.SetEnvironmentVariable("SINCH_APP_ID", SandboxProject.ConversationAppId);
        host.Run("Connect-SinchProject -ApiUri $uri -AuthUri $uri").ShouldBeClean();
        var session = host.Run("Get-SinchSession").As<SinchSession>().Single();
        Assert.Equal("br", session.Region);
        Assert.Equal(2, host.Run("Get-SinchConversation -First 2").ShouldBeClean().Ids.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ApiUri https://api.invalid")]
    public void A_region_from_the_environment_cannot_lead_elsewhere(string arguments)
    {
        Environment.SetEnvironmentVariable("SINCH_REGION", "evil.example/");
        var outcome = host.Run($"Connect-SinchProject p -Credential $credential {arguments}");
        Assert.Equal("SinchInvalidRequest,SinchConv.PowerShell.Commands.ConnectSinchProjectCommand", outcome.TerminatingId);
        Assert.Contains("evil.example/", outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sandbox_takes_nothing_from_the_environment()
    {
        Environment.SetEnvironmentVariable("SINCH_PROJECT_ID", "mine");
        Environment.SetEnvironmentVariable("SINCH_APP_ID", "my app");
        host.Run("Connect-SinchProject -Sandbox").ShouldBeClean();
        Assert.Single(host.Run("Get-SinchConversation -First 1").ShouldBeClean().Ids);
    }

    [Fact]
    public void The_region_names_the_host_and_Basic_claims_nothing()
    {
        var session = host.Run("Connect-SinchProject p -Credential $credential -Region EU -Authentication Basic -PassThru").ShouldBeClean().As<SinchSession>().Single();
        Assert.Equal(new Uri("https://eu.conversation.api.sinch.com/"), session.ApiUri);
        Assert.Null(session.TokenExpiresAt);
        Assert.Null(session.AuthUri);
    }

    [Theory]
    [InlineData("api/proxy")]
    [InlineData("api/proxy/")]
    public async Task A_path_in_the_addresses_is_kept(string path)
    {
        await using var server = await StartAsync();
        host.Run($"Connect-SinchProject $project -Credential $credential -ApiUri ($uri + '{path}') -AuthUri ($uri + 'login/{path}')").ShouldBeClean();
        host.Run($"Get-SinchConversation {SandboxProject.ConversationAppId} -First 1").ShouldBeClean();
        Assert.Equal("/login/api/proxy/oauth2/token", server.Requests[0].Path);
        Assert.StartsWith("/api/proxy/v1/projects/", server.Requests[1].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_access_token_is_used_as_it_is()
    {
        await using var server = await StartAsync();
        server.Faults = _ => new Fault.Answer(200, "{}");
        host.Set("token", Secure("my-token"));
        host.Run("Connect-SinchProject $project -AccessToken $token -ApiUri $uri -AppId a").ShouldBeClean();
        host.Run("Get-SinchConversation").ShouldBeClean();
        Assert.Equal("Bearer my-token", Assert.Single(server.Requests).Authorization);
    }

    [Fact]
    public async Task An_access_token_that_is_refused_says_what_to_do()
    {
        await using var server = await StartAsync();
        host.Run("Connect-SinchProject $project -AccessToken $secret -ApiUri $uri -AppId a").ShouldBeClean();
        var error = host.Run("Get-SinchConversation").Terminating!;
        Assert.Equal("SinchAuthenticationFailed,SinchConv.PowerShell.Commands.GetSinchConversationCommand", error.FullyQualifiedErrorId);
        Assert.Contains("expired or is wrong", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("-ApiUri http://example.com")]
    [InlineData("-AuthUri http://10.0.0.1/")]
    [InlineData("-ApiUri ftp://localhost/")]
    [InlineData("-ApiUri relative/path")]
    [InlineData("-ApiUri https://user:s3cr3t@example.com/")]
    [InlineData("-ApiUri 'https://example.com/?a=s3cr3t'")]
    [InlineData("-Region 'us.evil.example/'")]
    [InlineData("-Region ''")]
    [InlineData("-TimeoutSec 0")]
    [InlineData("-MaximumRetryCount -1")]
    [InlineData("-KeyId ''")]
    [InlineData("-Authentication AccessToken")]
    public void A_bad_value_is_refused_before_anything_is_sent(string argument)
    {
        var outcome = host.Run($"Connect-SinchProject p -KeySecret $secret {argument} -Verbose");
        Assert.StartsWith("ParameterArgumentValidationError,", outcome.TerminatingId, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(outcome.Verbose);
    }

    [Theory]
    [InlineData("-Sandbox -Region eu")]
    [InlineData("-Sandbox -KeyId k")]
    [InlineData("-Credential $credential -KeyId k")]
    [InlineData("-AccessToken $secret -Authentication Basic")]
    public void Ways_to_connect_do_not_mix(string arguments) =>
        Assert.StartsWith("AmbiguousParameterSet,", host.Run($"Connect-SinchProject p {arguments}").TerminatingId, StringComparison.Ordinal);

    [Theory]
    [InlineData("key:id", "colon")]
    [InlineData("key\tid", "control")]
    public void A_key_ID_that_would_break_the_header_is_refused(string keyId, string reason)
    {
        host.Set("id", keyId);
        var outcome = host.Run("Connect-SinchProject p -KeyId $id -KeySecret $secret -Region eu");
        Assert.Equal("SinchInvalidRequest,SinchConv.PowerShell.Commands.ConnectSinchProjectCommand", outcome.TerminatingId);
        Assert.Contains(reason, outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SINCH_PROJECT_ID", "..")]
    [InlineData("SINCH_APP_ID", "app\tid")]
    [InlineData("SINCH_APP_ID", "..")]
    public async Task An_identifier_from_the_environment_is_checked_like_a_parameter(string variable, string value)
    {
        await using var server = await StartAsync();
        Environment.SetEnvironmentVariable("SINCH_PROJECT_ID", "p");
        Environment.SetEnvironmentVariable(variable, value);
        var outcome = host.Run("Connect-SinchProject -Credential $credential -ApiUri $uri -AuthUri $uri");
        Assert.Equal("SinchInvalidRequest,SinchConv.PowerShell.Commands.ConnectSinchProjectCommand", outcome.TerminatingId);
        Assert.Contains(value.Replace('\t', ' '), outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("-KeyId k -KeySecret ([securestring]::new())")]
    [InlineData("-Credential ([pscredential]::new('k', [securestring]::new()))")]
    [InlineData("-Credential ([pscredential]::Empty)")]
    public void An_empty_secret_does_not_fall_back_to_that_of_the_environment(string key)
    {
        Environment.SetEnvironmentVariable("SINCH_KEY_ID", "another");
        Environment.SetEnvironmentVariable("SINCH_KEY_SECRET", "another");
        var outcome = host.Run($"Connect-SinchProject p {key} -Region eu");
        Assert.Equal("SinchInvalidRequest,SinchConv.PowerShell.Commands.ConnectSinchProjectCommand", outcome.TerminatingId);
        Assert.Contains("still needs the key", outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_ID_names_the_host_that_was_asked_and_not_a_region_that_was_not()
    {
        await using var server = await StartAsync();
        host.Run("Connect-SinchProject $project -Credential $credential -ApiUri $uri -AuthUri $uri -Region eu").ShouldBeClean();
        var advice = Assert.Single(host.Run("Get-SinchConversation -ConversationId nobody").Errors).ErrorDetails.RecommendedAction;
        Assert.Contains(server.Uri.Authority, advice, StringComparison.Ordinal);
        Assert.DoesNotContain("'eu'", advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_with_a_line_break_is_refused_without_being_shown()
    {
        host.Set("token", Secure("s3cr3t\r\nX: y"));
        var outcome = host.Run("Connect-SinchProject p -AccessToken $token -Region eu");
        Assert.Equal("SinchInvalidRequest,SinchConv.PowerShell.Commands.ConnectSinchProjectCommand", outcome.TerminatingId);
        Assert.DoesNotContain("s3cr3t", outcome.Terminating!.ToString(), StringComparison.Ordinal);
    }

    private async Task<SinchServer> StartAsync()
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

    private static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var character in text)
            secure.AppendChar(character);
        return secure;
    }
}
