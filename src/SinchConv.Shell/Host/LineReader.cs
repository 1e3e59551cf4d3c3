using Microsoft.Win32.SafeHandles;

namespace SinchConv.Shell.Host;

/// <summary>Lines of standard input, whose reading Ctrl+C can end.</summary>
internal sealed class LineReader(Interrupt interrupt)
{
    private readonly TextReader reader = Open();

    private Task<string?>? pending;

    /// <summary>The next line; null at the end of input.</summary>
    /// <exception cref="OperationCanceledException">Ctrl+C was pressed.</exception>
    public string? Read()
    {
        var wasLeft = pending is not null;
        var line = Next();
        // Windows ends a read with nothing on Ctrl+C; that is not the end of input.
        return line is null && wasLeft ? Next() : line;
    }

    private string? Next()
    {
        using var pressed = new CancellationTokenSource();
        void Leave() => pressed.Cancel();

        // A read that was left goes on: there is no way to call it back, and its line is the next one.
        pending ??= Task.Run(reader.ReadLine);
        interrupt.Pressed += Leave;
        try
        {
            pending.Wait(pressed.Token);
        }
        finally
        {
            interrupt.Pressed -= Leave;
        }
        var line = pending.Result;
        pending = null;
        return line;
    }

    private static TextReader Open()
    {
        if (Console.IsInputRedirected)
            return new StreamReader(Console.OpenStandardInput());
        if (OperatingSystem.IsWindows())
            return Console.In;
        // Past the Console class: on Ctrl+C, the terminal's own line editing drops the half-typed line; Console's keeps it.
        return new StreamReader(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0));
    }
}
