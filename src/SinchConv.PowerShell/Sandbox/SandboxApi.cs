using System.Net;
using System.Net.Http;
using System.Text.Json;
using SinchConv.Api;

namespace SinchConv.Sandbox;

/// <summary>The Conversation API's routes. What they read is taken under the project's lock, and written after it.</summary>
internal sealed class SandboxApi(SandboxProject project, Clock clock)
{
    private readonly SandboxLists lists = new(project);
    private readonly SandboxNeighbours neighbours = new(project);
    private readonly SandboxChanges changes = new(project);
    private readonly SandboxInjections injections = new(project, clock);

    public HttpResponseMessage Answer(SandboxRequest request)
    {
        try
        {
            Action<Utf8JsonWriter> write;
            lock (project.Gate)
            {
                write = Route(request);
            }
            if (!project.Quirks.LeavesOutDefaults)
                return SandboxAnswer.Json(HttpStatusCode.OK, write);
            var answer = SandboxJson.Read(write);
            SandboxJson.LeaveOutDefaults(answer);
            return SandboxAnswer.Json(HttpStatusCode.OK, json => answer.WriteTo(json));
        }
        catch (SandboxRefusal refusal)
        {
            return refusal.Answer;
        }
    }

    private Action<Utf8JsonWriter> Route(SandboxRequest request)
    {
        if (request.ProjectId is not null && request.ProjectId != project.ProjectId)
            throw new SandboxRefusal(HttpStatusCode.Forbidden, "PERMISSION_DENIED", "The access key has no access to this project.");
        return (request.Method, request.Route) switch
        {
            ("GET", "conversations") => lists.List(request),
            ("GET", "conversations:recent") => lists.Recent(request),
            ("GET", "conversations/*") => project.Store[project.RequireSlot(request.Id)]!.Write,
            ("POST", "conversations") => changes.Create(request),
            ("PATCH", "conversations/*") => changes.Update(request),
            ("POST", "conversations/*:stop") => changes.Stop(request),
            ("DELETE", "conversations/*") => changes.Delete(request),
            ("POST", "conversations/*:inject-message") => injections.Message(request),
            ("POST", "conversations/*:inject-event") => injections.Event(request),
            ("GET", "apps") => neighbours.Apps(),
            ("GET", "apps/*") => neighbours.App(request.Id),
            ("GET", "apps/*/webhooks") => neighbours.Webhooks(request.Id),
            ("GET", "webhooks/*") => neighbours.Webhook(request.Id),
            ("GET", "contacts") => neighbours.Contacts(request),
            ("GET", "contacts/*") => neighbours.Contact(request.Id),
            ("GET", "messages") => neighbours.Messages(request),
            ("GET", "messages/*") => neighbours.Message(request.Id),
            ("GET", "events") => neighbours.Events(request),
            ("GET", "events/*") => neighbours.Event(request.Id),
            ("GET", _) => throw SandboxRefusal.NotFound("There is no such path."),
            _ => throw new SandboxRefusal(HttpStatusCode.NotImplemented, "UNIMPLEMENTED", $"The sandbox does not answer {request.Method} here."),
        };
    }
}
