namespace SinchConv.PowerShell.Api;

/// <summary>What every call carries along: when to stop, where to leave notes, and whether it is one of several at a time.</summary>
internal sealed class Call(CancellationToken stop, Action<Note>? leave = null, bool isConcurrent = false)
{
    public CancellationToken Stop { get; } = stop;

    /// <summary>Whether other calls of the same command are under way too, so that the rate has to be watched.</summary>
    public bool IsConcurrent { get; } = isConcurrent;

    /// <summary>Whether a failure that may pass is worth another try.</summary>
    public bool MayRetry { get; init; } = true;

    /// <summary>The same call with another reason to stop.</summary>
    public Call With(CancellationToken other) => new(other, leave, IsConcurrent) { MayRetry = MayRetry };

    /// <summary>The same call as one of several.</summary>
    public Call AsConcurrent() => IsConcurrent ? this : new(Stop, leave, isConcurrent: true) { MayRetry = MayRetry };

    public void Note(string text) => leave?.Invoke(new Note(text, IsDetail: false));

    public void Detail(string text) => leave?.Invoke(new Note(text, IsDetail: true));
}
