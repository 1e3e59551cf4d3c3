namespace SinchConv.Sandbox;

/// <summary>An app, as the service answers it: with secrets, which here are none, and which a client must not show all the same.</summary>
internal sealed record SandboxApp(string Id, string DisplayName, string ProcessingMode)
{
    /// <summary>What every secret of the sandbox holds, so that one that got out is easy to find.</summary>
    public const string SecretMark = "sandbox-hush";

    private static readonly string[] Callbacks = ["messages", "events"];

    private bool IsConversation => ProcessingMode == "CONVERSATION";

    public object ToWire() => new
    {
        id = Id,
        channel_credentials = Credentials().ToArray(),
        conversation_metadata_report_view = "NONE",
        display_name = DisplayName,
        rate_limits = new { inbound = 100, outbound = 20, webhooks = 200 },
        retention_policy = new { retention_type = IsConversation ? "CONVERSATION_EXPIRE_POLICY" : "MESSAGE_EXPIRE_POLICY", ttl_days = 180 },
        dispatch_retention_policy = new { retention_type = "MESSAGE_EXPIRE_POLICY", ttl_days = IsConversation ? 0 : 7 },
        processing_mode = ProcessingMode,
        smart_conversation = new { enabled = false },
        queue_stats = new { outbound_size = IsConversation ? 17 : 0, outbound_limit = 500_000 },
        persist_message_status = new { enabled = false },
        message_search = new { enabled = IsConversation },
        callback_settings = new { secret_for_overridden_callback_urls = Secret("overridden-callbacks") },
        delivery_report_based_fallback = new { enabled = false, delivery_report_waiting_time = 60 },
        message_retry_settings = (object?)null,
    };

    /// <summary>The addresses that are told what happens in the app, with their secrets.</summary>
    public IEnumerable<(string Id, object Wire)> Webhooks() => Callbacks.Select((target, index) =>
    {
        var id = SandboxId.Of(Id, index);
        return (id, (object)new
        {
            id,
            app_id = Id,
            target = $"https://example.com/callbacks/{target}",
            target_type = "HTTP",
            secret = Secret(target),
            triggers = target == "messages" ? "MESSAGE_INBOUND MESSAGE_DELIVERY".Split(' ') : "EVENT_INBOUND CONVERSATION_STOP".Split(' '),
            client_credentials = new { endpoint = "https://example.com/oauth2/token", client_id = "nordwind", client_secret = Secret(target + "-client") },
        });
    });

    private IEnumerable<object> Credentials()
    {
        var channels = IsConversation ? KnownValues.Channels : ["SMS"];
        for (var number = 0; number < channels.Count; number++)
        {
            var channel = channels[number];
            var credential = new Dictionary<string, object?> { ["channel"] = channel };
            var (name, value) = Credential(channel);
            credential[name] = value;
            credential["callback_secret"] = Secret(channel + "-callback");
            credential["state"] = channel == "KAKAOTALKCHAT"
                ? new { status = "FAILING", description = "The channel refused the credentials." }
                : new { status = channel == "APPLEBC" ? "PENDING" : "ACTIVE", description = "" };
            credential["channel_known_id"] = $"nordwind-{number}";
            credential["credential_ordinal_number"] = 0;
            yield return credential;
        }
    }

    private static (string Name, object Value) Credential(string channel) => channel switch
    {
        "MMS" => ("mms_credentials", new { account_id = "nordwind", api_key = Secret("MMS-key"), basic_auth = new { username = "nordwind", password = Secret("MMS-password") }, default_sender = "46700000000" }),
        "INSTAGRAM" => ("instagram_credentials", new { token = Secret("INSTAGRAM-token"), business_account_id = "178414" }),
        "TELEGRAM" => ("telegram_credentials", new { token = Secret("TELEGRAM-token") }),
        "KAKAOTALK" => ("kakaotalk_credentials", new { kakaotalk_plus_friend_id = "@nordwind", kakaotalk_sender_key = Secret("KAKAOTALK-key") }),
        "KAKAOTALKCHAT" => ("kakaotalkchat_credentials", new { kakaotalk_plus_friend_id = "@nordwind" }),
        "LINE" => ("line_credentials", new { token = Secret("LINE-token"), secret = Secret("LINE-secret") }),
        "WECHAT" => ("wechat_credentials", new { app_id = "wx1", app_secret = Secret("WECHAT-app"), token = Secret("WECHAT-token"), aes_key = Secret("WECHAT-aes") }),
        "APPLEBC" => ("applebc_credentials", new { business_chat_account_id = "nordwind", merchant_id = "merchant.nordwind", apple_pay_certificate_reference = "", apple_pay_certificate_password = Secret("APPLEBC-password") }),
        "SMS" or "RCS" or "WHATSAPP" => ("static_bearer", new { claimed_identity = "nordwind", token = Secret(channel + "-bearer") }),
        _ => ("static_token", new { token = Secret(channel + "-token") }),
    };

    private static string Secret(string name) => $"{SecretMark}-{name}";
}
