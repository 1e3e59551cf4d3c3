using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>Connecting: where the pieces come from, and what is checked.</summary>
public sealed class ConnectTests : Connecting
{
    [Theory]
    [InlineData("Connect-SinchProject $project -Credential $credential")]
    [InlineData("Connect-SinchProject -ProjectId $project -KeyId sandbox-key -KeySecret $secret")]
    public async Task The_access_key_is_checked_at_once_and_silently(string command)
    {
        await using var server = await StartAsync();
        Assert.Empty(host.Run($"{command} -ApiUri $uri -AuthUri $uri").ShouldBeClean().Output);
        Assert.Equal(1, server.TokenCount);
        Assert.Empty(server.Calls);
        Assert.Equal(3, host.Run($"Get-SinchConversation -AppId {SandboxProject.ConversationAppId} -First 3").ShouldBeClean().Ids.Count);
        Assert.Equal(1, server.TokenCount);
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
        host.Run($"Get-SinchConversation -AppId {SandboxProject.ConversationAppId} -First 1").ShouldBeClean();
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
        Assert.Equal("SinchAuthenticationFailed,SinchConv.Commands.GetSinchConversationCommand", error.FullyQualifiedErrorId);
        Assert.Contains("expired or is wrong", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(server.Requests);
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
}
