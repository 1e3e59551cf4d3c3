using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>Tells what to do with a session that was stored or sent to another process: its secrets stayed behind.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SessionArgumentAttribute : ArgumentTransformationAttribute
{
    public const string Copied = "A session that was stored, or passed to a job or another computer, has lost its credential. Connect inside the job: run Connect-SinchProject there.";

    /// <summary>Whether an object is what is left of a session behind a job, a remote computer or a file.</summary>
    public static bool IsCopy(object? item) => item is PSObject { TypeNames: var names } && names.Contains("Deserialized." + typeof(SinchSession).FullName);

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        IsCopy(inputData) ? throw new ArgumentTransformationMetadataException(Copied) : inputData;
}
