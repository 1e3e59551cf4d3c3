using System.Management.Automation;
using System.Text.Json;

namespace SinchConv.Commands;

/// <summary>Answers as objects whose properties have the names of the JSON, so that they can be walked, filtered and piped on.</summary>
internal static class JsonObjects
{
    /// <summary>The object, array or value; an object whose names PowerShell could not tell apart stays a dictionary.</summary>
    public static object? From(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(From).ToArray();
            case JsonValueKind.Object:
                var members = element.EnumerateObject().ToList();
                var names = members.Select(JsonValues.Name).ToList();
                if (names.Contains("") || names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count)
                    return new JsonDictionary(element.GetRawText());
                var item = new PSObject();
                for (var i = 0; i < members.Count; i++)
                    item.Properties.Add(new PSNoteProperty(names[i], From(members[i].Value)));
                return item;
            default:
                return JsonValues.Value(element);
        }
    }
}
