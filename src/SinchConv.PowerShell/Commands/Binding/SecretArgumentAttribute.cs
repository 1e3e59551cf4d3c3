using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>Refuses a secret that was given as plain text, without repeating it, as PowerShell's own message would.</summary>
/// <param name="remedy">What to give instead.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretArgumentAttribute(string remedy) : ArgumentTransformationAttribute
{
    /// <summary>What to give instead.</summary>
    public string Remedy { get; } = remedy;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is null or System.Security.SecureString or PSCredential
            ? inputData
            : throw new ArgumentTransformationMetadataException(Remedy);
}
