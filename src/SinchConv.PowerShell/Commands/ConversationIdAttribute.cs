using System.Collections;
using System.Management.Automation;

namespace SinchConv.PowerShell.Commands;

/// <summary>
/// Lets a conversation object stand for its ID, also one made from a raw answer of the API. Objects that are no
/// conversations are refused, so that the pipeline goes on and binds a contact or an app by property name; without this,
/// PowerShell would take the text of any object for an ID.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConversationIdAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is IEnumerable several and not (string or IDictionary)
            ? several.Cast<object?>().Select(Id).ToArray()
            : Id(inputData);

    private static object? Id(object? input)
    {
        if (input is null or string or PSObject { BaseObject: string })
            return input;
        var properties = PSObject.AsPSObject(input).Properties;
        var id = properties["ConversationId"] ?? properties["conversation_id"];
        // A raw conversation calls it just "id", as raw apps and contacts do; only a conversation names both of the others.
        if (id is null && properties["app_id"] is not null && properties["contact_id"] is not null)
            id = properties["id"];
        return id?.Value?.ToString() ?? throw Refusal(input);
    }

    // The inner exception's type is what tells the binder that another parameter may fit.
    private static ArgumentTransformationMetadataException Refusal(object input)
    {
        var message = $"An object of type {(input is PSObject wrapped ? wrapped.BaseObject : input).GetType().Name} without a ConversationId is no conversation.";
        return new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message));
    }
}
