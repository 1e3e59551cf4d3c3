using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace SinchConv.Commands;

/// <summary>
/// Makes a text of what is given for one, so that no conversion can fail: PowerShell drops a value of the input whose
/// conversion fails, and the command would do more than it was told. A null that was given becomes an empty text, which
/// no longer looks like nothing given.
/// </summary>
/// <param name="property">The property that stands for an object, so that a conversation can be given for its ID.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextArgumentAttribute(string property) : ArgumentTransformationAttribute
{
    /// <summary>The property that stands for an object.</summary>
    public string Property { get; } = property;

    /// <summary>Whether the parameter takes several texts.</summary>
    public bool IsList { get; init; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData == AutomationNull.Value)
            inputData = null;
        var bare = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        string[] texts = bare is IEnumerable several and not (string or IDictionary)
            ? [.. several.Cast<object?>().Select(TextOf)]
            : [TextOf(inputData)];
        // No value at all is an empty one: what was given must not look like nothing given.
        if (IsList)
            return texts.Length == 0 ? [""] : texts;
        return texts.Length < 2
            ? texts.FirstOrDefault() ?? ""
            : throw new ArgumentTransformationMetadataException($"{texts.Length} values were given where one belongs: {Text.Quote(string.Join(", ", texts), 100)}.");
    }

    private string TextOf(object? value)
    {
        var item = PSObject.AsPSObject(value ?? "");
        return item.BaseObject switch
        {
            string text => text,
            bool or SwitchParameter => throw new ArgumentTransformationMetadataException(
                $"{item} is no text. A switch such as -All takes no value: write the switch alone, or with a colon, -All:$false."),
            IConvertible or Guid => LanguagePrimitives.ConvertTo<string>(item),
            _ => item.Properties[Property] is { Value: var own }
                ? LanguagePrimitives.ConvertTo<string>(own ?? "")
                : throw new ArgumentTransformationMetadataException($"An object of type {item.BaseObject.GetType().Name} has no {Property}."),
        };
    }
}
