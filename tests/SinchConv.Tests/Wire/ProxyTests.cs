using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SinchConv.Api;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Wire;

/// <summary>A proxy that refuses is told apart from the service, and its address shows no name and no password.</summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task A_proxy_that_wants_other_credentials_is_named_without_its_password_and_not_asked_again()
    {
        await using var proxy = new RefusingProxy();
        var (_, output, error) = await ChildShell.RunAsync(
            """
            $token = [System.Net.NetworkCredential]::new('', 't').SecurePassword
            Connect-SinchProject p -AccessToken $token -ApiUri https://service.invalid/ -AppId a
            try { Get-SinchConversation -First 1 -Verbose -Debug }
            catch {
                $_ | Out-Default
                "advice: $($_.ErrorDetails.RecommendedAction)"
                "status: $($_.Exception.StatusCode)"
                for ($e = $_.Exception; $e; $e = $e.InnerException) { $e.ToString() }
            }
            """,
            ("HTTPS_PROXY", $"http://bob:can%20ary-pw@{proxy.Address}"),
            ("NO_PROXY", ""));
        Assert.Contains($"The proxy {proxy.Address} on the way to service.invalid wants credentials (407).", output, StringComparison.Ordinal);
        Assert.Contains("advice: Give the proxy's credentials to this PowerShell: ", output, StringComparison.Ordinal);
        Assert.Contains("status: 407", output, StringComparison.Ordinal);
        Assert.DoesNotContain("bob", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("ary-pw", output + error, StringComparison.Ordinal);
        // Once without, as proxies expect it, and once with what it was given.
        Assert.Equal([false, true], proxy.Requests.Select(HasCredentials));
    }

    [Fact]
    public async Task A_proxy_that_is_set_later_is_used_from_then_on_and_so_are_its_credentials()
    {
        await using var first = new RefusingProxy();
        await using var second = new RefusingProxy();
        var (_, output, _) = await ChildShell.RunAsync(
            $$"""
            $token = [System.Net.NetworkCredential]::new('', 't').SecurePassword
            Connect-SinchProject p -AccessToken $token -ApiUri https://service.invalid/ -AppId a -MaximumRetryCount 0
            function Get-Message { try { Get-SinchConversation -First 1 } catch { $_.Exception.Message } }
            Get-Message
            [Net.Http.HttpClient]::DefaultProxy = [Net.WebProxy]::new('http://{{first.Address}}')
            Get-Message
            [Net.Http.HttpClient]::DefaultProxy.Credentials = [Net.NetworkCredential]::new('bob', 'pw')
            Get-Message
            [Net.Http.HttpClient]::DefaultProxy = [Net.WebProxy]::new('http://{{second.Address}}')
            Get-Message
            """,
            ("HTTPS_PROXY", ""),
            ("NO_PROXY", ""));
        var refused = "on the way to service.invalid wants credentials (407).";
        Assert.Equal(
            ["The host service.invalid could not be found.", $"The proxy {first.Address} {refused}", $"The proxy {first.Address} {refused}", $"The proxy {second.Address} {refused}"],
            output.Split('\n'));
        Assert.Equal([false, false, true], first.Requests.Select(HasCredentials));
        Assert.Equal([false], second.Requests.Select(HasCredentials));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", "The proxy 127.0.0.1:9 on the way to service.invalid refused the connection.")]
    [InlineData("http://no-such-proxy.invalid:3128", "The proxy no-such-proxy.invalid:3128 on the way to service.invalid could not be found.")]
    public async Task A_proxy_that_is_not_there_is_named(string proxy, string message)
    {
        var (_, output, _) = await ChildShell.RunAsync(
            """
            $token = [System.Net.NetworkCredential]::new('', 't').SecurePassword
            Connect-SinchProject p -AccessToken $token -ApiUri https://service.invalid/ -AppId a -MaximumRetryCount 0
            try { Get-SinchConversation -First 1 } catch { $_.Exception.Message; $_.ErrorDetails.RecommendedAction }
            """,
            ("HTTPS_PROXY", proxy),
            ("NO_PROXY", ""));
        Assert.StartsWith(message + "\nCheck the proxy settings of this machine", output, StringComparison.Ordinal);
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
        Assert.Equal("The host proxy.example.com could not be found", fault.Message);
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

    private static bool HasCredentials(string request) => request.Contains("Proxy-Authorization: Basic ", StringComparison.OrdinalIgnoreCase);

    /// <summary>A proxy that answers everything with 407, and keeps what it was asked.</summary>
    private sealed class RefusingProxy : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly ConcurrentQueue<string> requests = new();
        private readonly Task served;

        public RefusingProxy()
        {
            listener.Start();
            served = ServeAsync();
        }

        public string Address => $"{listener.LocalEndpoint}";

        public IReadOnlyList<string> Requests => [.. requests];

        public async ValueTask DisposeAsync()
        {
            listener.Dispose();
            await served;
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    var buffer = new byte[4_096];
                    var length = await client.GetStream().ReadAtLeastAsync(buffer, 1);
                    requests.Enqueue(Encoding.ASCII.GetString(buffer, 0, length));
                    await client.GetStream().WriteAsync("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test has ended.
            }
        }
    }
}
