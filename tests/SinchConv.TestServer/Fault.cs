namespace SinchConv.TestServer;

/// <summary>What the server does to a request in place of the proper answer.</summary>
internal abstract record Fault
{
    /// <summary>Another answer, whole and well-formed as HTTP.</summary>
    public sealed record Answer(int Status, byte[] Body, string? ContentType = "application/json") : Fault
    {
        public Answer(int status, string body = "", string? contentType = "application/json")
            : this(status, System.Text.Encoding.UTF8.GetBytes(body), contentType)
        {
        }

        public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
    }

    /// <summary>The connection is reset at some point of the proper answer.</summary>
    public sealed record Reset(Stage At) : Fault;

    /// <summary>The answer stops at some point, and the connection stays open.</summary>
    public sealed record Stall(Stage At) : Fault;
}

/// <summary>A point of an answer.</summary>
public enum Stage
{
    BeforeHeaders,
    AfterHeaders,
    MidBody,
}
