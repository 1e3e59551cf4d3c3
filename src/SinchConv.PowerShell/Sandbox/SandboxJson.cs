using System.Text.Json;
using System.Text.Json.Nodes;

namespace SinchConv.Sandbox;

/// <summary>What is done to JSON as a whole.</summary>
internal static class SandboxJson
{
    // What users put there keeps all that it holds.
    private static readonly string[] FreeContent = ["metadata_json", "payload"];

    public static JsonNode Read(Action<Utf8JsonWriter> write)
    {
        var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            write(json);
        }
        return JsonNode.Parse(text.ToArray())!;
    }

    /// <summary>Merges as RFC 7386 has it: an object into an object, null removes, anything else replaces.</summary>
    public static JsonNode? Merge(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject fields)
            return patch?.DeepClone();
        var merged = target is JsonObject before ? (JsonObject)before.DeepClone() : [];
        foreach (var field in fields)
        {
            if (field.Value is null)
                merged.Remove(field.Key);
            else
                merged[field.Key] = Merge(merged[field.Key], field.Value);
        }
        return merged;
    }

    /// <summary>Leaves out what has its default value: null, false, 0, empty texts and empty arrays.</summary>
    public static void LeaveOutDefaults(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                LeaveOutDefaults(item);
        }
        if (node is not JsonObject fields)
            return;
        foreach (var field in fields.ToList())
        {
            if (FreeContent.Contains(field.Key))
                continue;
            LeaveOutDefaults(field.Value);
            if (field.Value?.ToJsonString() is null or "false" or "0" or "\"\"" or "[]")
                fields.Remove(field.Key);
        }
    }
}
