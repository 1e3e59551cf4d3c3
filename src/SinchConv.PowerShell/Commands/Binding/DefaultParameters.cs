using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>Tells what stands on a command line from what $PSDefaultParameterValues added to it; PowerShell binds both alike.</summary>
internal static class DefaultParameters
{
    /// <summary>Whether a value is the default that a user has set for the parameter.</summary>
    public static bool IsDefault(this PSCmdlet command, string parameter, object? value) =>
        command.GetVariableValue("PSDefaultParameterValues") is IDictionary defaults
        && !LanguagePrimitives.IsTrue(defaults["Disabled"])
        && defaults.Cast<DictionaryEntry>().Any(entry => IsFor(entry.Key as string ?? "", command, parameter) && IsSame(entry.Value, value, command.MyInvocation.MyCommand.Parameters[parameter]));

    // PowerShell looks for wildcards in both halves of a key, and takes any alias of the command and of the parameter.
    private static bool IsFor(string key, PSCmdlet command, string parameter)
    {
        var colon = key.LastIndexOf(':');
        return colon > 0 && Names(command, parameter).Any(Pattern(key.Substring(colon + 1)).IsMatch) && Names(command).Any(Pattern(key.Substring(0, colon)).IsMatch);
    }

    private static WildcardPattern Pattern(string text) => new(text.Trim(' ', '\'', '"'), WildcardOptions.IgnoreCase);

    private static IEnumerable<string> Names(PSCmdlet command, string parameter) =>
        command.MyInvocation.MyCommand.Parameters.TryGetValue(parameter, out var metadata) ? metadata.Aliases.Append(parameter) : [parameter];

    private static IEnumerable<string> Names(PSCmdlet command)
    {
        var name = command.MyInvocation.MyCommand.Name;
        return command.InvokeCommand.GetCommands("*", CommandTypes.Alias, nameIsPattern: true)
            .Where(alias => name.Equals(alias.Definition, StringComparison.OrdinalIgnoreCase))
            .Select(alias => alias.Name)
            .Prepend(name);
    }

    // What a script block gave is not known any more.
    private static bool IsSame(object? entry, object? value, ParameterMetadata parameter) =>
        (entry is PSObject wrapped ? wrapped.BaseObject : entry) is ScriptBlock || TextOf(Bound(entry, parameter)) == TextOf(value);

    // As PowerShell has bound it.
    private static object? Bound(object? entry, ParameterMetadata parameter)
    {
        try
        {
            var changed = parameter.Attributes.OfType<ArgumentTransformationAttribute>().Aggregate(entry, (value, attribute) => attribute.Transform(null!, value!));
            return parameter.SwitchParameter ? LanguagePrimitives.IsTrue(changed) : LanguagePrimitives.ConvertTo(changed, parameter.ParameterType, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentTransformationMetadataException or PSInvalidCastException)
        {
            return entry;
        }
    }

    private static string TextOf(object? value) => value switch
    {
        SwitchParameter isOn => isOn.IsPresent.ToString(),
        DateTime time => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        _ => PSObject.AsPSObject(value ?? "").ToString(),
    };
}
