using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>New, Set, Stop and Remove: what is sent, what is asked before, what each input comes to.</summary>
public sealed class ChangeTests
{
    private static async Task<WireHost> StartAsync()
    {
        var wire = await WireHost.StartAsync();
        wire.Set("ids", wire.Project.Conversations.Take(3).Select(item => item.Id).ToArray());
        wire.Set("contact", wire.Project.Conversations[0].ContactId);
        return wire;
    }

    [Theory]
    [InlineData("-State Inactive", "?update_mask=active", """{"active":false}""")]
    [InlineData("-State active", "?update_mask=active", """{"active":true}""")]
    [InlineData("-Channel sms", "?update_mask=active_channel", """{"active_channel":"SMS"}""")]
    [InlineData("-CorrelationId 'a b'", "?update_mask=correlation_id", """{"correlation_id":"a b"}""")]
    [InlineData("-MetadataJson @{ t = 'x' }", "?update_mask=metadata_json&metadata_update_strategy=REPLACE", """{"metadata_json":{"t":"x"}}""")]
    [InlineData("-MetadataJson '{\"t\":null}' -MergeMetadata", "?update_mask=metadata_json&metadata_update_strategy=MERGE_PATCH", """{"metadata_json":{"t":null}}""")]
    [InlineData("-CorrelationId c -State Inactive -MetadataJson @{} -Channel RCS", "?update_mask=active,active_channel,metadata_json,correlation_id&metadata_update_strategy=REPLACE", """{"active":false,"active_channel":"RCS","metadata_json":{},"correlation_id":"c"}""")]
    public async Task Set_sends_exactly_what_was_given(string arguments, string query, string body)
    {
        await using var wire = await StartAsync();
        var (outcome, calls) = await wire.WatchAsync($"Set-SinchConversation $ids[1] {arguments}");
        Assert.Empty(outcome.ShouldBeClean().Output);
        var call = Assert.Single(calls);
        Assert.Equal(("PATCH", "conversations/*", query, body), (call.Method, call.Route, Uri.UnescapeDataString(call.RawQuery), call.Body));
    }

    [Fact]
    public async Task Merging_keeps_the_rest_and_replacing_does_not()
    {
        await using var wire = await StartAsync();
        var outcome = (await wire.RunAsync("""
            $null = Set-SinchConversation $ids[0] -MetadataJson @{ keep = 1; drop = 2 } -PassThru
            "$((Set-SinchConversation $ids[0] -MetadataJson @{ drop = $null; add = 3 } -MergeMetadata -PassThru).MetadataJson)"
            "$((Set-SinchConversation $ids[0] -MetadataJson @{ only = 4 } -PassThru).MetadataJson)"
            """)).ShouldBeClean();
        Assert.Equal(["""{"keep":1,"add":3}""", """{"only":4}"""], outcome.As<string>());
    }

