using System.Collections;
using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>Refuses an empty value where a number belongs: PowerShell makes 0 of an unset variable.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NumberArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is null or ICollection { Count: 0 } || string.IsNullOrWhiteSpace($"{inputData}")
            ? throw new ArgumentTransformationMetadataException("The value is empty, as that of a variable that was never set: give a number, or leave the parameter out.")
            : inputData;
}
