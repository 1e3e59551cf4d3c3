using System.Collections;
using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>
/// Lets a conversation object stand for its ID, also one made from a raw answer of the API. Objects that are no
/// conversations are refused; without this, PowerShell would take the text of any object for an ID.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConversationIdAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is IEnumerable several and not (string or IDictionary)
            ? several.Cast<object?>().Select(Id).ToArray()
            : Id(inputData);

    private static object? Id(object? input) => input is null or string or PSObject { BaseObject: string }
        ? input
        : new PipelineInput(input).ConversationId ?? throw PipelineInput.Refusal(input);
}

/// <summary>Takes conversations and counts, and sees sessions that -Session may take as well; other objects are refused, so that PowerShell binds a contact or an app by property name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConversationOrCountAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is null || new PipelineInput(inputData) is { IsConversation: false, IsCount: false, IsSession: false } ? throw PipelineInput.Refusal(inputData) : inputData;
}

/// <summary>Takes counts, and sees sessions that -Session may take as well; other objects are refused, so that PowerShell binds a contact or an app by property name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CountAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is not null && new PipelineInput(inputData) is { IsCount: true } or { IsSession: true } ? inputData : throw PipelineInput.Refusal(inputData);
}
