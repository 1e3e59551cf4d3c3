namespace SinchConv.Api;

/// <summary>A line that a call leaves for the person watching: a request, a wait, or (when detailed) sizes and timings.</summary>
internal readonly record struct Note(string Text, bool IsDetail);
