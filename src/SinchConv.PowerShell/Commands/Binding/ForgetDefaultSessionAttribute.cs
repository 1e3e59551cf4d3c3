using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>
/// Forgets the default session as soon as a parameter of Connect-SinchProject is bound: also where another one cannot be,
/// nothing may go to the project of before.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ForgetDefaultSessionAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        SessionStore.SetDefault(engineIntrinsics.SessionState, null);
        return inputData;
    }
}
