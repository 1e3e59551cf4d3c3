using System.Globalization;
using System.Text.Json;

namespace SinchConv.Sandbox;

/// <summary>Makes the sample conversations. The same number gives the same conversation, on every machine and every day.</summary>
internal static class SandboxSamples
{
    // About four conversations for each contact, of which the latest may be the active one.
    private const int ConversationsPerContact = 4;

    /// <summary>When the newest message of all was accepted, or a little after it.</summary>
    public static DateTime Newest { get; } = new(2026, 6, 30, 21, 45, 0, DateTimeKind.Utc);

    // How often a channel occurs among 100 conversations; all 13 occur.
    private static readonly string[] Channels = [.. new[]
    {
        ("WHATSAPP", 34), ("SMS", 18), ("RCS", 10), ("MESSENGER", 8), ("INSTAGRAM", 6), ("VIBERBM", 5), ("TELEGRAM", 4),
        ("MMS", 4), ("LINE", 3), ("KAKAOTALK", 3), ("WECHAT", 2), ("APPLEBC", 2), ("KAKAOTALKCHAT", 1),
    }.SelectMany(channel => Enumerable.Repeat(channel.Item1, channel.Item2))];

    private static readonly (string Name, string Language)[] Customers =
    [
        ("Zoë Lindqvist", "SV"), ("José Álvarez", "ES"), ("佐藤 美咲", "JA"), ("Łukasz Wójcik", "PL"), ("김민준", "KO"), ("Aisha Bello", "EN_US"),
        ("Siân O’Connor", "EN_GB"), ("Дмитрий Орлов", "RU"), ("李 小龙", "ZH_CN"), ("Müller & Söhne \"Bäckerei\"", "DE"), ("محمد علي", "AR"),
        ("Ana 🌻 Souza", "PT"),
    ];

    private static readonly string[] Tiers = ["bronze", "silver", "gold"];

    private static readonly string[] Products = ["Filterkaffee 500 g", "Tea, \"Earl Grey\"", "Café crème", "抹茶", "Mug 🫖"];

    /// <summary>Contacts that have no conversation yet.</summary>
    public static IEnumerable<string> Newcomers(int conversations) => Enumerable.Range(ContactCount(conversations), 1 + (ContactCount(conversations) / 50)).Select(ContactId);

    public static (string Name, string Language) Customer(int contact) => new SandboxDice("metadata", contact).Of(Customers);

    public static SandboxConversation Make(int number, int count)
    {
        var contacts = ContactCount(count);
        var dice = new SandboxDice("conversation", number);
        // One contact has at most one active conversation with an app: the first round over the contacts holds them.
        var isActive = number < contacts && dice.Next(100) < 62;
        return new SandboxConversation
        {
            Id = SandboxId.Of("conversation", number),
            AppId = SandboxProject.ConversationAppId,
            ContactId = ContactId(number % contacts),
            IsActive = isActive,
            Channel = dice.Of(Channels),
            LastReceived = dice.Next(100) < 8 ? null : Newest.AddSeconds(-(isActive ? dice.Next(3 * 86_400) : dice.Next(180 * 86_400))).AddTicks(dice.Next(1000) * TimeSpan.TicksPerMillisecond),
            CorrelationId = dice.Next(3) == 0 ? CorrelationId(dice) : null,
            Metadata = dice.Next(6) == 0 ? $"ticket #{dice.Next(90_000) + 10_000}" : null,
            MetadataJson = dice.Next(4) == 0 ? null : MetadataJson(number, number % contacts),
        };
    }

    private static int ContactCount(int conversations) => Math.Max(1, conversations / ConversationsPerContact);

    private static string ContactId(int contact) => SandboxId.Of("contact", contact);

    // Some look like dates or numbers, as real ones do: a client must leave them alone.
    private static string CorrelationId(SandboxDice dice) => dice.Next(4) switch
    {
        0 => Newest.AddDays(-dice.Next(180)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        1 => dice.Next(1_000_000).ToString("D8", CultureInfo.InvariantCulture),
        _ => $"campaign-{dice.Next(40) + 1}",
    };

    private static Action<Utf8JsonWriter> MetadataJson(int number, int contact) => json =>
    {
        var dice = new SandboxDice("metadata", number);
        dice.Of(Customers);
        json.WriteStartObject();
        json.WriteString("customer", Customer(contact).Name);
        json.WriteString("tier", dice.Of(Tiers));
        if (dice.Next(3) > 0)
        {
            json.WriteStartObject("order");
            json.WriteString("id", $"A-{dice.Next(90_000) + 10_000}");
            json.WriteString("placed", Newest.AddDays(-dice.Next(30)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteNumber("total", (dice.Next(50_000) + 500) / 100m);
            json.WriteStartArray("items");
            for (var item = dice.Next(3); item >= 0; item--)
            {
                json.WriteStartObject();
                json.WriteString("name", dice.Of(Products));
                json.WriteNumber("quantity", dice.Next(4) + 1);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    };
}
