namespace SinchConv.Sandbox;

/// <summary>Draws sample messages, or sample events: the same ones for the same place, on every machine and every day.</summary>
internal sealed class SandboxEntrySamples(bool ofMessages)
{
    /// <summary>What identifiers are made for.</summary>
    public string Kind { get; } = ofMessages ? "message" : "event";

    public int Count(int slot, SandboxConversation conversation)
    {
        var dice = new SandboxDice("count of " + Kind, slot);
        return conversation.LastReceived is null ? 0
            : !ofMessages ? dice.Next(4)
            : conversation.MessageCount ?? (dice.Next(50) == 0 ? 60 + dice.Next(90) : 1 + dice.Next(9));
    }

    /// <summary>The samples of one conversation, the last one first. The last message is as old as the conversation says.</summary>
    public IEnumerable<SandboxEntry> Of(int slot, SandboxConversation conversation, int contact)
    {
        var time = SandboxConversation.Utc(conversation.LastAccepted ?? conversation.LastReceived);
        for (var number = Count(slot, conversation) - 1; number >= 0; number--)
        {
            var dice = new SandboxDice(Kind, ((long)slot << 20) + number);
            var gap = TimeSpan.FromSeconds(5 + dice.Next(dice.Next(4) == 0 ? 20_000 : 300));
            if (!ofMessages)
                time -= gap;
            var (family, content) = ofMessages ? Message(slot, number, dice) : Event(dice);
            var arrival = new SandboxArrival(time, family, content) { Metadata = dice.Next(4) == 0 ? """{"operator":"24001"}""" : "" };
            yield return Make(slot, number, conversation, contact, arrival);
            if (ofMessages)
                time -= gap;
        }
    }

    public SandboxEntry Make(int slot, int number, SandboxConversation conversation, int contact, SandboxArrival arrival)
    {
        var channel = arrival.Channel ?? (conversation.Channel.Length > 0 ? conversation.Channel : "SMS");
        return new SandboxEntry
        {
            Slot = slot,
            Number = number,
            Id = SandboxId.Write(Kind, slot, number),
            ConversationId = conversation.Id,
            ContactId = conversation.ContactId,
            AppId = conversation.AppId,
            Channel = channel,
            Identity = arrival.Identity ?? SandboxContact.Identity(contact, channel),
            Arrival = arrival,
        };
    }

    private (string Family, IReadOnlyDictionary<string, object?> Content) Message(int slot, int number, SandboxDice dice)
    {
        var isApp = dice.Next(2) == 0;
        var bodies = isApp ? SandboxMessageBodies.OfApp : SandboxMessageBodies.OfContact;
        var (name, make) = dice.Next(10) < 6 ? bodies[0] : dice.Of(bodies);
        var content = new Dictionary<string, object?> { [name] = make(dice) };
        if (!isApp)
            content["reply_to"] = number > 0 && dice.Next(6) == 0 ? new { message_id = SandboxId.Write(Kind, slot, number - 1) } : null;
        else if (dice.Next(8) == 0)
            content["explicit_channel_message"] = new { WHATSAPP = """{"type":"text","text":{"body":"Only here"}}""" };
        return (isApp ? "app_message" : "contact_message", content);
    }

    private static (string Family, IReadOnlyDictionary<string, object?> Content) Event(SandboxDice dice)
    {
        var (family, name, make) = dice.Of(SandboxEventBodies.All);
        return (family, new Dictionary<string, object?> { [name] = make(dice) });
    }
}
