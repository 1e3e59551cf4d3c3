namespace SinchConv.Sandbox;

/// <summary>What can happen in a conversation besides messages: each event of the reference page.</summary>
internal static class SandboxEventBodies
{
    private static readonly object Agent = new { display_name = "Maja", type = "HUMAN", picture_url = "https://example.com/maja.jpg" };

    /// <summary>Each kind: the family that it belongs to, its name, and what it holds.</summary>
    public static IReadOnlyList<(string Family, string Name, Func<SandboxDice, object> Make)> All { get; } =
    [
        ("app_event", "composing_event", Nothing),
        ("app_event", "composing_end_event", Nothing),
        ("app_event", "comment_reply_event", _ => new { text = "Thank you, we have sent you a message." }),
        ("app_event", "agent_joined_event", _ => new { agent = Agent }),
        ("app_event", "agent_left_event", _ => new { agent = Agent }),
        ("app_event", "generic_event", dice => new { payload = new { step = dice.Next(5), done = false } }),
        ("contact_event", "composing_event", Nothing),
        ("contact_event", "composing_end_event", Nothing),
        ("contact_event", "conversation_deleted_event", Nothing),
        ("contact_event", "comment_event", dice => new { id = $"{dice.Next(100_000)}", text = "Lovely mug! 🫖", comment_type = "FEED", commented_on = "https://example.com/posts/7", user = "zoe" }),
        ("contact_event", "generic_event", dice => new { payload = new { score = dice.Next(10) } }),
        ("contact_message_event", "payment_status_update_event", dice => new { reference_id = $"order-{dice.Next(1000)}", payment_id = $"{dice.Next(100_000)}", payment_status = "PAYMENT_STATUS_PENDING", payment_transaction_status = "PAYMENT_STATUS_TRANSACTION_PENDING", payment_transaction_id = "" }),
        ("contact_message_event", "shortlink_activated_event", dice => new { payload = $"campaign-{dice.Next(40)}", title = "Summer sale", @ref = "flyer", source = "SHORTLINK", type = "OPEN_THREAD", existing_thread = true }),
        ("contact_message_event", "reaction_event", dice => new { emoji = "👍", action = "REACTION_ACTION_REACT", message_id = SandboxId.Of("reaction", dice.Next(1000)), reaction_category = "like" }),
    ];

    private static object Nothing(SandboxDice dice) => new { };
}
