using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>Tells what stands on a command line from what $PSDefaultParameterValues added to it; PowerShell binds both alike.</summary>
internal static class DefaultParameters
{
    /// <summary>Finds the default that a user has set for the parameter, where the value is that.</summary>
    public static bool TryGetDefault(this PSCmdlet command, string parameter, object? value, out object? entry)
    {
        entry = null;
        if (command.GetVariableValue("PSDefaultParameterValues") is not IDictionary defaults || LanguagePrimitives.IsTrue(defaults["Disabled"]))
            return false;
        foreach (var each in defaults.Entries())
        {
            if (IsFor(each.Key as string ?? "", command, parameter) && IsSame(each.Value, value, command.MyInvocation.MyCommand.Parameters[parameter]))
            {
                entry = Bare(each.Value);
                return true;
            }
        }
        return false;
    }

    // PowerShell looks for wildcards in both halves of a key, and takes any alias of the command and of the parameter.
    private static bool IsFor(string key, PSCmdlet command, string parameter)
    {
        var colon = key.LastIndexOf(':');
        return colon > 0 && IsMatch(key.Substring(colon + 1), ParameterNames(command, parameter)) && IsMatch(key.Substring(0, colon), CommandNames(command));
    }

    private static bool IsMatch(string half, IEnumerable<string> names)
    {
        try
        {
            return names.Any(new WildcardPattern(half.Trim(' ', '\'', '"'), WildcardOptions.IgnoreCase).IsMatch);
        }
        catch (WildcardPatternException)
        {
            return false;
        }
    }

    private static IEnumerable<string> ParameterNames(PSCmdlet command, string parameter) =>
        command.MyInvocation.MyCommand.Parameters.TryGetValue(parameter, out var metadata) ? metadata.Aliases.Append(parameter) : [parameter];

    private static IEnumerable<string> CommandNames(PSCmdlet command)
    {
        var name = command.MyInvocation.MyCommand.Name;
        return command.InvokeCommand.GetCommands("*", CommandTypes.Alias, nameIsPattern: true)
            .Where(alias => name.Equals(alias.Definition, StringComparison.OrdinalIgnoreCase))
            .Select(alias => alias.Name)
            .Prepend(name);
    }

    // What a script block gave is not known any more.
    private static bool IsSame(object? entry, object? value, ParameterMetadata parameter) =>
        Bare(entry) is ScriptBlock || TextOf(Bound(entry, parameter)) == TextOf(value);

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    // As PowerShell has bound it.
    private static object? Bound(object? entry, ParameterMetadata parameter)
    {
        try
        {
            var changed = parameter.Attributes.OfType<ArgumentTransformationAttribute>().Aggregate(entry, (value, attribute) => attribute.Transform(null!, value!));
            return parameter.SwitchParameter ? LanguagePrimitives.IsTrue(changed) : LanguagePrimitives.ConvertTo(changed, parameter.ParameterType, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is RuntimeException or InvalidCastException)
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
