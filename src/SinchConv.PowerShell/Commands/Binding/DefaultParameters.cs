using System.Collections;
using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>Tells what stands on a command line from what $PSDefaultParameterValues added to it; PowerShell binds both alike.</summary>
internal static class DefaultParameters
{
    /// <summary>Whether a value is the default that a user has set for the parameter.</summary>
    public static bool IsDefault(this PSCmdlet command, string parameter, object? value) =>
        command.GetVariableValue("PSDefaultParameterValues") is IDictionary defaults
        && !LanguagePrimitives.IsTrue(defaults["Disabled"])
        && defaults.Cast<DictionaryEntry>().Any(entry => IsFor(entry.Key as string ?? "", command, parameter) && IsSame(entry.Value, value));

    private static bool IsFor(string key, PSCmdlet command, string parameter)
    {
        var colon = key.LastIndexOf(':');
        return colon > 0
            && Names(command, parameter).Contains(key.Substring(colon + 1).Trim(), StringComparer.OrdinalIgnoreCase)
            && new WildcardPattern(key.Substring(0, colon).Trim(), WildcardOptions.IgnoreCase).IsMatch(command.MyInvocation.MyCommand.Name);
    }

    private static IEnumerable<string> Names(PSCmdlet command, string parameter) =>
        command.MyInvocation.MyCommand.Parameters.TryGetValue(parameter, out var metadata) ? metadata.Aliases.Append(parameter) : [parameter];

    // What a script block gave is not known any more.
    private static bool IsSame(object? entry, object? value) =>
        (entry is PSObject wrapped ? wrapped.BaseObject : entry) is ScriptBlock || TextOf(entry) == TextOf(value) || (value is DateTime time && time == TimeOf(entry));

    private static DateTime? TimeOf(object? value)
    {
        try
        {
            return new TimeArgumentAttribute().Transform(null!, value) as DateTime?;
        }
        catch (ArgumentTransformationMetadataException)
        {
            return null;
        }
    }

    private static string TextOf(object? value) => value is SwitchParameter isOn ? isOn.IsPresent.ToString() : PSObject.AsPSObject(value ?? "").ToString();
}
