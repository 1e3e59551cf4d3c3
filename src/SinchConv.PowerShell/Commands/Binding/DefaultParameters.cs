using System.Collections;
using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>Tells what stands on a command line from what $PSDefaultParameterValues added to it; PowerShell binds both alike.</summary>
internal static class DefaultParameters
{
    /// <summary>Whether a value is the default that a user has set for the parameter.</summary>
    public static bool IsDefault(this PSCmdlet command, string parameter, object? value) =>
        command.GetVariableValue("PSDefaultParameterValues") is IDictionary defaults
        && defaults.Cast<DictionaryEntry>().Any(entry => IsFor(entry.Key as string ?? "", command, parameter) && IsSame(entry.Value, value));

    private static bool IsFor(string key, PSCmdlet command, string parameter)
    {
        var colon = key.LastIndexOf(':');
        return colon > 0
            && string.Equals(key.Substring(colon + 1).Trim(), parameter, StringComparison.OrdinalIgnoreCase)
            && new WildcardPattern(key.Substring(0, colon).Trim(), WildcardOptions.IgnoreCase).IsMatch(command.MyInvocation.MyCommand.Name);
    }

    // What a script block gave is not known any more.
    private static bool IsSame(object? entry, object? value) =>
        (entry is PSObject wrapped ? wrapped.BaseObject : entry) is ScriptBlock || TextOf(entry) == TextOf(value);

    private static string TextOf(object? value) => value is SwitchParameter isOn ? isOn.IsPresent.ToString() : PSObject.AsPSObject(value ?? "").ToString();
}
