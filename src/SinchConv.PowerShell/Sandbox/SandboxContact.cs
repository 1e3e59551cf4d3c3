using System.Globalization;
using System.Text.Json;

namespace SinchConv.Sandbox;

/// <summary>A contact; whatever is not an identity on one of its channels is drawn from its number.</summary>
internal sealed class SandboxContact
{
    private static readonly string[] PhoneChannels = ["WHATSAPP", "RCS", "SMS", "VIBERBM", "MMS", "KAKAOTALK"];

    public SandboxContact(string id, int number, IEnumerable<string> channels)
    {
        Id = id;
        Number = number;
        // Every other contact can also be reached by SMS.
        Channels = [.. (number % 2 == 0 ? channels.Append("SMS") : channels).Distinct()];
        DisplayName = SandboxSamples.Customer(number).Name;
        ExternalId = number % 3 == 2 ? null : $"crm-{number + 1:D6}";
    }

    public string Id { get; }

    /// <summary>How many contacts come before it in the list.</summary>
    public int Number { get; }

    public string DisplayName { get; }

    public string? ExternalId { get; }

    public IReadOnlyList<string> Channels { get; }

    /// <summary>Who a contact is on a channel. Phone numbers come with and without their plus sign, as they do in the service.</summary>
    public static string Identity(int number, string channel)
    {
        var dice = new SandboxDice(channel, number);
        if (PhoneChannels.Contains(channel))
            return (dice.Next(2) == 0 ? "+" : "") + Phone(number);
        return channel switch
        {
            "LINE" => "U" + dice.Text("0123456789abcdef", 32),
            "APPLEBC" => "urn:mbid:AQAAY" + dice.Text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/", 28),
            _ => dice.Next(9) + 1 + dice.Text("0123456789", 15),
        };
    }

    /// <summary>The app that an identity belongs to, on channels where each app knows the contact by another one.</summary>
    public static string AppOf(string channel, string appId) => PhoneChannels.Contains(channel) ? "" : appId;

    public void Write(Utf8JsonWriter json) => JsonSerializer.Serialize(json, new
    {
        id = Id,
        channel_identities = Channels.Select(channel => new
        {
            channel,
            identity = Identity(Number, channel),
            app_id = AppOf(channel, SandboxProject.ConversationAppId),
        }),
        channel_priority = Channels,
        display_name = DisplayName,
        email = Number % 4 == 3 ? "" : $"customer{Number + 1}@example.com",
        external_id = ExternalId ?? "",
        metadata = Number % 5 == 0 ? "newsletter=yes" : "",
        language = Number % 10 == 9 ? "UNSPECIFIED" : SandboxSamples.Customer(Number).Language,
    });

    // The first is the number of the examples; a prime as the step makes all others differ.
    private static string Phone(int number) => "4670" + ((1_234_567 + (number * 7_919L)) % 10_000_000).ToString("D7", CultureInfo.InvariantCulture);
}
