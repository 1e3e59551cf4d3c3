namespace SinchConv.Tests.Commands;

/// <summary>Events: of a conversation or a contact, or by ID.</summary>
public sealed class EventTests
{
    [Theory]
    [InlineData("-ConversationId c -All", "?page_size=20&conversation_id=c")]
    [InlineData("-ContactId c -First 5", "?page_size=5&contact_id=c")]
    public async Task What_is_given_is_what_is_asked(string arguments, string query)
    {
        await using var wire = await WireHost.StartAsync();
        wire.Server.Faults = request => request.IsToken ? null : new TestServer.Fault.Answer(200, """{"events":[]}""");
        var (outcome, calls) = await wire.WatchAsync($"Get-SinchConversationEvent {arguments}");
        outcome.ShouldBeClean();
        Assert.Equal(("events", query), (Assert.Single(calls).Route, calls[0].RawQuery));
    }

    [Fact]
    public async Task Every_kind_of_the_reference_page_has_a_type_and_belongs_to_its_conversation()
    {
        await using var wire = await WireHost.StartAsync();
        var outcome = (await wire.RunAsync("Get-SinchConversation -First 400 | Get-SinchConversationEvent -All -ThrottleLimit 8")).ShouldBeClean();
        var events = outcome.As<ConversationEvent>();
        string[] wanted =
        [
            "ToApp CommentEvent", "ToApp ComposingEndEvent", "ToApp ComposingEvent", "ToApp ConversationDeletedEvent", "ToApp GenericEvent", "ToApp PaymentStatusUpdateEvent",
            "ToApp ReactionEvent", "ToApp ShortlinkActivatedEvent", "ToContact AgentJoinedEvent", "ToContact AgentLeftEvent", "ToContact CommentReplyEvent",
            "ToContact ComposingEndEvent", "ToContact ComposingEvent", "ToContact GenericEvent",
        ];
        Assert.Equal(wanted, events.Select(item => $"{item.Direction} {item.EventType}").Distinct().Order(StringComparer.Ordinal));
        Assert.All(events, item => Assert.Equal(wire.Project.Find(item.ConversationId!)!.ContactId, item.ContactId));
        Assert.Equal("Maja", events.First(item => item.EventType == "AgentJoinedEvent").Text);
        Assert.Equal("👍 · REACTION_ACTION_REACT · like", events.First(item => item.EventType == "ReactionEvent").Text);
        Assert.Equal("", events.First(item => item.EventType == "ComposingEvent").Text);
    }

    [Fact]
    public async Task By_ID_and_as_an_object_an_event_is_got_again()
    {
        await using var wire = await WireHost.StartAsync();
        var outcome = await wire.RunAsync("""
            $one = Get-SinchConversation -First 20 | Get-SinchConversationEvent -All | Select-Object -First 1
            $one.EventId
            ($one.EventId | Get-SinchConversationEvent).EventId
            ($one | Get-SinchConversationEvent).EventId
            (Get-SinchConversationEvent $one.EventId, none).EventId
            (Invoke-SinchRequest "events/$($one.EventId)" | Get-SinchConversationEvent).EventId
            ([pscustomobject]@{ event_id = $one.EventId; accepted_time = 'now' } | Get-SinchConversationEvent).EventId
            """);
        Assert.Equal("none", Assert.Single(outcome.Errors).TargetObject);
        Assert.Equal(6, outcome.Output.Count);
        Assert.Single(outcome.As<string>().Distinct());
    }

    [Theory]
    [InlineData("Get-SinchApp")]
    [InlineData("Invoke-SinchRequest apps | ForEach-Object apps")]
    public async Task An_app_has_no_events(string input)
    {
        await using var wire = await WireHost.StartAsync();
        var (outcome, calls) = await wire.WatchAsync($"{input} | Get-SinchConversationEvent");
        Assert.Equal(2, outcome.Errors.Count);
        Assert.All(outcome.Errors, error => Assert.EndsWith("names nothing: a property ConversationId or ContactId is needed.", error.Exception.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(calls, call => call.Route == "events");
    }
}
