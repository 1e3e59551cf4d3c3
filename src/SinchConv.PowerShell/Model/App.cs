namespace SinchConv;

/// <summary>An app of a Sinch project. Channel credentials and callback secrets, which the service's answer holds as well, are never read.</summary>
public sealed class App
{
    private static readonly FieldTable<App> RateLimits = new FieldTable<App>(() => new())
        .Number("inbound", (item, value) => item.RateLimitInbound = value)
        .Number("outbound", (item, value) => item.RateLimitOutbound = value)
        .Number("webhooks", (item, value) => item.RateLimitWebhooks = value);

    private static readonly FieldTable<App> Retention = new FieldTable<App>(() => new())
        .Text("retention_type", (item, value) => item.RetentionType = value)
        .Number("ttl_days", (item, value) => item.RetentionDays = value);

    private static readonly FieldTable<App> Queue = new FieldTable<App>(() => new())
        .Number("outbound_size", (item, value) => item.QueueSize = value)
        .Number("outbound_limit", (item, value) => item.QueueLimit = value);

    internal static FieldTable<App> Fields { get; } = new FieldTable<App>(() => new())
        .Text("id", (item, value) => item.AppId = value)
        .Text("display_name", (item, value) => item.DisplayName = value)
        .Text("processing_mode", (item, value) => item.ProcessingMode = value)
        .List("channel_credentials", AppChannel.Fields, (item, value) => item.Channels = new(value))
        .Inner("rate_limits", RateLimits)
        .Inner("retention_policy", Retention)
        .Inner("queue_stats", Queue);

    // Apps come from Sinch only.
    internal App()
    {
    }

    /// <summary>The ID of the app.</summary>
    public string? AppId { get; internal set; }

    /// <summary>The name that the dashboard shows.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary><c>CONVERSATION</c>, or <c>DISPATCH</c>, which keeps no conversations.</summary>
    public string? ProcessingMode { get; internal set; }

    /// <summary>The channels that are set up, each with its state.</summary>
    public ItemList<AppChannel> Channels { get; internal set; } = new([]);

    /// <summary>How many inbound messages per second are accepted; null when the service did not say.</summary>
    public long? RateLimitInbound { get; internal set; }

    /// <summary>How many outbound messages per second are accepted; null when the service did not say.</summary>
    public long? RateLimitOutbound { get; internal set; }

    /// <summary>How many webhook calls per second are made; null when the service did not say.</summary>
    public long? RateLimitWebhooks { get; internal set; }

    /// <summary>How long messages are kept: for example <c>MESSAGE_EXPIRE_POLICY</c>.</summary>
    public string? RetentionType { get; internal set; }

    /// <summary>After how many days messages or conversations are deleted; null when the service did not say.</summary>
    public long? RetentionDays { get; internal set; }

    /// <summary>How many outbound messages wait.</summary>
    public long? QueueSize { get; internal set; }

    /// <summary>How many outbound messages may wait.</summary>
    public long? QueueLimit { get; internal set; }

    /// <summary>The ID of the app.</summary>
    public override string ToString() => AppId ?? "";
}

/// <summary>A channel of an app.</summary>
public sealed class AppChannel
{
    private static readonly FieldTable<AppChannel> StateFields = new FieldTable<AppChannel>(() => new())
        .Text("status", (item, value) => item.State = value);

    internal static FieldTable<AppChannel> Fields { get; } = new FieldTable<AppChannel>(() => new())
        .Text("channel", (item, value) => item.Channel = value)
        .Inner("state", StateFields);

    internal AppChannel()
    {
    }

    /// <summary>The channel, for example <c>WHATSAPP</c>.</summary>
    public string? Channel { get; internal set; }

    /// <summary>Whether it works: <c>ACTIVE</c>, <c>PENDING</c> or <c>FAILING</c>; may be a word that is newer than this module.</summary>
    public string? State { get; internal set; }

    /// <summary>Channel and state.</summary>
    public override string ToString() => State is null ? Channel ?? "" : $"{Channel} ({State})";
}
