namespace SinchConv.Api;

/// <summary>What every call carries along: when to stop, and where to leave notes.</summary>
internal sealed class CallContext(CancellationToken stop, Action<Note>? leave = null)
{
    public CancellationToken Stop { get; } = stop;

    /// <summary>Whether a failure that may pass is worth another try.</summary>
    public bool MayRetry { get; init; } = true;

    /// <summary>Whether notes are about waits only, for somebody who watches but does not read along.</summary>
    public bool OnlyWaits { get; init; }

    /// <summary>Whether anybody reads lines: those of each request are not even written otherwise.</summary>
    public bool IsHeard => leave is not null && !OnlyWaits;

    /// <summary>A call on behalf of others too: with a reason to stop of its own, and all the patience there is.</summary>
    public CallContext ForAll(CancellationToken other) => new(other, leave) { OnlyWaits = OnlyWaits };

    /// <summary>The same call without patience for failures.</summary>
    public CallContext Once() => new(Stop, leave) { OnlyWaits = OnlyWaits, MayRetry = false };

    public void Note(string text) => Leave(new Note(text, IsDetail: false));

    public void Detail(string text) => Leave(new Note(text, IsDetail: true));

    public void Wait(Wait wait) => leave?.Invoke(new Note(wait.ToString(), IsDetail: false, wait));

    private void Leave(Note note)
    {
        if (IsHeard)
            leave!(note);
    }
}
