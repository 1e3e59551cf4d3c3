using System.Management.Automation.Host;

namespace SinchConv.Shell.Host;

/// <summary>Standard error; remembers whether anything was shown there.</summary>
internal sealed class ErrorWriter
{
    /// <summary>How many times something was shown.</summary>
    public long Count { get; private set; }

    /// <summary>Whether what is output shows an error at the moment.</summary>
    public bool TakesOutput { get; set; }

    public void Write(string text)
    {
        Count++;
        // Standard output may still be a console with colours while errors go to a file.
        Console.Error.Write(PSHostUserInterface.GetOutputString(text, Terminal.HasColors && !Console.IsErrorRedirected));
    }
}
