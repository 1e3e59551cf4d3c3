using SinchConv.Sandbox;

namespace SinchConv.Tests.Commands;

/// <summary>A count that is piped on means what it counted, each row once.</summary>
public sealed class PipedCountTests : IDisposable
{
    private readonly Host host = Host.OnSandbox();

    public void Dispose() => host.Dispose();

    [Fact]
    public void What_it_leaves_empty_is_no_fault_of_its_user()
    {
        host.Run("$all = Get-SinchConversation -First 30; $contact = $all[0].ContactId; $count = @(Measure-SinchConversation)[0]").ShouldBeClean();
        Assert.StartsWith("A count is of conversations", Assert.Single(host.Run("$count | Get-SinchMessage -ContactId $contact -First 1").Errors).Exception.Message, StringComparison.Ordinal);
        host.Run("$count | Get-SinchConversation -ContactId $contact").ShouldBeClean();
        // No count, but a group of messages.
        host.Run("[pscustomobject]@{ ConversationId = $all[0].ConversationId; Channel = 'SMS'; Count = 3 } | Get-SinchMessage -First 1").ShouldBeClean();
        Assert.Contains("leave one of the two out", Assert.Single(host.Run("$count | Get-SinchConversation -AppId $count.AppId -State $count.State -Channel $count.Channel").Errors).Exception.Message, StringComparison.Ordinal);
    }

    private IEnumerable<string?> Sorted(string command) => host.Run(command).ShouldBeClean().Ids.Order(StringComparer.Ordinal);

    [Theory]
    [InlineData("Measure-SinchConversation")]
    [InlineData("Measure-SinchConversation | Select-Object Channel, State, Count, AppId, ContactId")]
    [InlineData("Measure-SinchConversation | Select-Object Channel, State, AppId")]
    [InlineData("Measure-SinchConversation | Select-Object Channel, State")]
    [InlineData("Measure-SinchConversation | Select-Object -Property State -Unique")]
    [InlineData("Measure-SinchConversation | Group-Object Channel | Select-Object @{ Name = 'Channel'; Expression = 'Name' }")]
    [InlineData("Measure-SinchConversation | ForEach-Object { [pscustomobject]@{ Channel = $_.Channel; State = \"$($_.State)\"; Count = \"$($_.Count)\"; AppId = $_.AppId; ContactId = '' } }")]
    [InlineData("Measure-SinchConversation | ConvertTo-Csv | ConvertFrom-Csv")]
    [InlineData("Measure-SinchConversation | ConvertTo-Json | ConvertFrom-Json")]
    [InlineData("$counts = @(Measure-SinchConversation); [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($counts))")]
    public void It_lists_exactly_what_it_counted(string counts)
    {
        var all = Sorted("Get-SinchConversation -All");
        foreach (var arguments in new[] { "-All", "-All -ThrottleLimit 4" })
            Assert.Equal(all, Sorted($"{counts} | Get-SinchConversation {arguments}"));
        Assert.Equal(1_234, host.Run($"{counts} | Measure-SinchConversation -Total").ShouldBeClean().As<long>().Sum());
    }

    [Fact]
    public void It_is_taken_again_as_it_is()
    {
        var before = host.Run("Measure-SinchConversation").ShouldBeClean().As<ConversationCount>();
        var again = host.Run("Measure-SinchConversation | Measure-SinchConversation").ShouldBeClean().As<ConversationCount>();
        Assert.Equal(before.Select(count => $"{count} {count.AppId}"), again.Select(count => $"{count} {count.AppId}"));
        Assert.Equal(before.Select(count => count.Count), host.Run("Measure-SinchConversation | Measure-SinchConversation -Total").ShouldBeClean().As<long>());
        Assert.Contains("WHATSAPP Inactive: ", string.Join('\n', before), StringComparison.Ordinal);
    }

    [Fact]
    public void It_keeps_its_contact()
    {
        host.Run("$contact = (Get-SinchConversation -First 1).ContactId").ShouldBeClean();
        Assert.Equal(Sorted("Get-SinchConversation -ContactId $contact -All"), Sorted("Measure-SinchConversation -ContactId $contact | Get-SinchConversation -All"));
        Assert.Equal(Sorted("Get-SinchConversation -ContactId $contact -All"), Sorted("Measure-SinchConversation | Get-SinchConversation -All -ContactId $contact"));
    }

    [Fact]
    public void A_channel_without_a_state_leaves_it_to_be_given()
    {
        var active = host.Run("[pscustomobject]@{ Channel = 'LINE' } | Get-SinchConversation -All -State Active").ShouldBeClean().As<Conversation>();
        Assert.NotEmpty(active);
        Assert.All(active, item => Assert.Equal(("LINE", "Active", true), (item.ActiveChannel, item.State, item.Active)));
        var error = Assert.Single(host.Run("[pscustomobject]@{ Channel = 'LINE'; State = 'Bavaria' } | Get-SinchConversation -All").Errors);
        Assert.Contains("'Bavaria'", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-State Active")]
    [InlineData("-State Active -ThrottleLimit 4")]
    [InlineData("-Channel SMS")]
    public void What_it_says_otherwise_than_the_command_line_is_an_error_of_its_own(string arguments)
    {
        var all = host.Run($"Get-SinchConversation -All {arguments}").ShouldBeClean().Ids;
        foreach (var counts in new[] { "Measure-SinchConversation", "Measure-SinchConversation | ConvertTo-Csv | ConvertFrom-Csv" })
        {
            var outcome = host.Run($"{counts} | Get-SinchConversation -All {arguments}");
            Assert.Null(outcome.Terminating);
            Assert.All(outcome.Errors, error => Assert.StartsWith("SinchInvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
            Assert.NotEmpty(outcome.Errors);
            Assert.Equal(all.Order(StringComparer.Ordinal), outcome.Ids.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("$counts", "This count is of channels that the module does not know")]
    [InlineData("$counts | Select-Object Channel, State, Count, AppId, ContactId", "This count is of channels that the module does not know")]
    [InlineData("$counts | Select-Object Channel, State, AppId", "The Channel of the input is empty")]
    [InlineData("$counts | ConvertTo-Csv | ConvertFrom-Csv", "This count is of channels that the module does not know")]
    public void One_of_channels_that_nobody_knows_is_an_error_and_the_others_are_listed(string counts, string problem)
    {
        host.Set("counts", new[]
        {
            new ConversationCount(1) { Count = 1, State = "Active", AppId = SandboxProject.ConversationAppId },
            new ConversationCount(1) { Count = 1, State = "Active", AppId = SandboxProject.ConversationAppId, Channel = "LINE" },
        });
        foreach (var command in new[] { "Get-SinchConversation -All", "Get-SinchConversation -All -ThrottleLimit 4" })
        {
            var outcome = host.Run($"{counts} | {command}");
            var error = Assert.Single(outcome.Errors);
            Assert.StartsWith("SinchInvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.StartsWith(problem, error.Exception.Message, StringComparison.Ordinal);
            Assert.All(outcome.As<Conversation>(), item => Assert.Equal("LINE", item.ActiveChannel));
            Assert.NotEmpty(outcome.Output);
        }
        Assert.Equal(["LINE"], host.Run($"{counts} | Measure-SinchConversation").As<ConversationCount>().Select(count => count.Channel));
    }
}
