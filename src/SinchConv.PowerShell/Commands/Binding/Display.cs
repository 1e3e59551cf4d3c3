using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Management.Automation;

namespace SinchConv;

/// <summary>What the module's views show, computed for its type file; not meant to be called.</summary>
public static class Display
{
    private const int BarWidth = 36;

    /// <summary>A count as a bar: with blocks where the output is UTF-8, plain ASCII elsewhere.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The console is asked, not written to.")]
    public static string Bar(PSObject count) =>
        count?.BaseObject is ConversationCount { } own ? own.ToBar(BarWidth, Console.OutputEncoding.CodePage != 65001) : "";

    /// <summary>What was counted, to tell counts apart when several apps or contacts are counted.</summary>
    public static string Counted(PSObject count) => string.Join(", ", new[] { ("app", "AppId"), ("contact", "ContactId") }
        .Select(part => (Noun: part.Item1, Id: $"{count?.Properties[part.Item2]?.Value}"))
        .Where(part => part.Id.Length > 0)
        .Select(part => $"{part.Noun} {part.Id}"));

    /// <summary>The channel of a count; those that this module does not know have no name.</summary>
    public static string ChannelText(PSObject count) => $"{count?.Properties["Channel"]?.Value}" is { Length: > 0 } channel ? channel : "(other)";

    /// <summary>The time of the latest message, in the Gregorian calendar in every culture.</summary>
    public static string LastReceivedText(PSObject conversation) => Minute(conversation?.Properties["LastReceived"]?.Value);

    /// <summary>The time of the newest message that a conversation brings along.</summary>
    public static string LastMessageTime(PSObject conversation) => Minute(LastMessage(conversation, "AcceptTime"));

    /// <summary>Its channel.</summary>
    public static string LastMessageChannel(PSObject conversation) => $"{LastMessage(conversation, "Channel")}";

    /// <summary>Its direction as an arrow.</summary>
    public static string LastMessageArrow(PSObject conversation) => Arrow(LastMessage(conversation, "Direction"));

    /// <summary>Its text.</summary>
    public static string LastMessageText(PSObject conversation) => $"{LastMessage(conversation, "Text")}";

    /// <summary>The time of a message or an event, in the Gregorian calendar in every culture.</summary>
    public static string AcceptTimeText(PSObject item) => Minute(item?.Properties["AcceptTime"]?.Value);

    /// <summary>The direction as an arrow: to the right for what goes to the contact.</summary>
    public static string Arrow(PSObject item) => Arrow(item?.Properties["Direction"]?.Value);

    private static string Arrow(object? direction) => direction switch
    {
        "ToContact" => "->",
        "ToApp" => "<-",
        _ => "",
    };

    private static object? LastMessage(PSObject? conversation, string property) =>
        conversation?.Properties["LastMessage"]?.Value is { } message ? PSObject.AsPSObject(message).Properties[property]?.Value : null;

    private static string Minute(object? time) => time is DateTime moment ? moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";
}
