using System.Globalization;
using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>
/// Takes a time with an offset too, which PowerShell does not convert, and a text in one way in every culture: in some, PowerShell
/// reads 2026-06-28 in another calendar. Refuses an empty one, which would ask for all times, and a number, which PowerShell
/// takes for ticks.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        DateTime time => time,
        DateTimeOffset time => time.UtcDateTime,
        null or "" => throw new ArgumentTransformationMetadataException("The time is empty, as that of a variable that was never set: give one, or leave the parameter out."),
        string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time) && text.Any(character => character is '-' or '/' or '.' or ' ' or ':') => time,
        var other => throw new ArgumentTransformationMetadataException($"'{Text.Quote($"{other}", 100)}' is no time: give one such as 2026-06-28 or '2026-06-28 13:26', or a date of Get-Date."),
    };
}
