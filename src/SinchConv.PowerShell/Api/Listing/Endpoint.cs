namespace SinchConv.Api;

/// <summary>A resource of the service: where it is, and how its answers are read.</summary>
/// <param name="Path">Its path within the project.</param>
/// <param name="LargestPage">The largest page that the service gives; 0 where it gives everything in one answer.</param>
/// <param name="ReadPage">Reads the answer to a listing.</param>
/// <param name="ReadOne">Reads the answer to a look-up by ID.</param>
internal sealed record Endpoint<T>(string Path, int LargestPage, Func<Answer, Page<T>> ReadPage, Func<Answer, T> ReadOne);

/// <summary>The resources that this module knows.</summary>
internal static class Endpoints
{
    public static Endpoint<Conversation> Conversations { get; } = Of("conversations", 20, Conversation.Fields, item => item.ConversationId);

    /// <summary>The conversations once more, sorted by their newest message and with it.</summary>
    public static Endpoint<Conversation> Recent { get; } = Entries(Of("conversations:recent", 50, Conversation.RecentFields, item => item.ConversationId, "conversations"));

    /// <summary>These without the message: as the ordinary list has them.</summary>
    public static Endpoint<Conversation> RecentRows { get; } = Entries(Of("conversations:recent", 50, Conversation.RecentRowFields, item => item.ConversationId, "conversations"));

    public static Endpoint<App> Apps { get; } = Of("apps", 0, App.Fields, item => item.AppId);

    public static Endpoint<Contact> Contacts { get; } = Of("contacts", 20, Contact.Fields, item => item.ContactId);

    public static Endpoint<Message> Messages { get; } = Of("messages", 1_000, Message.Fields, item => item.MessageId);

    public static Endpoint<ConversationEvent> Events { get; } = Of("events", 20, ConversationEvent.Fields, item => item.EventId);

    private static Endpoint<T> Of<T>(string path, int largestPage, FieldTable<T> fields, Func<T, string?> id, string? items = null)
    {
        var array = items ?? path;
        var pages = AnswerReader.PageFields(array, fields);
        return new(path, largestPage, answer => AnswerReader.ReadPage(answer, array, pages), answer => AnswerReader.ReadOne(answer, path, fields, id));
    }

    // Else an entry of another shape would be a row without anything in it.
    private static Endpoint<Conversation> Entries(Endpoint<Conversation> endpoint) => endpoint with
    {
        ReadPage = answer => endpoint.ReadPage(answer) is var page && page.Items.All(item => !string.IsNullOrEmpty(item.ConversationId))
            ? page
            : throw AnswerFault.Unexpected(answer, "holds an entry without a conversation"),
    };
}
