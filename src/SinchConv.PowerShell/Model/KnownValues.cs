namespace SinchConv;

/// <summary>The values that Sinch documents for its open sets. For completion only: a newer value works as well.</summary>
internal static class KnownValues
{
    /// <summary>The regions of the Conversation API, from its reference page.</summary>
    public static IReadOnlyList<string> Regions { get; } = ["us", "eu", "br"];

    /// <summary>The channels of <c>active_channel</c>, from the reference page of "List conversations".</summary>
    public static IReadOnlyList<string> Channels { get; } =
    [
        "WHATSAPP", "RCS", "SMS", "MESSENGER", "VIBERBM", "MMS", "INSTAGRAM", "TELEGRAM", "KAKAOTALK", "KAKAOTALKCHAT",
        "LINE", "WECHAT", "APPLEBC",
    ];
}
