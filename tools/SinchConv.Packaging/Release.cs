using System.Globalization;
using System.Text.RegularExpressions;

namespace SinchConv.Packaging;

/// <summary>A version's section of the changelog.</summary>
/// <param name="Date">When it was released; every file in its packages bears this date.</param>
/// <param name="Notes">The text of the section, without its heading.</param>
internal sealed partial record Release(DateOnly Date, string Notes)
{
    /// <exception cref="InvalidDataException">The changelog has no section of that version, or one without a date or a text.</exception>
    public static Release Read(string changelogPath, string version)
    {
        var headings = Heading().Matches(File.ReadAllText(changelogPath).ReplaceLineEndings("\n")).ToList();
        var section = headings.Find(heading => heading.Groups["version"].Value == version)
            ?? throw new InvalidDataException($"{changelogPath} has no section '## [{version}] - <date>'.");
        if (!DateOnly.TryParseExact(section.Groups["date"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            throw new InvalidDataException($"{changelogPath}: the section of {version} has no date such as 2026-01-31.");
        var notes = section.Groups["notes"].Value.Trim();
        return notes.Length > 0 ? new Release(date, notes) : throw new InvalidDataException($"{changelogPath}: the section of {version} is empty.");
    }

    [GeneratedRegex(@"^## \[(?<version>[^]]+)\](?: - (?<date>\S+))?[ ]*\n(?<notes>.*?)(?=^## |^\[[^]]+\]: |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Heading();
}
