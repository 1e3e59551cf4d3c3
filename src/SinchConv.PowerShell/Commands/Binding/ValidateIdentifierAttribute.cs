using System.Management.Automation;
using System.Text;

namespace SinchConv.Commands;

/// <summary>
/// Refuses what cannot be an identifier of the service, before anything is sent. Anything else is sent percent-encoded.
/// Null and empty values pass: whether they are allowed is the parameter's own rule.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateIdentifierAttribute : ValidateArgumentsAttribute
{
    // Generous: IDs have 26 characters, page tokens around 80. Longer ones do not fit into a request line.
    private const int Longest = 4_096;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        foreach (var text in arguments is IEnumerable<string> several ? several : [arguments as string ?? ""])
        {
            if (Problem(text) is { } problem)
                throw new ValidationMetadataException($"The value '{Api.Text.Quote(text, 100)}' {problem}.");
        }
    }

    /// <summary>What is wrong with an identifier, as the end of a sentence; null when nothing is.</summary>
    public static string? Problem(string text)
    {
        if (text.Length > Longest)
            return $"is longer than {Longest} characters";
        if (text.Any(char.IsControl))
            return "holds control characters, such as a line break; remove them";
        // In a path these two mean a folder, however they are encoded.
        if (text is "." or "..")
            return "is no identifier";
        try
        {
            Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException)
        {
            return "holds half of a Unicode character";
        }
        return null;
    }
}
