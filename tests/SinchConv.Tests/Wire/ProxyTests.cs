using System.Net;
using System.Net.Sockets;
using SinchConv.Api;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Wire;

/// <summary>A proxy that refuses is told apart from the service, and its address shows no name and no password.</summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task A_proxy_that_refuses_is_named_without_its_password()
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var refusals = RefuseAllAsync(proxy);
        var (_, output, error) = await ChildShell.RunAsync(
            """
            $token = [System.Net.NetworkCredential]::new('', 't').SecurePassword
            Connect-SinchProject p -AccessToken $token -ApiUri https://service.invalid/ -AppId a -MaximumRetryCount 1
            try { Get-SinchConversation -First 1 -Verbose -Debug }
            catch {
                $_ | Out-Default
                for ($e = $_.Exception; $e; $e = $e.InnerException) { $e.ToString() }
            }
            """,
            ("HTTPS_PROXY", $"http://bob:can%20ary-pw@{proxy.LocalEndpoint}"),
            ("NO_PROXY", ""));
        proxy.Stop();
        Assert.Contains(" on the way to service.invalid did not let the request through", output, StringComparison.Ordinal);
        Assert.Contains("407", output, StringComparison.Ordinal);
        Assert.DoesNotContain("bob", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("ary-pw", output + error, StringComparison.Ordinal);
        Assert.True(await refusals >= 2);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", "The proxy 127.0.0.1:9 on the way to service.invalid refused the connection. Check the proxy settings of this machine")]
    [InlineData("http://no-such-proxy.invalid:3128", "The proxy no-such-proxy.invalid:3128 on the way to service.invalid could not be found. Check the proxy settings of this machine")]
    public async Task A_proxy_that_is_not_there_is_named(string proxy, string message)
    {
        var (_, output, _) = await ChildShell.RunAsync(
            """
            $token = [System.Net.NetworkCredential]::new('', 't').SecurePassword
            Connect-SinchProject p -AccessToken $token -ApiUri https://service.invalid/ -AppId a -MaximumRetryCount 0
            try { Get-SinchConversation -First 1 } catch { $_.Exception.Message }
            """,
            ("HTTPS_PROXY", proxy),
            ("NO_PROXY", ""));
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_computer_itself_is_never_asked_through_a_proxy()
    {
        await using var server = await SinchServer.StartAsync();
        var (exitCode, output, _) = await ChildShell.RunAsync(
            $"""
            $key = [pscredential]::new('{SandboxProject.KeyId}', [System.Net.NetworkCredential]::new('', '{SandboxProject.KeySecret}').SecurePassword)
            Connect-SinchProject {server.Project.ProjectId} -Credential $key -ApiUri {server.Uri} -AuthUri {server.Uri} -AppId {SandboxProject.ConversationAppId} -MaximumRetryCount 0
            @(Get-SinchConversation -First 3).Count
            """,
            ("http_proxy", "http://127.0.0.1:9"),
            ("NO_PROXY", ""));
        Assert.Equal((0, "3"), (exitCode, output));
    }

    [Fact]
    public void A_host_that_has_proxy_in_its_name_is_none()
    {
        var fault = NetworkFault.From(new Uri("https://proxy.example.com/"), new HttpRequestException("Name or service not known (proxy.example.com:443)", new SocketException((int)SocketError.HostNotFound)));
        Assert.StartsWith("The host proxy.example.com could not be found.", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The proxy tunnel request to proxy 'http://bob:p w@h:1/' failed.", "The proxy tunnel request to proxy 'http://h:1/' failed")]
    [InlineData("A proxy at http://bob:p@w@h:1 refused.", "A proxy at http://h:1 refused")]
    [InlineData("A proxy at http://h:1/ refused bob@h.", "A proxy at http://h:1/ refused bob@h")]
    public void Only_what_stands_before_the_host_is_left_out(string said, string shown)
    {
        var fault = NetworkFault.From(new Uri("https://service.invalid/"), new HttpRequestException(said));
        Assert.Contains($"({shown})", fault.Message, StringComparison.Ordinal);
        Assert.Equal(said.TrimEnd('.') == shown, fault.InnerException is not null);
    }

    private static async Task<int> RefuseAllAsync(TcpListener proxy)
    {
        for (var count = 0; ; count++)
        {
            try
            {
                using var client = await proxy.AcceptTcpClientAsync();
                var stream = client.GetStream();
                await stream.ReadAtLeastAsync(new byte[4_096], 1);
                await stream.WriteAsync("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return count;
            }
        }
    }
}
