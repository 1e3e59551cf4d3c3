using System.Management.Automation.Host;

namespace SinchConv.Shell.Host;

/// <summary>One answer to a question, such as "&amp;Yes": its text, and the key that stands for it.</summary>
internal sealed record ChoiceLabel(string Text, string Key)
{
    public static ChoiceLabel Of(ChoiceDescription choice)
    {
        var mark = choice.Label.IndexOf('&');
        var text = choice.Label.Replace("&", "", StringComparison.Ordinal);
        var key = mark >= 0 && mark < text.Length ? text.Substring(mark, 1).ToUpperInvariant() : text;
        return new ChoiceLabel(text, key);
    }

    public bool Matches(string answer) =>
        answer.Equals(Key, StringComparison.OrdinalIgnoreCase) || answer.Equals(Text, StringComparison.OrdinalIgnoreCase);
}
