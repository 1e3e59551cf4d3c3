namespace SinchConv;

/// <summary>What completion shows of an app. The service's answer holds secrets as well; they are not even read.</summary>
internal sealed record SinchApp(string AppId, string? DisplayName);
