using System.Globalization;
using System.Text.Json;

namespace SinchConv.Sandbox;

/// <summary>Makes the sample conversations. The same number gives the same conversation, on every machine and every day.</summary>
internal static class SandboxSamples
{
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    // About four conversations for each contact, of which the latest may be the active one.
    private const int ConversationsPerContact = 4;

    private static readonly DateTime Newest = new(2026, 6, 30, 21, 45, 0, DateTimeKind.Utc);

    // How often a channel occurs among 100 conversations; all 13 occur.
    private static readonly string[] Channels = [.. new[]
    {
        ("WHATSAPP", 34), ("SMS", 18), ("RCS", 10), ("MESSENGER", 8), ("INSTAGRAM", 6), ("VIBERBM", 5), ("TELEGRAM", 4),
        ("MMS", 4), ("LINE", 3), ("KAKAOTALK", 3), ("WECHAT", 2), ("APPLEBC", 2), ("KAKAOTALKCHAT", 1),
    }.SelectMany(channel => Enumerable.Repeat(channel.Item1, channel.Item2))];

    private static readonly string[] Customers =
    [
        "Zoë Lindqvist", "José Álvarez", "佐藤 美咲", "Łukasz Wójcik", "김민준", "Aisha Bello", "Siân O’Connor", "Дмитрий Орлов",
        "李 小龙", "Müller & Söhne \"Bäckerei\"", "محمد علي", "Ana 🌻 Souza",
    ];

    private static readonly string[] Tiers = ["bronze", "silver", "gold"];

    private static readonly string[] Products = ["Filterkaffee 500 g", "Tea, \"Earl Grey\"", "Café crème", "抹茶", "Mug 🫖"];

    public static int ContactCount(int conversations) => Math.Max(1, conversations / ConversationsPerContact);

    public static string ContactId(int contact) => Ulid("contact", contact);

    public static SandboxConversation Make(int number, int count)
    {
        var contacts = ContactCount(count);
        var dice = new Dice("conversation", number);
        // One contact has at most one active conversation with an app: the first round over the contacts holds them.
        var isActive = number < contacts && dice.Next(100) < 62;
        return new SandboxConversation
        {
            Id = Ulid("conversation", number),
            AppId = SandboxProject.ConversationAppId,
            ContactId = ContactId(number % contacts),
            IsActive = isActive,
            Channel = Channels[dice.Next(Channels.Length)],
            LastReceived = dice.Next(100) < 8 ? null : Newest.AddSeconds(-(isActive ? dice.Next(3 * 86_400) : dice.Next(180 * 86_400))).AddTicks(dice.Next(1000) * TimeSpan.TicksPerMillisecond),
            CorrelationId = dice.Next(3) == 0 ? CorrelationId(dice) : null,
            Metadata = dice.Next(6) == 0 ? $"ticket #{dice.Next(90_000) + 10_000}" : null,
            MetadataJson = dice.Next(4) == 0 ? null : Metadata(number),
        };
    }

    // Some look like dates or numbers, as real ones do: a client must leave them alone.
    private static string CorrelationId(Dice dice) => dice.Next(4) switch
    {
        0 => Newest.AddDays(-dice.Next(180)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        1 => dice.Next(1_000_000).ToString("D8", CultureInfo.InvariantCulture),
        _ => $"campaign-{dice.Next(40) + 1}",
    };

    private static Action<Utf8JsonWriter> Metadata(int number) => json =>
    {
        var dice = new Dice("metadata", number);
        json.WriteStartObject();
        json.WriteString("customer", Customers[dice.Next(Customers.Length)]);
        json.WriteString("tier", Tiers[dice.Next(Tiers.Length)]);
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
                json.WriteString("name", Products[dice.Next(Products.Length)]);
                json.WriteNumber("quantity", dice.Next(4) + 1);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    };

    // Not a real ULID: the time part falls with the number, the rest is drawn from it.
    private static string Ulid(string kind, int number)
    {
        var dice = new Dice(kind, number);
        var id = new char[26];
        "01J".CopyTo(0, id, 0, 3);
        for (var i = 3; i < id.Length; i++)
            id[i] = Crockford[dice.Next(Crockford.Length)];
        return new string(id);
    }

    /// <summary>SplitMix64, seeded by a kind and a number: small, even, and the same everywhere.</summary>
    private sealed class Dice
    {
        private ulong state;

        public Dice(string kind, int number)
        {
            state = unchecked((ulong)(number + 1) * 0x9E3779B97F4A7C15);
            foreach (var character in kind)
                state = unchecked((state ^ character) * 0x100000001B3);
        }

        public int Next(int below)
        {
            unchecked
            {
                state += 0x9E3779B97F4A7C15;
                var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
                return (int)((mixed ^ (mixed >> 31)) % (ulong)below);
            }
        }
    }
}
