namespace SinchConv.Tests.Commands;

/// <summary>What connecting refuses before anything is sent, and what it says then.</summary>
public sealed class ConnectRefusalTests : Connecting
{
    [Fact]
    public void One_error_names_every_missing_piece_and_its_variable()
    {
        var outcome = host.Run("Connect-SinchProject");
        Assert.Equal("SinchInvalidRequest,SinchConv.Commands.ConnectSinchProjectCommand", outcome.TerminatingId);
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
    [InlineData("")]
    [InlineData("-ApiUri https://api.invalid")]
    public void A_region_from_the_environment_cannot_lead_elsewhere(string arguments)
    {
        Environment.SetEnvironmentVariable("SINCH_REGION", "evil.example/");
        var outcome = host.Run($"Connect-SinchProject p -Credential $credential {arguments}");
        Assert.Equal("SinchInvalidRequest,SinchConv.Commands.ConnectSinchProjectCommand", outcome.TerminatingId);
        Assert.Contains("evil.example/", outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-ApiUri http://example.com")]
    [InlineData("-AuthUri http://10.0.0.1/")]
    [InlineData("-ApiUri ftp://localhost/")]
    [InlineData("-ApiUri relative/path")]
    [InlineData("-ApiUri https://user:s3cr3t@example.com/")]
    [InlineData("-ApiUri 'https://example.com/?a=s3cr3t'")]
    [InlineData("-TimeoutSec 0")]
    [InlineData("-MaximumRetryCount -1")]
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
    [InlineData("-Region 'us.evil.example/'", "The region (-Region) is 'us.evil.example/'")]
    [InlineData("-Region ''", "-Region is empty")]
    [InlineData("-Region eu -KeyId ''", "-KeyId is empty")]
    [InlineData("-Region eu -KeyId k:x", "holds a colon")]
    [InlineData("-Region eu -ProjectId ''", "-ProjectId is empty")]
    [InlineData("-Region eu -AppId ''", "-AppId is empty")]
    [InlineData("-ApiUri https://api.invalid -Region $null", "-Region is empty")]
    public void What_is_wrong_with_a_piece_is_told_with_its_parameter(string arguments, string sentence)
    {
        Environment.SetEnvironmentVariable("SINCH_REGION", "eu");
        Environment.SetEnvironmentVariable("SINCH_KEY_ID", "another");
        Environment.SetEnvironmentVariable("SINCH_PROJECT_ID", "another");
        Environment.SetEnvironmentVariable("SINCH_APP_ID", "another");
        var project = arguments.Contains("-ProjectId", StringComparison.Ordinal) ? "" : "-ProjectId p";
        var key = arguments.Contains("-KeyId", StringComparison.Ordinal) ? "" : "-KeyId k";
        var outcome = host.Run($"Connect-SinchProject {project} {key} -KeySecret $secret -MaximumRetryCount 0 {arguments} -Verbose");
        Assert.Equal("SinchInvalidRequest,SinchConv.Commands.ConnectSinchProjectCommand", outcome.TerminatingId);
        Assert.Contains(sentence, outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(outcome.Verbose);
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
        Assert.Equal("SinchInvalidRequest,SinchConv.Commands.ConnectSinchProjectCommand", outcome.TerminatingId);
        Assert.Contains("still needs the key", outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_with_a_line_break_is_refused_without_being_shown()
    {
        host.Set("token", Secure("s3cr3t\r\nX: y"));
        var outcome = host.Run("Connect-SinchProject p -AccessToken $token -Region eu");
        Assert.Equal("SinchInvalidRequest,SinchConv.Commands.ConnectSinchProjectCommand", outcome.TerminatingId);
        Assert.DoesNotContain("s3cr3t", outcome.Terminating!.ToString(), StringComparison.Ordinal);
    }
}
