namespace SinchConv;

/// <summary>The address of a contact in a channel.</summary>
public sealed class ChannelIdentity
{
    internal static FieldTable<ChannelIdentity> Fields { get; } = new FieldTable<ChannelIdentity>(() => new())
        .Text("channel", (item, value) => item.Channel = value)
        .Text("identity", (item, value) => item.Identity = value)
        .Text("app_id", (item, value) => item.AppId = value);

    internal ChannelIdentity()
    {
    }

    /// <summary>The channel, for example <c>SMS</c>.</summary>
    public string? Channel { get; internal set; }

    /// <summary>The address: a phone number in some channels, an ID of the channel in others.</summary>
    public string? Identity { get; internal set; }

    /// <summary>The app for which the address is valid; null where it is for all.</summary>
    public string? AppId { get; internal set; }

    /// <summary>Channel and address.</summary>
    public override string ToString() => $"{Channel}:{Identity}";
}
