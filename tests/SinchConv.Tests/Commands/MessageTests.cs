using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>Messages: whose, when, which way, in pages as large as useful, of many conversations at a time.</summary>
public sealed class MessageTests
{
    private const string App = SinchConv.Sandbox.SandboxProject.ConversationAppId;

    [Theory]
    [InlineData("-ConversationId c -First 3", "?page_size=3&conversation_id=c&view=WITH_METADATA")]
    [InlineData("-ContactId c", "?page_size=100&contact_id=c&view=WITH_METADATA")]
    [InlineData("-AppId a -All", "?page_size=1000&app_id=a&view=WITH_METADATA")]
    [InlineData("-All", $"?page_size=1000&app_id={App}&view=WITH_METADATA")]
    [InlineData("-ContactId c -AppId a -First 1", "?page_size=1&contact_id=c&app_id=a&view=WITH_METADATA")]
    [InlineData("-ContactId c -First 5000", "?page_size=1000&contact_id=c&view=WITH_METADATA")]
    [InlineData("-ContactId c -PageSize 7", "?page_size=7&contact_id=c&view=WITH_METADATA")]
    [InlineData("-ContactId c -Direction ToApp -First 1", "?page_size=1&contact_id=c&direction=TO_APP&view=WITH_METADATA")]
    [InlineData("-ContactId c -Direction tocontact -First 1", "?page_size=1&contact_id=c&direction=TO_CONTACT&view=WITH_METADATA")]
    [InlineData("-ContactId c -Source Conversation -First 1", "?page_size=1&contact_id=c&messages_source=CONVERSATION_SOURCE&view=WITH_METADATA")]
    [InlineData("-ContactId c -Source dispatch -First 1", "?page_size=1&contact_id=c&messages_source=DISPATCH_SOURCE&view=WITH_METADATA")]
    [InlineData("-ContactId c -After '2026-06-28T12:34:56.1234567Z' -First 1", "?page_size=1&contact_id=c&start_time=2026-06-28T12%3A34%3A56.1234567Z&view=WITH_METADATA")]
    [InlineData("-ContactId c -Before '2026-06-28T14:34:56+02:00' -First 1", "?page_size=1&contact_id=c&end_time=2026-06-28T12%3A34%3A56Z&view=WITH_METADATA")]
    [InlineData("-ContactId c -Before ([DateTimeOffset] '2026-06-28T14:34:56+02:00') -First 1", "?page_size=1&contact_id=c&end_time=2026-06-28T12%3A34%3A56Z&view=WITH_METADATA")]
    public async Task What_is_given_is_what_is_asked(string arguments, string query)
    {
        await using var wire = await WireHost.StartAsync();
        wire.Server.Faults = request => request.IsToken ? null : new Fault.Answer(200, """{"messages":[]}""");
        var (outcome, calls) = await wire.WatchAsync($"Get-SinchMessage {arguments}");
        outcome.ShouldBeClean();
        Assert.Equal(("messages", query), (Assert.Single(calls).Route, calls[0].RawQuery));
    }

