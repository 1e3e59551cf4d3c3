namespace SinchConv.Tests.Commands;

/// <summary>What was copied along with an identifier, a key or a secret is refused by one rule, wherever it comes from, and never sent.</summary>
public sealed class ConnectionValueTests : Connecting
{
    // Each with what the message calls it.
    public static TheoryData<string, string> Odd =>
    [
        ("abc def9", "a blank"),
        (" abcdef9", "a blank"),
        ("abcdef9 ", "a blank"),
        ("abc\u00a0def9", "a blank"),
        ("abcdef9\n", "a line break"),
        ("abcdef9\r\n", "a line break"),
        ("abc\u2028def9", "a line break"),
        ("abc\tdef9", "a tab"),
        ("\ufeffabcdef9", "a byte order mark"),
        ("abc\u200bdef9", "an invisible character (U+200B)"),
        ("abc\u200ddef9", "an invisible character (U+200D)"),
        ("abc\u00addef9", "an invisible character (U+00AD)"),
        ("abc\u202edef9", "an invisible character (U+202E)"),
        ("abc\ufe0fdef9", "an invisible character (U+FE0F)"),
        ("abc\u3164def9", "an invisible character (U+3164)"),
        ("abc\U000e0041def9", "an invisible character (U+E0041)"),
        ("\"abcdef9\"", "a quotation mark (\")"),
        ("'abcdef9'", "a quotation mark (')"),
        ("`abcdef9`", "a quotation mark (`)"),
        ("\u201cabcdef9\u201d", "a quotation mark (\u201c)"),
        ("\u201eabcdef9\u201c", "a quotation mark (\u201e)"),
        ("\u201aabcdef9\u2018", "a quotation mark (\u201a)"),
        ("\u00ababcdef9\u00bb", "a quotation mark (\u00ab)"),
        ("\u2039abcdef9\u203a", "a quotation mark (\u2039)"),
        ("abc\u0007def9", "a control character (U+0007)"),
        ("abc\u001bdef9", "a control character (U+001B)"),
    ];

    [Theory]
    [MemberData(nameof(Odd))]
    public void It_is_named_with_its_place(string value, string name)
    {
        host.Set("value", value);
        host.Set("odd", Secure(value));
        foreach (var (variable, arguments, place) in new[]
        {
            ("SINCH_PROJECT_ID", "-ProjectId $value -KeyId k -KeySecret $secret -Region eu", "-ProjectId"),
            ("SINCH_KEY_ID", "-ProjectId p -KeyId $value -KeySecret $secret -Region eu", "-KeyId"),
            ("SINCH_APP_ID", "-ProjectId p -KeyId k -KeySecret $secret -Region eu -AppId $value", "-AppId"),
            ("SINCH_KEY_SECRET", "-ProjectId p -KeyId k -KeySecret $odd -Region eu", "-KeySecret"),
            ("", "-ProjectId p -AccessToken $odd -Region eu", "-AccessToken"),
            ("", "-ProjectId p -Credential ([pscredential]::new('k', $odd)) -Region eu", "-Credential"),
            ("", "-ProjectId p -Credential ([pscredential]::new($value, $secret)) -Region eu", "-Credential"),
        })
        {
            ShouldBeRefused(arguments, place, name, value);
            if (variable.Length == 0)
                continue;
            Environment.SetEnvironmentVariable(variable, value);
            ShouldBeRefused(arguments.Replace($"{place} {(place == "-KeySecret" ? "$odd" : "$value")}", "", StringComparison.Ordinal), variable, name, value);
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [Theory]
    [InlineData("SINCH_PROJECT_ID", "01*", "holds '*': wildcards are not supported")]
    [InlineData("SINCH_APP_ID", "a?b", "holds '?': wildcards are not supported")]
    [InlineData("SINCH_KEY_ID", "[k]", "holds '[': wildcards are not supported")]
    [InlineData("SINCH_PROJECT_ID", "..", "is no identifier")]
    [InlineData("SINCH_APP_ID", ".", "is no identifier")]
    [InlineData("SINCH_KEY_ID", "key:id", "holds a colon")]
    public void An_identifier_from_the_environment_is_checked_like_a_parameter(string variable, string value, string fault)
    {
        Environment.SetEnvironmentVariable("SINCH_PROJECT_ID", "p");
        Environment.SetEnvironmentVariable("SINCH_KEY_ID", "k");
        Environment.SetEnvironmentVariable(variable, value);
        ShouldBeRefused("-KeySecret $secret -Region eu", variable, fault, "no secret at all");
    }

    [Fact]
    public void In_a_secret_the_characters_of_wildcards_mean_nothing() =>
        host.Run("$odd = [securestring]::new(); '*?[]..-_~+/=%&abc'.ToCharArray() | ForEach-Object { $odd.AppendChar($_) }; Connect-SinchProject p -KeyId k -KeySecret $odd -Region eu -Authentication Basic").ShouldBeClean();

    private void ShouldBeRefused(string arguments, string place, string name, string value)
    {
        var outcome = host.Run($"Connect-SinchProject {arguments} -MaximumRetryCount 0 -Verbose");
        Assert.Equal("SinchInvalidRequest,SinchConv.Commands.ConnectSinchProjectCommand", outcome.TerminatingId);
        var message = outcome.Terminating!.Exception.Message;
        Assert.Contains(place, message, StringComparison.Ordinal);
        Assert.Contains(name, message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, message, StringComparison.Ordinal);
        Assert.DoesNotContain("def9", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
        Assert.Empty(outcome.Verbose);
    }
}
