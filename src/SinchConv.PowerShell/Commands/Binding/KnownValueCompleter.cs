using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SinchConv.Commands;

/// <summary>Completes a parameter from a fixed list; any other value is accepted as well.</summary>
internal abstract class KnownValueCompleter(IReadOnlyList<string> values) : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? "").Trim('\'', '"');
        return values
            .Where(value => value.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(value));
    }
}

/// <summary>Completes the regions of the Conversation API.</summary>
internal sealed class RegionCompleter() : KnownValueCompleter(KnownValues.Regions);

/// <summary>Completes the channels of conversations.</summary>
internal sealed class ChannelCompleter() : KnownValueCompleter(KnownValues.Channels);

/// <summary>Completes the states of conversations.</summary>
internal sealed class StateCompleter() : KnownValueCompleter(KnownValues.States);
