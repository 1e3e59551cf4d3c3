using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>Takes a time with an offset too, which PowerShell does not convert, and refuses an empty one: it would ask for all times.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        DateTimeOffset time => time.UtcDateTime,
        null or "" => throw new ArgumentTransformationMetadataException("The time is empty, as that of a variable that was never set: give one, or leave the parameter out."),
        _ => inputData!,
    };
}
