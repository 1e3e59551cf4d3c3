using System.Collections;
using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>Refuses where a whole number belongs what PowerShell makes one of: 0 of an unset variable and of $false, 2 of 1.5.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NumberArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is null or ICollection { Count: 0 } || string.IsNullOrWhiteSpace($"{inputData}")
            ? throw new ArgumentTransformationMetadataException("The value is empty, as that of a variable that was never set: give a number, or leave the parameter out.")
            : (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is bool or SwitchParameter || (inputData is double number && number != Math.Floor(number))
            ? throw new ArgumentTransformationMetadataException($"'{inputData}' is no whole number.")
            : inputData;
}
