using System.Diagnostics.Tracing;

namespace SinchConv.Api;

/// <summary>
/// Counts the connections that .NET opens, by host and port, from the events that it publishes. Listens only once
/// somebody asks for details. .NET Framework publishes none, so nothing is counted there.
/// </summary>
internal sealed class ConnectionCounter : EventListener
{
    private static readonly object Gate = new();
    private static ConnectionCounter? shared;

    private readonly Dictionary<string, int> opened = new(StringComparer.OrdinalIgnoreCase);

    private ConnectionCounter()
    {
    }

    /// <summary>The counter; null until it has been started.</summary>
    public static ConnectionCounter? Shared
    {
        get
        {
            lock (Gate)
            {
                return shared;
            }
        }
    }

    /// <summary>Starts counting, if that has not been done.</summary>
    public static void Start()
    {
        lock (Gate)
        {
            shared ??= new ConnectionCounter();
        }
    }

    /// <summary>Ends counting.</summary>
    public static void Stop()
    {
        lock (Gate)
        {
            shared?.Dispose();
            shared = null;
        }
    }

    /// <summary>How many connections to the host of this address were opened since the start.</summary>
    public int Opened(Uri uri)
    {
        lock (Gate)
        {
            return opened.TryGetValue($"{uri.IdnHost}:{uri.Port}", out var count) ? count : 0;
        }
    }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Net.Http")
            EnableEvents(eventSource, EventLevel.Informational);
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData is not { EventName: "ConnectionEstablished", PayloadNames: { } names, Payload: { } values })
            return;
        var place = $"{values[names.IndexOf("host")]}:{values[names.IndexOf("port")]}";
        lock (Gate)
        {
            opened[place] = opened.TryGetValue(place, out var count) ? count + 1 : 1;
        }
    }
}
