using SinchConv.TestServer;

namespace SinchConv.Tests.Wire;

/// <summary>Whatever an identifier holds: it arrives as one whole, or it is refused before anything is sent.</summary>
public sealed class IdentifierTests
{
    public static TheoryData<string> Odd =>
    [
        "../../../admin", "a/b", "a#b", "a%2Fb", "a%b", "a+b", "a&page_size=1", "a=b", "ünïcödé佐藤🌻", "...", "a\\b", ";v=1", "<>", "{}$()", "+46701234567", "-All",
    ];

    public static TheoryData<string> Refused =>
    [
        "..", ".", "a\nb", "a\r\nX-Injected: 1", "a\0b", "a\tb", "a\u001b[31mb", "a\u0085b", "half\ud83d", new string('x', 5_000),
        "a b", " a", "a ", " ", "a\u00a0b", "\ufeffa", "a\u200bb", "a\u200db", "a\u00adb", "a\u2028b", "a\u202eb", "a\ufe0fb", "a\u3164b", "a\U000e0041b",
        "'a'", "\"a\"", "`a`", "\u201ca\u201d", "\u2018a\u2019", "\u201ea\u201c", "\u201aa\u2018", "\u00aba\u00bb", "a*", "a?b=c", "[a]",
    ];

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task It_arrives_as_one_whole(string id)
    {
        await using var server = await SinchServer.StartAsync();
        server.Faults = request => request.IsToken ? null : new Fault.Answer(200, StubHandler.Anything);
        using var host = new Host();
        host.Set("session", Sessions.To(server));
        host.Set("id", id);
        host.Run("Get-SinchConversation -Session $session -ConversationId $id").ShouldBeClean();
        host.Run("Get-SinchConversation -Session $session -AppId $id -ContactId $id -Channel $id -PageToken $id -First 1").ShouldBeClean();
        Assert.Equal(2, server.Calls.Count);
        Assert.Equal($"/v1/projects/{server.Project.ProjectId}/conversations/{Uri.EscapeDataString(id)}", server.Calls[0].Path);
        Assert.Equal("", server.Calls[0].RawQuery);
        Assert.EndsWith("/conversations", server.Calls[1].Path, StringComparison.Ordinal);
        Assert.Equal(
            [("active_channel", id.ToUpperInvariant()), ("app_id", id), ("contact_id", id), ("page_size", "20"), ("page_token", id)],
            server.Calls[1].Query.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void It_is_refused_before_anything_is_sent(string id)
    {
        var stub = new StubHandler();
        using var host = new Host();
        host.Set("session", Sessions.Over(stub));
        host.Set("id", id);
        foreach (var parameter in new[] { "AppId", "ContactId", "Channel" })
        {
            foreach (var command in new[] { "Get-SinchConversation", "Measure-SinchConversation" })
            {
                var error = host.Run($"{command} -Session $session -{parameter} $id").Terminating!;
                Assert.StartsWith("ParameterArgumentValidationError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
                ShouldName(error, parameter);
                // Piped in, it is an error of its input.
                ShouldName(Assert.Single(host.Run($"[pscustomobject]@{{ {parameter} = $id; AppId = {(parameter == "AppId" ? "$id" : "'a'")} }} | {command} -Session $session".Replace("AppId = $id; AppId = $id", "AppId = $id", StringComparison.Ordinal)).Errors), parameter);
            }
        }
        foreach (var command in new[] { "Get-SinchConversation -ConversationId $id", "$id | Get-SinchConversation", "[pscustomobject]@{ ConversationId = $id; AppId = 'a' } | Get-SinchConversation" })
            ShouldName(Assert.Single(host.Run($"{command} -Session $session").Errors), "ConversationId");
        Assert.Empty(stub.Requests);

        static void ShouldName(System.Management.Automation.ErrorRecord error, string parameter)
        {
            Assert.Contains(parameter, error.Exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(error.Exception.Message, char.IsControl);
            Assert.DoesNotContain(error.Exception.Message, character => char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.Format);
        }
    }

    [Fact]
    public void Of_a_page_token_only_what_cannot_be_sent_is_refused()
    {
        using var host = new Host();
        var stub = new StubHandler("{}");
        host.Set("session", Sessions.Over(stub));
        foreach (var token in new[] { "a\nb", "a\0b", "half\ud83d", new string('x', 5_000) })
        {
            host.Set("token", token);
            Assert.StartsWith("ParameterArgumentValidationError,", host.Run("Get-SinchConversation -Session $session -PageToken $token").TerminatingId, StringComparison.Ordinal);
        }
        Assert.Empty(stub.Requests);
        host.Run("Get-SinchConversation -Session $session -PageToken 'it''s \"a\" [token]*? of the service'").ShouldBeClean();
        Assert.EndsWith($"&page_token={Uri.EscapeDataString("it's \"a\" [token]*? of the service")}", Assert.Single(stub.Queries), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../v2")]
    [InlineData("a/b%2Fc#d")]
    public async Task A_project_ID_cannot_leave_its_place(string id)
    {
        await using var server = await SinchServer.StartAsync();
        using var host = new Host();
        host.Set("uri", server.Uri.AbsoluteUri);
        host.Set("id", id);
        host.Set("credential", new System.Management.Automation.PSCredential("k", new System.Net.NetworkCredential("", "s").SecurePassword));
        host.Run("Connect-SinchProject $id -Credential $credential -Authentication Basic -ApiUri $uri -AppId a; Get-SinchConversation");
        Assert.Equal($"/v1/projects/{Uri.EscapeDataString(id)}/conversations", Assert.Single(server.Calls).Path);
    }

    [Fact]
    public async Task A_proxy_that_refuses_is_named_as_the_cause()
    {
        await using var server = await SinchServer.StartAsync();
        var script = "$s = [securestring]::new(); $s.AppendChar('x'); Connect-SinchProject p -KeyId k -KeySecret $s -Region eu -MaximumRetryCount 0";
        var (exitCode, _, error) = await ChildShell.RunAsync(script, ("HTTPS_PROXY", server.Uri.AbsoluteUri), ("NO_PROXY", ""));
        Assert.Equal(1, exitCode);
        Assert.Contains($"The proxy {server.Uri.Authority} on the way to auth.sinch.com", error, StringComparison.Ordinal);
    }
}
