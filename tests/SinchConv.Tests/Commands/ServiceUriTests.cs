namespace SinchConv.Tests.Commands;

/// <summary>An address may hold a password by mistake: whatever is wrong with it, no error repeats it.</summary>
public sealed class ServiceUriTests : Connecting
{
    [Theory]
    [InlineData("'https://user:Pa#ssw0rd@host'")]
    [InlineData("'https://user:ssw0rd@host:port'")]
    [InlineData("'https://user:ssw0rd@host:99999'")]
    [InlineData("'https://user:12/ssw0rd@host'")]
    [InlineData("'https://user:ssw0rd@'")]
    [InlineData("'https://user:ssw0rd@[::1'")]
    [InlineData("'user:ssw0rd@host'")]
    [InlineData("'ssw0rd://host'")]
    [InlineData("'http://host/ssw0rd'")]
    [InlineData("'/ssw0rd'")]
    [InlineData("' '")]
    [InlineData("''")]
    [InlineData("$null")]
    [InlineData("1")]
    [InlineData("@{ ssw0rd = 1 }")]
    [InlineData("'https://a.invalid', 'https://ssw0rd.invalid'")]
    [InlineData("([uri] 'https://user:ssw0rd@host')")]
    [InlineData("([pscustomobject] @{ ssw0rd = 1 })")]
    public void It_is_refused_in_words_of_our_own(string address)
    {
        foreach (var parameter in new[] { "ApiUri", "AuthUri" })
        {
            var error = host.Run($"Connect-SinchProject p -KeyId k -KeySecret $secret -Region eu -{parameter} {address} -Verbose").Terminating!;
            Assert.Equal("ParameterArgumentValidationError,SinchConv.Commands.ConnectSinchProjectCommand", error.FullyQualifiedErrorId);
            Assert.StartsWith($"Cannot validate argument on parameter '{parameter}'. ", error.Exception.Message, StringComparison.Ordinal);
            // Where it was typed is the line of the script itself, which is its author's.
            var seen = $"{error}{error.Exception}{error.TargetObject}{error.CategoryInfo}{error.ErrorDetails}";
            Assert.DoesNotContain("ssw0rd", seen, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("$uri")]
    [InlineData("([uri] $uri)")]
    [InlineData("(& { $uri })")]
    public async Task An_address_may_be_text_or_Uri(string address)
    {
        await using var server = await StartAsync();
        host.Run($"Connect-SinchProject $project -Credential $credential -ApiUri {address} -AuthUri {address}").ShouldBeClean();
        Assert.Equal(server.Uri, Assert.Single(host.Run("Get-SinchSession").As<SinchSession>()).ApiUri);
    }
}
