using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>
/// Refuses what cannot be an identifier of the service, before anything is sent. Null and empty values pass: whether they
/// are allowed is the command's own rule.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateIdentifierAttribute : ValidateArgumentsAttribute
{
    /// <summary>Whether it is a page token, of which nobody but the service knows what it may hold.</summary>
    public bool IsToken { get; init; }

    /// <inheritdoc/>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        foreach (var text in arguments is IEnumerable<string> several ? several : [arguments as string ?? ""])
        {
            if ((IsToken ? Identifier.TokenProblem(text) : Identifier.Problem(text)) is { } problem)
                throw new ValidationMetadataException($"The value '{Text.Quote(text, 100)}' {problem}.");
        }
    }
}
