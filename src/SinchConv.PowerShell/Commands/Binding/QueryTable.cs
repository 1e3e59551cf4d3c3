using System.Collections;
using System.Globalization;
using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>A hashtable of a user as the query of a request: a list as a value repeats its name.</summary>
internal static class QueryTable
{
    /// <summary>The name of the first value that is empty, as a variable that was never set; null when all are there.</summary>
    public static object? FirstUnset(IDictionary? table) =>
        table.Entries().Where(entry => Values(entry).Any(value => value is null)).Select(entry => entry.Key).FirstOrDefault();

    public static IEnumerable<Filter> Filters(IDictionary? table) =>
        from entry in table.Entries()
        from value in Values(entry)
        select new Filter(null, null, Uri.EscapeDataString($"{entry.Key}"), InText(value));

    private static IEnumerable<object?> Values(DictionaryEntry entry) => LanguagePrimitives.GetEnumerable(entry.Value)?.Cast<object?>() ?? [entry.Value];

    private static string InText(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        bool isOn => isOn ? "true" : "false",
        DateTimeOffset time => Text.Of(time.UtcDateTime),
        DateTime time => Text.Of(time),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };
}
