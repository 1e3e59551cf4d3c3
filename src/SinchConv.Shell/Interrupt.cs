using System.Runtime.InteropServices;

namespace SinchConv.Shell;

/// <summary>Ctrl+C: ends what is being done, never the program.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly PosixSignalRegistration registration;

    public Interrupt() => registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
    {
        signal.Cancel = true;
        Pressed?.Invoke();
    });

    /// <summary>Raised on a thread of its own.</summary>
    public event Action? Pressed;

    public void Dispose() => registration.Dispose();
}
