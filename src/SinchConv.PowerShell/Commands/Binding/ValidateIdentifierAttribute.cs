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

    /// <summary>Whether blanks and the like may be in it, as in names of other systems, but not around it.</summary>
    public bool IsPlain { get; init; }

    /// <inheritdoc/>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        foreach (var text in arguments is IEnumerable<string> several ? several : [arguments as string ?? ""])
        {
            var problem = IsPlain && text != text.Trim() ? "begins or ends with a blank or a line break: remove it"
                : IsPlain || IsToken ? Identifier.TokenProblem(text)
                : Identifier.Problem(text);
            if (problem is not null)
                throw new ValidationMetadataException($"The value '{Identifier.Quote(text)}' {problem}.");
        }
    }
}
