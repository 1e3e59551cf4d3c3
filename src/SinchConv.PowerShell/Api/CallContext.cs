namespace SinchConv.Api;

/// <summary>What every call carries along: when to stop, and where to leave notes.</summary>
internal sealed class CallContext(CancellationToken stop, Action<Note>? leave = null)
{
    public CancellationToken Stop { get; } = stop;

    /// <summary>Whether a failure that may pass is worth another try.</summary>
    public bool MayRetry { get; init; } = true;

    /// <summary>A call on behalf of others too: with a reason to stop of its own, and all the patience there is.</summary>
    public CallContext ForAll(CancellationToken other) => new(other, leave);

    /// <summary>Whether anybody reads notes: those of each request are not even written otherwise.</summary>
    public bool IsHeard => leave is not null;

    public void Note(string text) => leave?.Invoke(new Note(text, IsDetail: false));

    public void Detail(string text) => leave?.Invoke(new Note(text, IsDetail: true));
}
