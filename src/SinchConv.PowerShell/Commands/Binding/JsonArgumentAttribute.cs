using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Text.Json;

namespace SinchConv.Commands;

/// <summary>Makes JSON of what is given: of JSON text, checked and otherwise left as it is, of a hashtable, or of any other object.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class JsonArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether nothing but a JSON object will do.</summary>
    public bool IsObject { get; init; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => ToJson(inputData, IsObject);

    /// <summary>The JSON of a value; empty where there is none.</summary>
    /// <exception cref="ArgumentTransformationMetadataException">The value is no JSON.</exception>
    public static string ToJson(object? inputData, bool isObject)
    {
        if (inputData is null || inputData == AutomationNull.Value)
            return "";
        var bare = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        var json = bare is string text ? text.Trim() : JsonText.Of(inputData);
        if (json.Length == 0)
            return json;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 2_000 });
            return !isObject || document.RootElement.ValueKind == JsonValueKind.Object
                ? json
                : throw new ArgumentTransformationMetadataException($"'{Text.Quote(json, 100)}' is no JSON object. Give a hashtable such as @{{ tier = 'gold' }}, or JSON text such as {{\"tier\":\"gold\"}}.");
        }
        catch (JsonException)
        {
            // Not quoted: a body may hold secrets.
            throw new ArgumentTransformationMetadataException("The text is no JSON. Give a hashtable such as @{ tier = 'gold' }, or JSON text such as {\"tier\":\"gold\"}.");
        }
    }
}
