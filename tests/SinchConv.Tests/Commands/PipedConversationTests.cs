using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>A conversation that is piped in or given stands for its own id, in whatever form it comes, and never for a list.</summary>
public sealed class PipedConversationTests : IDisposable
{
    private readonly Host host = Host.OnSandbox();
    private readonly Conversation one;

    public PipedConversationTests()
    {
        one = host.Run("Get-SinchConversation -First 1").ShouldBeClean().As<Conversation>().Single();
        host.Set("one", one);
        host.Set("two", host.Run("Get-SinchConversation -First 2").Output.ToArray());
    }

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("$one")]
    [InlineData("$one.ConversationId")]
    [InlineData("([psobject] $one.ConversationId)")]
    [InlineData("[pscustomobject]@{ id = $one.ConversationId; app_id = $one.AppId; contact_id = $one.ContactId; active = $true }")]
    [InlineData("[pscustomobject]@{ ConversationId = $one.ConversationId }")]
    [InlineData("[pscustomobject]@{ ConversationId = $one }")]
    [InlineData("[pscustomobject]@{ conversation_id = $one.ConversationId }")]
    [InlineData("[pscustomobject]@{ id = 'of a message'; conversation_id = $one.ConversationId; contact_id = $one.ContactId }")]
    [InlineData("[pscustomobject]@{ MessageId = 'm'; ConversationId = $one.ConversationId; ContactId = $one.ContactId; Channel = 'SMS'; Direction = 'ToApp' }")]
    [InlineData("($one | ConvertTo-Csv | ConvertFrom-Csv)")]
    [InlineData("($one | ConvertTo-Json -Depth 8 | ConvertFrom-Json)")]
    [InlineData("([System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($one)))")]
    public void Piped_in_it_is_got_again(string input)
    {
        foreach (var arguments in new[] { "", "-All", "-ThrottleLimit 8", "-First 1000" })
            Assert.Equal([one.ConversationId], host.Run($"{input} | Get-SinchConversation {arguments}").ShouldBeClean().Ids);
    }

    [Theory]
    [InlineData("id = $one.ConversationId; app_id = $one.AppId; active_channel = $one.ActiveChannel")]
    [InlineData("id = $one.ConversationId; contact_id = $one.ContactId; active_channel = $one.ActiveChannel")]
    [InlineData("id = $one.ConversationId; active = $true; active_channel = $one.ActiveChannel")]
    [InlineData("id = $one.ConversationId; app_id = $one.AppId")]
    [InlineData("id = $one.ConversationId; last_received = '2026-06-28T18:05:31Z'")]
    public void A_raw_one_of_which_a_part_is_left_is_one_nevertheless(string properties)
    {
        foreach (var arguments in new[] { "", "-All" })
            Assert.Equal([one.ConversationId], host.Run($"[pscustomobject]@{{ {properties} }} | Get-SinchConversation {arguments}").ShouldBeClean().Ids);
    }

    [Theory]
    [InlineData("$two")]
    [InlineData("$two[0], $two[1].ConversationId")]
    [InlineData("([System.Collections.Generic.List[object]] $two)")]
    [InlineData("([System.Collections.ArrayList] $two)")]
    [InlineData("([System.Collections.Generic.List[string]] @($two.ConversationId))")]
    public void As_an_argument_it_stands_for_its_id_too(string several)
    {
        Assert.Equal(2, host.Run($"Get-SinchConversation -ConversationId {several}").ShouldBeClean().Ids.Count);
        Assert.Equal(2, host.Run($"Get-SinchConversation {several}").ShouldBeClean().Ids.Count);
    }

    [Theory]
    [InlineData("ConversationId = ''; AppId = $one.AppId; ContactId = ''", "The ConversationId is empty.")]
    [InlineData("ConversationId = $null; AppId = $one.AppId", "The ConversationId is empty.")]
    [InlineData("ConversationId = @(); AppId = $one.AppId", "The ConversationId is empty.")]
    [InlineData("conversation_id = ''; contact_id = $one.ContactId", "The ConversationId is empty.")]
    [InlineData("id = ''; app_id = $one.AppId; contact_id = ''", "The id of the input is empty.")]
    [InlineData("id = $null; app_id = $one.AppId; active = $true", "The id of the input is empty.")]
    [InlineData("ConversationId = '..'; AppId = $one.AppId", "is no identifier")]
    [InlineData("ConversationId = \"$($one.ConversationId) \"; AppId = $one.AppId", "holds a blank")]
    [InlineData("ConversationId = '01*'; AppId = $one.AppId", "wildcards are not supported")]
    public void Without_an_ID_it_never_becomes_a_list(string properties, string problem)
    {
        foreach (var arguments in new[] { "", "-All", "-All -ThrottleLimit 4" })
        {
            var outcome = host.Run($"[pscustomobject]@{{ {properties} }} | Get-SinchConversation {arguments} -Verbose");
            var error = Assert.Single(outcome.Errors);
            Assert.Equal("SinchInvalidRequest,SinchConv.Commands.GetSinchConversationCommand", error.FullyQualifiedErrorId);
            Assert.Contains(problem, error.Exception.Message, StringComparison.Ordinal);
            Assert.Empty(outcome.Output);
            Assert.Empty(outcome.Verbose);
        }
    }

    [Theory]
    [InlineData("State", "Active")]
    [InlineData("Channel", "NOPE")]
    [InlineData("AppId", "nosuch")]
    [InlineData("ContactId", "nosuch")]
    public void A_filter_beside_it_is_an_error_of_its_own_in_its_place(string parameter, string value)
    {
        var outcome = host.Run($"[pscustomobject]@{{ contact_id = $one.ContactId }}, $one, $one.ConversationId, [pscustomobject]@{{ contact_id = $one.ContactId }} | Get-SinchConversation -{parameter} {value} -ThrottleLimit 4");
        Assert.Null(outcome.Terminating);
        var refused = outcome.Errors.Where(error => error.Exception.Message.StartsWith($"-{parameter} chooses from a list", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, refused.Count);
        Assert.All(refused, error => Assert.Equal((one.ConversationId, "SinchInvalidRequest,SinchConv.Commands.GetSinchConversationCommand"), (error.TargetObject, error.FullyQualifiedErrorId)));
        // What stands before and behind it goes on.
        Assert.Equal(parameter == "State" ? 2 : 0, outcome.Output.Count);
        Assert.Equal(parameter == "State" ? 2 : 4, outcome.Errors.Count);
    }

    [Fact]
    public async Task Several_IDs_are_looked_up_together_and_come_in_their_order()
    {
        await using var server = await SinchServer.StartAsync();
        var underWay = 0;
        var most = 0;
        server.Latency = TimeSpan.FromMilliseconds(20);
        server.Started = () => most = Math.Max(most, Interlocked.Increment(ref underWay));
        server.Ended = () => Interlocked.Decrement(ref underWay);
        using var session = Sessions.To(server);
        host.Set("other", session);
        var ids = server.Project.Conversations.Take(30).Select(item => item.Id).ToList();
        host.Set("ids", ids.ToArray());
        Assert.Equal(ids, (await Task.Run(() => host.Run("Get-SinchConversation -Session $other -ConversationId $ids -ThrottleLimit 6"))).ShouldBeClean().Ids);
        Assert.InRange(most, 2, 6);
        host.Set("withGap", ids.Take(10).Append("nobody").Concat(ids.Skip(10)).ToArray());
        var outcome = await Task.Run(() => host.Run("$withGap | Get-SinchConversation -Session $other -ThrottleLimit 6"));
        Assert.Equal(ids, outcome.Ids);
        Assert.Equal("nobody", Assert.Single(outcome.Errors).TargetObject);
        most = 0;
        Assert.Equal(ids, (await Task.Run(() => host.Run("$ids | ForEach-Object { [pscustomobject]@{ ConversationId = $_ } } | Get-SinchConversation -Session $other"))).ShouldBeClean().Ids);
        Assert.Equal(1, most);
    }

    [Fact]
    public void It_may_come_between_others()
    {
        var found = host.Run("$one, [pscustomobject]@{ ContactId = $one.ContactId }, $one.ConversationId | Get-SinchConversation").ShouldBeClean().Ids;
        Assert.Equal(one.ConversationId, found[0]);
        Assert.Equal(one.ConversationId, found[^1]);
        Assert.True(found.Count > 3);
    }
}
