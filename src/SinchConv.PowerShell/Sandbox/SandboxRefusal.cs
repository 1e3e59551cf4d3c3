using System.Net;
using System.Net.Http;

namespace SinchConv.Sandbox;

/// <summary>A request that the service would refuse, with its answer.</summary>
internal sealed class SandboxRefusal(HttpStatusCode status, string name, string message, string? inField = null) : Exception(message)
{
    public HttpResponseMessage Answer => SandboxAnswer.Error(status, name, Message, inField);

    public static SandboxRefusal NotFound(string message) => new(HttpStatusCode.NotFound, "NOT_FOUND", message);

    public static SandboxRefusal Invalid(string field, string problem) => new(HttpStatusCode.BadRequest, "INVALID_ARGUMENT", problem, field);

    public static SandboxRefusal Precondition(string message) => new(HttpStatusCode.BadRequest, "FAILED_PRECONDITION", message);
}
