using SinchConv.Api;

namespace SinchConv.Tests.Commands;

/// <summary>Every body of the reference page, and those to come: its type, and what a person would read of it.</summary>
public sealed class MessageBodyTests
{
    [Theory]
    [InlineData("contact_message", """{"text_message":{"text":"Where is my order?"},"reply_to":{"message_id":"x"}}""", "TextMessage", "Where is my order?")]
    [InlineData("contact_message", """{"reply_to":{"message_id":"x"},"text_message":{"text":"two\r\nlines\tand more"}}""", "TextMessage", "two lines and more")]
    [InlineData("contact_message", """{"text_message":{"text":"👩‍💻 می‌خواهم"}}""", "TextMessage", "👩‍💻 می‌خواهم")]
    [InlineData("contact_message", """{"text_message":{"text":"a\u202eb"}}""", "TextMessage", "a\\u202Eb")]
    [InlineData("contact_message", """{"media_message":{"url":"https://example.com/1.jpg","thumbnail_url":"https://example.com/t.jpg"}}""", "MediaMessage", "https://example.com/1.jpg")]
    [InlineData("contact_message", """{"media_message":{"url":"https://example.com/1.jpg","filename_override":"broken mug.jpg"}}""", "MediaMessage", "broken mug.jpg")]
    [InlineData("contact_message", """{"media_card_message":{"url":"https://example.com/1.mp4","caption":"How it sounds"}}""", "MediaCardMessage", "How it sounds")]
    [InlineData("contact_message", """{"location_message":{"title":"Leave it here","label":"Home","coordinates":{"latitude":55.6,"longitude":13.0}}}""", "LocationMessage", "Leave it here · Home")]
    [InlineData("contact_message", """{"location_message":{"title":"","coordinates":{"latitude":55.6,"longitude":13.01}}}""", "LocationMessage", "55.6 · 13.01")]
    [InlineData("contact_message", """{"choice_response_message":{"message_id":"01X","postback_data":"yes"}}""", "ChoiceResponseMessage", "yes")]
    [InlineData("contact_message", """{"fallback_message":{"raw_message":"raw","reason":{"code":"X"}}}""", "FallbackMessage", "raw")]
    [InlineData("contact_message", """{"product_response_message":{"products":[{"id":"SKU-1","quantity":2}],"title":"My basket"}}""", "ProductResponseMessage", "My basket")]
    [InlineData("contact_message", """{"channel_specific_message":{"message_type":"NFM_REPLY","message":{"nfm_reply":{"body":"Saved"}}}}""", "ChannelSpecificMessage", "NFM_REPLY · Saved")]
    [InlineData("app_message", """{"text_message":{"text":"Hello"},"explicit_channel_message":{"SMS":"..."}}""", "TextMessage", "Hello")]
    [InlineData("app_message", """{"explicit_channel_message":{"SMS":"Hi by SMS"},"text_message":null}""", "ExplicitChannelMessage", "Hi by SMS")]
    [InlineData("app_message", """{"media_message":{"url":"https://example.com/manual.pdf"},"agent":{"display_name":"Maja"}}""", "MediaMessage", "https://example.com/manual.pdf")]
    [InlineData("app_message", """{"location_message":{"title":"Our shop","label":"Street 1"}}""", "LocationMessage", "Our shop · Street 1")]
    [InlineData("app_message", """{"card_message":{"title":"Coffee","description":"Back in stock","media_message":{"url":"https://example.com/c.jpg"},"choices":[{"text_message":{"text":"Yes"},"postback_data":"y"}]}}""", "CardMessage", "Coffee · Back in stock · Yes")]
    [InlineData("app_message", """{"carousel_message":{"cards":[{"title":"One"},{"title":"Two"}]}}""", "CarouselMessage", "One · Two")]
    [InlineData("app_message", """{"choice_message":{"text_message":{"text":"Did that help?"},"choices":[{"call_message":{"title":"Call us","phone_number":"+4670"}},{"url_message":{"title":"Shop","url":"https://example.com"}}]}}""", "ChoiceMessage", "Did that help? · Call us · +4670 · Shop")]
    [InlineData("app_message", """{"list_message":{"title":"Teas","description":"All","sections":[{"title":"Black","items":[{"choice":{"title":"Earl Grey","postback_data":"eg"}}]}]}}""", "ListMessage", "Teas · All · Black · Earl Grey")]
    [InlineData("app_message", """{"template_message":{"channel_template":{"WHATSAPP":{"template_id":"order_shipped","version":"1","language_code":"sv","parameters":{"order":"A-12345"}}}}}""", "TemplateMessage", "order_shipped · A-12345")]
    [InlineData("app_message", """{"contact_info_message":{"name":{"full_name":"Maja Ek"},"phone_numbers":[{"phone_number":"+4670"}]}}""", "ContactInfoMessage", "Maja Ek · +4670")]
    [InlineData("app_message", """{"hologram_message":{"title":"Of the future","depth":3}}""", "HologramMessage", "Of the future")]
    [InlineData("contact_message", """{"smell_message":{"scent":{"name":"coffee"},"sender_id":"x"}}""", "SmellMessage", "coffee")]
    [InlineData("contact_message", "{}", null, "")]
    public async Task A_body_has_a_type_and_a_gist(string family, string body, string? type, string text)
    {
        var message = await Sessions.Over(new StubHandler($$"""{"id":"m","{{family}}":{{body}}}""")).Client.GetAsync(Endpoints.Messages, "m", Sessions.NoNotes());
        Assert.Equal((type, text), (message.BodyType, message.Text));
        Assert.Equal(body, message.Body!.ToString());
    }

    [Fact]
    public async Task Real_answers_are_read_whole()
    {
        using var host = new Host();
        var pages = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures"), "java.messages.list.*.json").Order().Select(File.ReadAllText).ToArray();
        host.Set("session", Sessions.Over(new StubHandler(pages)));
        var messages = await Task.Run(() => host.Run("Get-SinchMessage -Session $session -ConversationId x -All").ShouldBeClean().As<Message>());
        Assert.NotEmpty(messages);
        Assert.All(messages, message =>
        {
            Assert.NotNull(message.MessageId);
            Assert.NotNull(message.BodyType);
            Assert.NotEqual("", message.Text);
            Assert.Contains(message.Direction, KnownValues.Directions);
        });
    }
}
