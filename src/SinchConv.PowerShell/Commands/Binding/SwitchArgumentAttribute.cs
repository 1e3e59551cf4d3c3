using System.Management.Automation;
using System.Management.Automation.Internal;

namespace SinchConv.Commands;

/// <summary>Refuses the value of an unset variable for a switch, which PowerShell takes for the switch itself.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SwitchArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData is not null && inputData != AutomationNull.Value
        ? inputData
        : throw new ArgumentTransformationMetadataException("The value is empty, as that of a variable that was never set: write the switch alone, or give $true or $false after a colon.");
}
