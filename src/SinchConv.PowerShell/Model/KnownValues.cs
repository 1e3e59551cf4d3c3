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

    /// <summary>The channels in which a contact is addressed by a phone number, the most used ones first.</summary>
    public static IReadOnlyList<string> PhoneChannels { get; } = ["SMS", "WHATSAPP", "RCS", "MMS", "VIBERBM", "KAKAOTALK"];

    /// <summary>The directions of messages, as users name them.</summary>
    public static IReadOnlyList<string> Directions { get; } = ["ToApp", "ToContact"];

    /// <summary>Where messages are looked for, as users name it.</summary>
    public static IReadOnlyList<string> MessageSources { get; } = ["Conversation", "Dispatch"];

    /// <summary>A name of the service in the way of PowerShell: <c>TO_APP</c> is <c>ToApp</c>.</summary>
    public static string? FromWire(string? name) => name is null
        ? null
        : string.Concat(name.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1).ToLowerInvariant()));

    /// <summary>The way back: <c>ToApp</c> is <c>TO_APP</c>.</summary>
    public static string ToWire(string name) =>
        string.Concat(name.Select((character, place) => place > 0 && char.IsUpper(character) ? $"_{character}" : $"{character}")).ToUpperInvariant();
}