    [Fact]
    public async Task Each_kind_of_time_is_sent_in_UTC()
    {
        var (exitCode, output, _) = await ChildShell.RunAsync(
            """
            Connect-SinchProject -Sandbox
            $time = [datetime] '2026-06-28 08:00'
            foreach ($kind in 'Unspecified', 'Local', 'Utc') {
                (Get-SinchMessage -After ([datetime]::SpecifyKind($time, $kind)) -First 1 -Verbose 4>&1 | Out-String -Width 400) -replace '(?s).*start_time=(.*?)&.*', '$1'
            }
            (Get-SinchMessage -First 1).AcceptTime.ToString('o')
            """,
            ("TZ", "America/New_York"));
        Assert.Equal(0, exitCode);
        Assert.Equal(["2026-06-28T12%3A00%3A00Z", "2026-06-28T12%3A00%3A00Z", "2026-06-28T08%3A00%3A00Z"], output.Split('\n').Take(3));
        Assert.EndsWith("-04:00", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-After $null", "The time is empty")]
    [InlineData("-Before ''", "The time is empty")]
    [InlineData("-ConversationId $null", "-ConversationId is empty")]
    [InlineData("-Channel @()", "-Channel is empty")]
    [InlineData("-MessageId x -Direction ToApp", "-Direction chooses from a list")]
    [InlineData("-MessageId x -First 3", "-First belongs to a listing")]
    [InlineData("-PageSize 1001", "1001")]
    public async Task What_would_widen_the_listing_is_refused(string arguments, string problem)
    {
        await using var wire = await WireHost.StartAsync();
        var (outcome, calls) = await wire.WatchAsync($"Get-SinchMessage {arguments}");
        Assert.Contains(problem, (outcome.Terminating ?? Assert.Single(outcome.Errors)).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(calls);
    }

    [Fact]
    public async Task Without_an_owner_there_is_nothing_to_list()
    {
        using var host = new Host();
        host.Set("session", Sessions.Over(new StubHandler("{}"), appId: null));
        foreach (var (command, names) in new[] { ("Get-SinchMessage", "-ConversationId or -ContactId or -AppId"), ("Get-SinchConversationEvent", "-ConversationId or -ContactId,") })
            Assert.Contains(names, Assert.Single(host.Run($"{command} -Session $session").Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-First 20", "20")]
    [InlineData("", "100")]
    [InlineData("-First 1000", "1000")]
    [InlineData("-First 1500", "1000 1000")]
    [InlineData("-First 20 -PageSize 7", "7 7 7")]
    public async Task Pages_are_as_large_as_useful(string arguments, string sizes)
    {
        await using var wire = await WireHost.StartAsync();
        var (outcome, calls) = await wire.WatchAsync($"Get-SinchMessage {arguments}");
        Assert.Null(outcome.Terminating);
        Assert.Equal(sizes.Split(' '), calls.Select(call => call.Query["page_size"]));
    }

    [Fact]
    public async Task A_channel_is_asked_for_once_and_the_next_one_behind_it()
    {
        await using var wire = await WireHost.StartAsync();
        var (outcome, calls) = await wire.WatchAsync("Get-SinchMessage -Channel sms, SMS, rcs -All");
        Assert.Equal(["SMS", "RCS"], outcome.ShouldBeClean().As<Message>().Select(message => message.Channel).Distinct());
        Assert.Equal(outcome.Output.Count, outcome.As<Message>().Select(message => message.MessageId).Distinct().Count());
        Assert.Equal(["SMS", "RCS"], calls.Select(call => call.Query["channel"]).Distinct());
    }

    [Fact]
    public async Task A_message_has_what_the_service_says()
    {
        await using var wire = await WireHost.StartAsync();
        var outcome = (await wire.RunAsync("""
            $raw = (Invoke-SinchRequest messages -Query @{ page_size = 200; view = 'WITH_METADATA'; app_id = $session.DefaultAppId }).messages
            $messages = Get-SinchMessage -First 200
            for ($i = 0; $i -lt 200; $i++) {
                $r, $m = $raw[$i], $messages[$i]
                $body = if ($r.direction -eq 'TO_APP') { $r.contact_message } else { $r.app_message }
                $pairs = @{
                    MessageId = $r.id; ConversationId = $r.conversation_id; ContactId = $r.contact_id; Direction = $r.direction -replace '_'
                    AcceptTime = ([datetime] $r.accept_time).ToLocalTime(); Channel = $r.channel_identity.channel; Identity = $r.channel_identity.identity
                    ProcessingMode = $r.processing_mode; Metadata = $r.metadata; SenderId = $r.sender_id; Injected = $r.injected
                    BodyType = @($body.PSObject.Properties.Name)[0] -replace '_'
                }
                foreach ($name in $pairs.Keys) { if ($m.$name -ne $pairs[$name]) { "$i $name $($m.$name) $($pairs[$name])" } }
                if ($m.BodyType -eq 'TextMessage' -and $m.Body.text_message.text -ne $body.text_message.text) { "$i text" }
            }
            """)).ShouldBeClean();
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task Many_conversations_are_under_way_together_and_their_messages_stay_in_order()
    {
        await using var wire = await WireHost.StartAsync();
        var ids = wire.Project.Conversations.Where(item => item.LastReceived is not null).Take(30).Select(item => item.Id).ToList();
        wire.Set("ids", ids.Select(id => new System.Collections.Hashtable { ["ConversationId"] = id }).ToArray());
        var (underWay, most) = (0, 0);
        wire.Server.Latency = TimeSpan.FromMilliseconds(25);
        wire.Server.Started = () => most = Math.Max(most, Interlocked.Increment(ref underWay));
        // Before the answer goes out: the next request may come at once.
        wire.Server.Faults = request =>
        {
            if (!request.IsToken)
                Interlocked.Decrement(ref underWay);
            return null;
        };
        var messages = (await wire.RunAsync("$ids | ForEach-Object { [pscustomobject] $_ } | Get-SinchMessage -All -ThrottleLimit 8")).ShouldBeClean().As<Message>();
        Assert.Equal(ids, messages.Select(message => message.ConversationId).Distinct());
        Assert.Equal(ids.Cast<string?>(), messages.Aggregate(new List<string?>(), (order, message) => order is [.., var last] && last == message.ConversationId ? order : [.. order, message.ConversationId]));
        Assert.InRange(most, 2, 8);
    }

    [Fact]
    public async Task By_ID_an_unknown_one_is_an_error_of_its_own()
    {
        await using var wire = await WireHost.StartAsync();
        var outcome = await wire.RunAsync("$two = Get-SinchMessage -First 2; $two[0].MessageId, 'none', $two[1].MessageId | Get-SinchMessage; $two[1] | Get-SinchMessage; [pscustomobject]@{ message_id = $two[0].MessageId } | Get-SinchMessage");
        Assert.Equal("none", Assert.Single(outcome.Errors).TargetObject);
        Assert.Equal(4, outcome.Output.Count);
    }

    [Fact]
    public async Task A_look_up_by_phone_number_that_failed_has_to_start_over()
    {
        await using var wire = await WireHost.StartAsync();
        wire.Server.Faults = request => request.IsOn("contacts") ? new Fault.Answer(503) : null;
        var outcome = await wire.RunAsync("Get-SinchContact -Identity '+46 70-123 45 67'");
        Assert.Empty(Assert.IsType<SinchException>(outcome.Terminating!.Exception).ResumeParameters);
    }

    [Theory]
    [InlineData("Get-SinchMessage -AppId $session.DefaultAppId -PageSize 50 -First 180", "messages")]
    [InlineData("Get-SinchMessage -Channel SMS, WHATSAPP -PageSize 200 -All", "messages")]
    [InlineData("Get-SinchContact -All", "contacts")]
    [InlineData("$contact | Get-SinchConversationEvent -All -PageSize 1", "events")]
    [InlineData("Get-SinchConversationEvent -ContactId $contact.ContactId -All -PageSize 1", "events")]
    [InlineData("Invoke-SinchRequest contacts -Query @{ page_size = 20 } -All", "contacts")]
    public async Task A_list_that_broke_off_is_gone_on_with_where_it_broke(string script, string route)
    {
        await using var wire = await WireHost.StartAsync();
        await wire.RunAsync("$contact = Get-SinchContact -First 1");
        var whole = (await wire.RunAsync(script)).Output.Select(Id).ToList();
        var seen = 0;
        wire.Server.Faults = request => request.IsOn(route) && Interlocked.Increment(ref seen) >= 2 ? new Fault.Answer(503) : null;
        var outcome = await wire.RunAsync(script);
        var failure = Assert.IsType<SinchException>(outcome.Terminating!.Exception);
        wire.Server.Faults = null;
        wire.Set("failure", failure);
        var command = script.Split('|', ' ').First(word => word.Contains("-Sinch", StringComparison.Ordinal));
        var rest = await wire.RunAsync($"foreach ($part in $failure.ResumeParameters) {{ {command} @part -ErrorAction SilentlyContinue }}");
        Assert.Null(rest.Terminating);
        Assert.Equal(whole, outcome.Output.Concat(rest.Output).Select(Id).Distinct());

        static string Id(System.Management.Automation.PSObject item) => item.BaseObject is System.Management.Automation.PSCustomObject ? $"{item.Properties["id"].Value}" : $"{item.Properties[item.BaseObject switch
        {
            Message => "MessageId",
            Contact => "ContactId",
            _ => "EventId",
        }].Value}";
    }
}