    [Theory]
    [InlineData("Set-SinchConversation $ids[0]", "Nothing says what to change")]
    [InlineData("Set-SinchConversation $ids[0] -MergeMetadata -State Active", "-MergeMetadata says how")]
    [InlineData("Set-SinchConversation $ids[0] -MetadataJson '[1]'", "'[1]' is no JSON object")]
    [InlineData("Set-SinchConversation $ids[0] -MetadataJson 'x'", "is no JSON")]
    [InlineData("Set-SinchConversation $ids[0] -MetadataJson $null", "-MetadataJson is empty")]
    [InlineData("Set-SinchConversation $ids[0] -CorrelationId ('x' * 129)", "128")]
    [InlineData("Stop-SinchConversation $null -Confirm:$false", "-ConversationId is empty")]
    [InlineData("Stop-SinchConversation $ids[0], '' -Confirm:$false", "-ConversationId is empty")]
    [InlineData("Remove-SinchConversation -Confirm:$false", "Nothing says which conversation")]
    [InlineData("Remove-SinchConversation '*' -Confirm:$false", "wildcards are not supported")]
    [InlineData("Remove-SinchConversation .. -Confirm:$false", "is no identifier")]
    [InlineData("$ids | Remove-SinchConversation $ids[0] -Confirm:$false", "give one of the two")]
    [InlineData("Get-SinchSession | Out-Null; New-SinchConversation", "Nothing says with whom")]
    [InlineData("New-SinchConversation $null", "-ContactId is empty")]
    [InlineData("New-SinchConversation $contact -AppId ''", "-AppId is empty")]
    public async Task What_makes_no_sense_is_refused_before_anything_is_sent(string command, string problem)
    {
        await using var wire = await StartAsync();
        var outcome = await wire.RunAsync(command);
        var errors = outcome.Errors.Append(outcome.Terminating).OfType<System.Management.Automation.ErrorRecord>().ToList();
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Contains(problem, error.Exception.Message, StringComparison.Ordinal));
        Assert.Empty(wire.Server.Requests);
    }

    [Theory]
    [InlineData("New-SinchConversation $contact -WhatIf")]
    [InlineData("Set-SinchConversation $ids -State Inactive -WhatIf")]
    [InlineData("$ids | Stop-SinchConversation -WhatIf")]
    [InlineData("$ids | Remove-SinchConversation -ThrottleLimit 8 -WhatIf")]
    [InlineData("$WhatIfPreference = $true; $ids | Stop-SinchConversation; $WhatIfPreference = $false")]
    public async Task WhatIf_sends_nothing(string command)
    {
        await using var wire = await StartAsync();
        Assert.Empty((await wire.RunAsync(command)).ShouldBeClean().Output);
        Assert.Empty(wire.Server.Requests);
    }

    [Theory]
    [InlineData("Stop-SinchConversation")]
    [InlineData("Remove-SinchConversation")]
    public async Task Stopping_and_removing_ask(string command)
    {
        await using var wire = await StartAsync();
        // The engine's own host cannot ask: then nothing is done.
        Assert.NotNull((await wire.RunAsync($"$ids | {command}")).Terminating);
        Assert.Empty(wire.Server.Requests);
    }

    [Theory]
    [InlineData("Stop-SinchConversation -Confirm:$false", "POST", "conversations/*:stop")]
    [InlineData("Remove-SinchConversation -Confirm:$false", "DELETE", "conversations/*")]
    [InlineData("Set-SinchConversation -State Inactive", "PATCH", "conversations/*")]
    public async Task One_that_is_gone_or_no_ID_is_an_error_of_its_own(string command, string method, string route)
    {
        await using var wire = await StartAsync();
        foreach (var limit in new[] { 1, 4 })
        {
            var (outcome, calls) = await wire.WatchAsync($"$ids[0], 'gone', '', $ids[1], [pscustomobject]@{{ Other = 1 }}, $ids[2] | {command} -ThrottleLimit {limit}");
            // The first round has removed them all.
            if (limit == 1 || method != "DELETE")
                Assert.Equal(["SinchNotFound", "SinchInvalidRequest", "SinchInvalidRequest"], outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
            Assert.Equal("gone", outcome.Errors.First(error => error.TargetObject is "gone").TargetObject);
            Assert.Equal(4, calls.Count(call => call.IsOn(route, method)));
            Assert.Empty(outcome.Output);
        }
    }

    [Fact]
    public async Task PassThru_gives_each_conversation_as_it_is_then_in_the_order_of_the_inputs()
    {
        await using var wire = await StartAsync();
        var ids = wire.Project.Conversations.Take(20).Select(item => item.Id).ToList();
        wire.Set("ids", ids.ToArray());
        var stopped = (await wire.RunAsync("$ids | Stop-SinchConversation -PassThru -Confirm:$false -ThrottleLimit 8")).ShouldBeClean();
        Assert.Equal(ids, stopped.Ids);
        Assert.All(stopped.As<Conversation>(), item => Assert.Equal("Inactive", item.State));
        var set = (await wire.RunAsync("$ids | Set-SinchConversation -CorrelationId x -PassThru -ThrottleLimit 8")).ShouldBeClean();
        Assert.Equal(ids, set.Ids);
        Assert.All(set.As<Conversation>(), item => Assert.Equal("x", item.CorrelationId));
    }

    [Fact]
    public async Task Removing_takes_the_messages_too()
    {
        await using var wire = await StartAsync();
        var id = wire.Project.Conversations[0].Id;
        (await wire.RunAsync("$message = Get-SinchMessage -ConversationId $ids[0] -First 1; Remove-SinchConversation $ids[0] -Confirm:$false")).ShouldBeClean();
        Assert.Null(wire.Project.Find(id));
        Assert.Equal(2, (await wire.RunAsync("Get-SinchConversation $ids[0]; $message | Get-SinchMessage")).Errors.Count);
    }

    [Theory]
    [InlineData("", """{"app_id":"APP","contact_id":"CONTACT","active":true}""")]
    [InlineData("-State Inactive -Channel sms -CorrelationId c -MetadataJson @{ a = 1 }", """{"app_id":"APP","contact_id":"CONTACT","active":false,"active_channel":"SMS","metadata_json":{"a":1},"correlation_id":"c"}""")]
    [InlineData("-AppId other", """{"app_id":"other","contact_id":"CONTACT","active":true}""")]
    public async Task New_sends_what_was_given_to_the_default_app(string arguments, string body)
    {
        await using var wire = await StartAsync();
        var (_, calls) = await wire.WatchAsync($"New-SinchConversation $contact {arguments} -ErrorAction SilentlyContinue");
        Assert.True(Assert.Single(calls).IsOn("conversations", "POST"));
        Assert.Equal(body.Replace("APP", SinchConv.Sandbox.SandboxProject.ConversationAppId, StringComparison.Ordinal).Replace("CONTACT", wire.Project.Conversations[0].ContactId, StringComparison.Ordinal), calls[0].Body);
    }

    [Fact]
    public async Task New_gives_what_was_made_and_takes_rows()
    {
        await using var wire = await StartAsync();
        var outcome = await wire.RunAsync("""""
            $rows = 'ContactId,CorrelationId,MetadataJson', "$contact,one,""{""""a"""":1}""", "nobody,two,", "$contact,three,no json", ",four,", "$contact,five," | ConvertFrom-Csv
            $rows | New-SinchConversation -State Inactive
            """"");
        Assert.Equal(["one", "five"], outcome.As<Conversation>().Select(item => item.CorrelationId));
        Assert.Equal("""{"a":1}""", $"{outcome.As<Conversation>()[0].MetadataJson}");
        Assert.Equal(["SinchNotFound", "ParameterArgumentTransformationError", "SinchInvalidRequest"], outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.All(outcome.Ids, id => Assert.NotNull(wire.Project.Find(id!)));
    }

    [Fact]
    public async Task What_is_left_after_a_break_is_what_was_not_done()
    {
        await using var wire = await StartAsync();
        var ids = wire.Project.Conversations.Take(12).Select(item => item.Id).ToList();
        wire.Set("ids", ids.ToArray());
        // By their place in the input, as those of one time arrive in any order.
        wire.Server.Faults = request => ids.FindIndex(id => request.Path.EndsWith(id, StringComparison.Ordinal)) >= 5 ? new Fault.Answer(403) : null;
        var outcome = await wire.RunAsync("Remove-SinchConversation $ids -Confirm:$false -ThrottleLimit 4 -Verbose -ErrorVariable problems");
        var failure = (SinchException)outcome.Terminating!.Exception;
        Assert.StartsWith("Check the project ID", outcome.Terminating.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("objects were written", outcome.Terminating.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        // Also those that were not asked about yet.
        Assert.Equal(ids.Where(id => wire.Project.Find(id) is not null).Order(), failure.ResumeParameters.Select(part => (string)part["ConversationId"]!).Order());
        Assert.All(failure.ResumeParameters, part => Assert.Equal(["Confirm", "ConversationId", "Session", "ThrottleLimit"], part.Keys.Cast<string>().Order(StringComparer.Ordinal)));
        wire.Server.Faults = null;
        wire.Set("failure", failure);
        (await wire.RunAsync("foreach ($part in $failure.ResumeParameters) { Remove-SinchConversation @part }")).ShouldBeClean();
        Assert.All(failure.ResumeParameters, part => Assert.Null(wire.Project.Find((string)part["ConversationId"]!)));
    }

    [Fact]
    public async Task A_default_of_the_user_is_not_done_once_for_each_input()
    {
        await using var wire = await StartAsync();
        await wire.RunAsync("$PSDefaultParameterValues['Stop-SinchConversation:ConversationId'] = $ids[0]");
        var (outcome, calls) = await wire.WatchAsync("[pscustomobject]@{ Other = 1 } | Stop-SinchConversation -Confirm:$false");
        Assert.Single(outcome.Errors);
        Assert.Empty(calls);
    }
}
