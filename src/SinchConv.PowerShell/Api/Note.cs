namespace SinchConv.Api;

/// <summary>A line that a call leaves for the person watching: a request, a wait, or (when detailed) sizes and timings.</summary>
/// <param name="Text">The line.</param>
/// <param name="IsDetail">Whether it is of interest only to those who look for a cause.</param>
/// <param name="Wait">What the line says, where it is about a wait: for a display of its own.</param>
internal readonly record struct Note(string Text, bool IsDetail, Wait? Wait = null);

/// <summary>A wait that begins now.</summary>
/// <param name="Length">How long it is going to be.</param>
/// <param name="Reason">Why: the status of the answer, for example "429", or what came in its place.</param>
/// <param name="Retry">Which retry comes after it, from 1; 0 where a request waits before its first attempt because others do.</param>
/// <param name="MaximumRetries">How many retries there can be.</param>
internal sealed record Wait(TimeSpan Length, string Reason, int Retry, int MaximumRetries)
{
    /// <summary>For example "waiting 20 s (429), retry 1 of 5".</summary>
    public override string ToString() =>
        FormattableString.Invariant($"waiting {Length.TotalSeconds:0.#} s ({Reason})") + (Retry == 0 ? "" : $", retry {Retry} of {MaximumRetries}");
}
