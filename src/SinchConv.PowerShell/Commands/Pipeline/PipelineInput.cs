using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>
/// An object on the pipeline, by its properties: a conversation, a count of conversations, or something else. It does not
/// matter whether it is the module's own, came from a CSV file, a job or Select-Object, or is a raw answer of the API.
/// </summary>
internal sealed class PipelineInput(object input)
{
    private readonly PSMemberInfoCollection<PSPropertyInfo> properties = PSObject.AsPSObject(input).Properties;

    /// <summary>Whether it has a conversation's ID, be it empty. A raw conversation calls it "id"; apps and contacts do so too, but name none of the rest.</summary>
    public bool IsConversation => IdProperty is not null;

    /// <summary>The ID of the conversation; null when there is none.</summary>
    public string? ConversationId => Text(IdProperty);

    /// <summary>Whether it tells a channel, as counts do.</summary>
    public bool IsCount => Channel is not null && !IsConversation;

    /// <summary>Whether it is a session, which -Session takes.</summary>
    public bool IsSession => PSObject.AsPSObject(input).BaseObject is SinchSession;

    /// <summary>The channel; null when it names none.</summary>
    public string? ActiveChannel => Text(Channel);

    /// <summary>The state, as it stands there; null when it names none.</summary>
    public object? State => Text(properties["State"]) is null ? null : properties["State"].Value;

    public string? AppId => Text(properties["AppId"] ?? properties["app_id"]);

    public string? ContactId => Text(properties["ContactId"] ?? properties["contact_id"]);

    private PSPropertyInfo? Channel => properties["ActiveChannel"] ?? properties["active_channel"];

    private PSPropertyInfo? IdProperty => properties["ConversationId"] ?? properties["conversation_id"]
        ?? ((properties["app_id"] ?? properties["contact_id"] ?? properties["active_channel"]) is not null ? properties["id"] : null);

    /// <summary>Tells the binder that another parameter may fit: the type of the inner exception is what it looks at.</summary>
    public static ArgumentTransformationMetadataException Refusal(object? input)
    {
        var type = (input is PSObject wrapped ? wrapped.BaseObject : input)?.GetType().Name ?? "null";
        var message = $"An object of type {type} names neither a conversation nor what was counted.";
        return new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message));
    }

    private static string? Text(PSPropertyInfo? property) => property?.Value?.ToString() is { Length: > 0 } text ? text : null;
}
