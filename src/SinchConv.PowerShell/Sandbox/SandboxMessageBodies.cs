namespace SinchConv.Sandbox;

/// <summary>What is in a message: each body of the reference page, and one that does not exist yet.</summary>
internal static class SandboxMessageBodies
{
    private const string Pictures = "https://example.com/media/";

    private static readonly string[] Questions =
    [
        "Hello? Is anybody there?", "Where is my order?", "Gracias, ¡hasta luego!", "明日届きますか？", "It is broken 😕\nPlease help.", "\"Earl Grey\", please; 2 boxes",
    ];

    private static readonly string[] Replies =
    [
        "Welcome to Nordwind! How can we help?", "Your order is on its way.", "Danke für Ihre Geduld.", "お待たせしました。", "Done ✅\nAnything else?", "Please send us a picture of it.",
    ];

    private static readonly object Place = new { latitude = 59.3293, longitude = 18.0686 };

    private static readonly object[] Choices =
    [
        new { text_message = new { text = "Yes" }, postback_data = "yes" },
        new { url_message = new { title = "Track it", url = "https://example.com/track" }, postback_data = "track" },
        new { call_message = new { title = "Call us", phone_number = "+46700000000" }, postback_data = "call" },
        new { location_message = new { title = "Our shop", label = "Shop", coordinates = Place }, postback_data = "shop" },
    ];

    /// <summary>What a contact writes, by the name of the body.</summary>
    public static IReadOnlyList<(string Name, Func<SandboxDice, object> Make)> OfContact { get; } =
    [
        ("text_message", dice => new { text = dice.Of(Questions) }),
        ("media_message", dice => new { url = $"{Pictures}{dice.Next(1000)}.jpg", thumbnail_url = $"{Pictures}thumbnail.jpg", filename_override = "broken mug.jpg" }),
        ("media_card_message", dice => new { url = $"{Pictures}{dice.Next(1000)}.mp4", caption = "This is how it sounds" }),
        ("location_message", _ => new { title = "Leave it here", label = "Home", coordinates = Place }),
        ("choice_response_message", dice => new { message_id = SandboxId.Of("choice", dice.Next(1000)), postback_data = "yes" }),
        ("fallback_message", _ => new { raw_message = "{\"type\":\"unsupported\"}" }),
        ("product_response_message", dice => new { products = new[] { new { id = $"SKU-{dice.Next(1000)}", marketplace = "FACEBOOK", quantity = 2, item_price = 12.5, currency = "EUR" } }, title = "My basket" }),
        ("channel_specific_message", _ => new { message_type = "NFM_REPLY", message = new { type = "nfm_reply", nfm_reply = new { name = "address_message", response_json = "{\"city\":\"Malmö\"}", body = "Saved" } } }),
        ("sticker_message", _ => new { sticker = new { name = "thumbs up", animated = true } }),
    ];

    /// <summary>What an app writes, by the name of the body.</summary>
    public static IReadOnlyList<(string Name, Func<SandboxDice, object> Make)> OfApp { get; } =
    [
        ("text_message", dice => new { text = dice.Of(Replies) }),
        ("media_message", dice => new { url = $"{Pictures}manual-{dice.Next(10)}.pdf", thumbnail_url = "", filename_override = "Manual.pdf" }),
        ("location_message", _ => new { title = "Our shop", label = "Drottninggatan 1", coordinates = Place }),
        ("card_message", _ => Card("Filterkaffee 500 g")),
        ("carousel_message", _ => new { cards = new[] { Card("Café crème"), Card("抹茶") }, choices = Choices }),
        ("choice_message", _ => new { text_message = new { text = "Did that help?" }, choices = Choices }),
        ("list_message", _ => new { title = "Our teas", description = "All of them", sections = new[] { new { title = "Black", items = new object[] { new { choice = new { title = "Earl Grey", postback_data = "earl-grey" } }, new { product = new { id = "SKU-7", marketplace = "FACEBOOK" } } } } } }),
        ("template_message", dice => new { omni_template = new { template_id = SandboxId.Of("template", dice.Next(9)), version = "3", language_code = "en-US", parameters = new { name = "Zoë" } }, channel_template = new { WHATSAPP = new { template_id = "order_shipped", version = "1", language_code = "sv", parameters = new { order = "A-12345" } } } }),
        ("contact_info_message", _ => new { name = new { full_name = "Nordwind Kundendienst" }, phone_numbers = new[] { new { phone_number = "+46700000000", type = "Company" } } }),
        ("poll_message", _ => new { question = "Coffee or tea?", options = new[] { "Coffee", "Tea" } }),
    ];

    private static object Card(string title) => new { title, description = "Back in stock", media_message = new { url = $"{Pictures}card.jpg" }, choices = Choices };
}
