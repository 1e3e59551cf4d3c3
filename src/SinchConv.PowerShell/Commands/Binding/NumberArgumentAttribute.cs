using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>Refuses where a whole number belongs what PowerShell makes one of: 0 of an unset variable and of $false, 2 of 1.5.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NumberArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is null or ICollection { Count: 0 } || string.IsNullOrWhiteSpace($"{inputData}"))
            throw new ArgumentTransformationMetadataException("The value is empty, as that of a variable that was never set: give a number, or leave the parameter out.");
        return (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            bool or SwitchParameter => throw Refused(inputData),
            // A comma would be left out: 15 of 1,5.
            string text when text.IndexOf(',') >= 0 || !IsWhole(text) => throw Refused(inputData),
            double or float or decimal when !IsWhole(inputData) => throw Refused(inputData),
            _ => inputData,
        };
    }

    // What is no number at all, PowerShell refuses itself.
    private static bool IsWhole(object value) => !LanguagePrimitives.TryConvertTo<double>(value, CultureInfo.InvariantCulture, out var number) || number == Math.Floor(number);

    private static ArgumentTransformationMetadataException Refused(object value) => new($"'{value}' is no whole number.");
}
