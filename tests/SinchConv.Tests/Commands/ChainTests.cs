namespace SinchConv.Tests.Commands;

/// <summary>Whatever one command gives, as an object, a row of a CSV, from CLIXML or raw from the API, the next one takes by its property names.</summary>
public sealed class ChainTests
{
    private const string Prepare = """
        $conversation = Get-SinchConversation -State Active -First 1
        $message = $conversation | Get-SinchMessage -First 1
        $contact = Get-SinchContact $conversation.ContactId
        $app = Get-SinchApp $conversation.AppId
        $happened = Get-SinchConversation -First 30 | Get-SinchConversationEvent -All | Select-Object -First 1
        $ofEvent = Get-SinchConversation $happened.ConversationId
        function Get-Raw($Path) { Invoke-SinchRequest $Path }
        $raw = @{
            conversation = Get-Raw "conversations/$conversation"; contact = Get-Raw "contacts/$contact"; app = Get-Raw "apps/$app"
            message = Get-Raw "messages/$($message.MessageId)"; happened = Get-Raw "events/$($happened.EventId)"
        }
        function Get-Forms($Item, $Raw) {
            $Item
            $Item | ConvertTo-Csv | ConvertFrom-Csv
            [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($Item, 4))
            $Item | ConvertTo-Json -Depth 5 | ConvertFrom-Json
            $Raw
        }
        """;

    [Theory]
    [InlineData("conversation", "Get-SinchConversation", "conversations/*")]
    [InlineData("conversation", "Get-SinchMessage", "messages?conversation_id")]
    [InlineData("conversation", "Get-SinchConversationEvent", "events?conversation_id")]
    [InlineData("conversation", "Get-SinchContact", "contacts/*")]
    [InlineData("conversation", "Get-SinchApp", "apps/*")]
    [InlineData("conversation", "Stop-SinchConversation -Confirm:$false", "conversations/*:stop")]
    [InlineData("conversation", "Set-SinchConversation -CorrelationId x", "conversations/*")]
    [InlineData("message", "Get-SinchMessage", "messages/*")]
    [InlineData("message", "Get-SinchConversation", "conversations/*")]
    [InlineData("message", "Get-SinchContact", "contacts/*")]
    [InlineData("message", "Get-SinchConversationEvent", "events?conversation_id")]
    [InlineData("message", "Stop-SinchConversation -Confirm:$false", "conversations/*:stop")]
    [InlineData("contact", "Get-SinchContact", "contacts/*")]
    [InlineData("contact", "Get-SinchConversation", "conversations?contact_id")]
    [InlineData("contact", "Get-SinchMessage", "messages?contact_id")]
    [InlineData("contact", "Get-SinchConversationEvent", "events?contact_id")]
    [InlineData("app", "Get-SinchApp", "apps/*")]
    [InlineData("app", "Get-SinchConversation", "conversations?app_id")]
    [InlineData("app", "Get-SinchMessage", "messages?app_id")]
    [InlineData("happened", "Get-SinchConversationEvent", "events/*")]
    [InlineData("happened", "Get-SinchMessage", "messages?conversation_id")]
    [InlineData("happened", "Get-SinchConversation", "conversations/*")]
    [InlineData("happened", "Get-SinchContact", "contacts/*")]
    public async Task A_thing_in_every_form_means_the_same_to_a_command(string thing, string command, string wanted)
    {
        await using var wire = await WireHost.StartAsync();
        (await wire.RunAsync(Prepare)).ShouldBeClean();
        var owner = thing == "happened" ? "$ofEvent" : "$conversation";
        var ids = new Dictionary<string, string>
        {
            ["conversations"] = $"{owner}.ConversationId",
            ["contacts"] = $"{owner}.ContactId",
            ["apps"] = $"{owner}.AppId",
            ["messages"] = "$message.MessageId",
            ["events"] = "$happened.EventId",
            ["conversation_id"] = $"{owner}.ConversationId",
            ["contact_id"] = $"{owner}.ContactId",
            ["app_id"] = $"{owner}.AppId",
        };
        var (outcome, calls) = await wire.WatchAsync($"Get-Forms ${thing} $raw.{thing} | {command}");
        outcome.ShouldBeClean();
        var parts = wanted.Split('?');
        Assert.Equal(5, calls.Count(call => call.PageToken is null));
        var key = parts.Length == 2 ? parts[1] : parts[0].Split('/')[0];
        var id = (await wire.RunAsync(ids[key])).As<string>().Single();
        Assert.All(calls, call =>
        {
            Assert.Equal(parts[0], call.Route);
            if (parts.Length == 2)
                Assert.Equal(id, call.Query[key]);
            else
                Assert.Equal(id, Uri.UnescapeDataString(call.Path.Split('/')[5].Split(':')[0]));
        });
    }

