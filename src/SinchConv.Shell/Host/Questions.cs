using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SinchConv.Shell.Host;

/// <summary>What commands ask the person at the prompt; where nobody is, the question is an error.</summary>
internal sealed class Questions(LineReader? input)
{
    public string ReadLine() => Ask(input, "a line of input", reader => reader.Read() ?? throw new HostException("The input has ended."));

    public SecureString ReadSecret() => Ask(input, "a secret", Secret.Read);

    public Dictionary<string, PSObject> AskFields(PSHostUserInterface screen, string caption, string message, Collection<FieldDescription> fields)
    {
        var names = string.Join(", ", fields.Select(field => field.Name));
        return Ask(input, names, _ =>
        {
            Introduce(screen, caption, message);
            return fields.ToDictionary(field => field.Name, field => AskField(screen, field));
        });
    }

    public int AskChoice(PSHostUserInterface screen, string caption, string message, Collection<ChoiceDescription> choices, int byDefault) =>
        Ask(input, $"an answer to \"{caption}\"", reader =>
        {
            Introduce(screen, caption, message);
            var labels = choices.Select(ChoiceLabel.Of).ToList();
            while (true)
            {
                var preset = byDefault < 0 ? "" : $" (default is \"{labels[byDefault].Key}\")";
                screen.Write($"{string.Join("  ", labels.Select(label => $"[{label.Key}] {label.Text}"))}{preset}: ");
                var answer = (reader.Read() ?? throw new HostException("The input has ended.")).Trim();
                if (answer.Length == 0 && byDefault >= 0)
                    return byDefault;
                var chosen = labels.FindIndex(label => label.Matches(answer));
                if (chosen >= 0)
                    return chosen;
            }
        });

    public PSCredential AskCredential(PSHostUserInterface screen, string caption, string message, string? userName) =>
        Ask(input, "a credential", reader =>
        {
            Introduce(screen, caption, message);
            if (string.IsNullOrEmpty(userName))
            {
                screen.Write("User: ");
                userName = reader.Read() ?? throw new HostException("The input has ended.");
            }
            screen.Write($"Password for user {userName}: ");
            return new PSCredential(userName, ReadSecret());
        });

    private PSObject AskField(PSHostUserInterface screen, FieldDescription field)
    {
        screen.Write($"{field.Name}: ");
        var isSecret = field.ParameterTypeName == nameof(SecureString);
        return PSObject.AsPSObject(isSecret ? ReadSecret() : ReadLine());
    }

    private static void Introduce(PSHostUserInterface screen, string caption, string message)
    {
        foreach (var line in new[] { caption, message }.Where(line => !string.IsNullOrEmpty(line)))
            screen.WriteLine(line);
    }

    private static T Ask<T>(LineReader? input, string what, Func<LineReader, T> ask)
    {
        if (input is null)
            throw new HostException($"A command asks for {what}, and nobody is here to answer: give it as a parameter, or use -Interactive.");
        try
        {
            return ask(input);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
