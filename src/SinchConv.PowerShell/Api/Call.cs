namespace SinchConv.PowerShell.Api;

/// <summary>What every call carries along: when to stop, and where to leave notes.</summary>
internal sealed class Call(CancellationToken stop, Action<Note>? leave = null)
{
    public CancellationToken Stop { get; } = stop;

    /// <summary>Whether a failure that may pass is worth another try.</summary>
    public bool MayRetry { get; init; } = true;

    /// <summary>The same call with another reason to stop.</summary>
    public Call With(CancellationToken other) => new(other, leave) { MayRetry = MayRetry };

    /// <summary>Whether anybody reads notes: those of each request are not even written otherwise.</summary>
    public bool IsHeard => leave is not null;

    public void Note(string text) => leave?.Invoke(new Note(text, IsDetail: false));

    public void Detail(string text) => leave?.Invoke(new Note(text, IsDetail: true));
}
