namespace SinchConv;

/// <summary>The values that Sinch documents. Regions and channels are open sets, known for completion only: a newer value works as well.</summary>
internal static class KnownValues
{
    public const string Active = "Active";

    public const string Inactive = "Inactive";

    /// <summary>The states of conversations, as users name them. The service knows no others.</summary>
    public static IReadOnlyList<string> States { get; } = [Active, Inactive];

    /// <summary>The regions of the Conversation API, from its reference page.</summary>
    public static IReadOnlyList<string> Regions { get; } = ["us", "eu", "br"];

    /// <summary>The channels of <c>active_channel</c>, from the reference page of "List conversations".</summary>
    public static IReadOnlyList<string> Channels { get; } =
    [
        "WHATSAPP", "RCS", "SMS", "MESSENGER", "VIBERBM", "MMS", "INSTAGRAM", "TELEGRAM", "KAKAOTALK", "KAKAOTALKCHAT",
        "LINE", "WECHAT", "APPLEBC",
    ];
}