    [Theory]
    [InlineData("contact", "Stop-SinchConversation -Confirm:$false")]
    [InlineData("contact", "Remove-SinchConversation -Confirm:$false")]
    [InlineData("app", "Stop-SinchConversation -Confirm:$false")]
    [InlineData("app", "Remove-SinchConversation -Confirm:$false")]
    [InlineData("app", "Set-SinchConversation -State Inactive")]
    [InlineData("app", "Get-SinchContact")]
    [InlineData("contact", "Get-SinchApp")]
    public async Task What_names_nothing_to_a_command_is_an_error_and_no_request(string thing, string command)
    {
        await using var wire = await WireHost.StartAsync();
        (await wire.RunAsync(Prepare)).ShouldBeClean();
        var (outcome, calls) = await wire.WatchAsync($"Get-Forms ${thing} $raw.{thing} | {command}");
        Assert.Equal(5, outcome.Errors.Count);
        Assert.Empty(calls);
    }

    [Theory]
    [InlineData("Stop-SinchConversation -Confirm:$false")]
    [InlineData("Remove-SinchConversation -Confirm:$false")]
    [InlineData("Set-SinchConversation -State Inactive")]
    [InlineData("Get-SinchConversation")]
    public async Task A_messages_ID_is_never_taken_for_a_conversations(string command)
    {
        await using var wire = await WireHost.StartAsync();
        (await wire.RunAsync(Prepare)).ShouldBeClean();
        // Without its conversation, as in DISPATCH mode, a message names none.
        foreach (var thing in new[] { "message", "happened" })
        {
            var (outcome, calls) = await wire.WatchAsync($$"""
                $bare = $raw.{{thing}} | Select-Object -Property * -ExcludeProperty conversation_id, contact_id
                $empty = $raw.{{thing}}.PSObject.Copy(); $empty.conversation_id = ''
                $bare, $empty | {{command}}
                """);
            Assert.Equal(2, outcome.Errors.Count);
            Assert.Empty(outcome.Output);
            Assert.Empty(calls);
        }
    }

    [Fact]
    public async Task From_a_phone_number_to_the_messages()
    {
        await using var wire = await WireHost.StartAsync();
        var messages = (await wire.RunAsync("Get-SinchContact -Identity '+46 70 123 45 67' | Get-SinchConversation -All | Get-SinchMessage -First 20")).ShouldBeClean().As<Message>();
        var contact = Assert.Single(messages.Select(message => message.ContactId).Distinct());
        var conversations = wire.Project.Conversations.Where(item => item.ContactId == contact).Select(item => item.Id);
        Assert.Equal(conversations, messages.Select(message => message.ConversationId).Distinct());
        Assert.All(messages.GroupBy(message => message.ConversationId), group => Assert.InRange(group.Count(), 1, 20));
    }

    [Fact]
    public async Task From_the_apps_to_their_active_conversations()
    {
        await using var wire = await WireHost.StartAsync();
        var outcome = (await wire.RunAsync("Get-SinchApp | Get-SinchConversation -State Active -All")).ShouldBeClean();
        Assert.Equal(wire.Project.Conversations.Where(item => item.IsActive).Select(item => item.Id), outcome.Ids);
    }

    [Fact]
    public async Task Silent_conversations_are_stopped_and_those_of_a_file_removed()
    {
        await using var wire = await WireHost.StartAsync();
        var folder = Directory.CreateTempSubdirectory();
        wire.Set("folder", folder.FullName);
        try
        {
            var until = SinchConv.Sandbox.SandboxSamples.Newest.AddDays(-90);
            var silent = wire.Project.Conversations.Where(item => item.LastReceived is { } last && last < until).Select(item => item.Id).ToList();
            wire.Set("until", until.ToLocalTime());
            var (outcome, calls) = await wire.WatchAsync("Get-SinchConversation -All | Where-Object { $_.LastReceived -and $_.LastReceived -lt $until } | Stop-SinchConversation -WhatIf");
            outcome.ShouldBeClean();
            Assert.All(calls, call => Assert.Equal("GET", call.Method));
            (outcome, calls) = await wire.WatchAsync("Get-SinchConversation -All | Where-Object { $_.LastReceived -and $_.LastReceived -lt $until } | Stop-SinchConversation -Confirm:$false -ThrottleLimit 16");
            outcome.ShouldBeClean();
            Assert.Equal(silent.Order(), calls.Where(call => call.Method == "POST").Select(call => call.Path.Split('/')[5].Split(':')[0]).Order());
            outcome = await wire.RunAsync("""
                Get-SinchConversation -State Inactive -First 30 | Export-Csv "$folder/old.csv" -NoTypeInformation -Encoding UTF8
                Import-Csv "$folder/old.csv" | Remove-SinchConversation -Confirm:$false
                Import-Csv "$folder/old.csv" | Get-SinchConversation -ErrorAction SilentlyContinue
                """);
            Assert.Empty(outcome.Output);
            Assert.Equal(1_204, wire.Project.Conversations.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
