using System.Net;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Commands;

/// <summary>Objects that are got by their IDs: one that cannot be had takes no other along, and what is left of them is their IDs.</summary>
public sealed class LookUpTests : IDisposable
{
    private static readonly SandboxProject Project = SandboxProject.Create(5);
    private static readonly string[] Known = [.. Project.Conversations.Select(item => item.Id)];

    private readonly Host host = new();

    public void Dispose() => host.Dispose();

    private Outcome Get(HttpStatusCode status, string script)
    {
        host.Set("session", Sessions.OverSandbox(Project, (request, _) => request.RequestUri!.AbsolutePath.EndsWith(Known[2], StringComparison.Ordinal) ? StubHandler.Json("{}", status) : null).Session);
        host.Set("known", Known);
        return host.Run(script);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "SinchNotFound")]
    [InlineData(HttpStatusCode.BadRequest, "SinchInvalidRequest")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "SinchUnavailable")]
    public void One_that_cannot_be_had_is_an_error_of_its_own(HttpStatusCode status, string error)
    {
        foreach (var script in new[] { "$known | Get-SinchConversation -Session $session", "Get-SinchConversation $known -Session $session", "$known | Get-SinchConversation -Session $session -ThrottleLimit 3" })
        {
            var outcome = Get(status, script);
            Assert.Null(outcome.Terminating);
            Assert.StartsWith(error + ",", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(Known[2], outcome.Errors[0].TargetObject);
            Assert.Equal(Known.Where(id => id != Known[2]), outcome.Ids);
        }
    }

    [Fact]
    public void What_is_left_where_none_can_be_had_is_their_IDs()
    {
        var outcome = Get(HttpStatusCode.Forbidden, "Get-SinchConversation $known -Session $session");
        Assert.Equal(Known[..2], outcome.Ids);
        var left = ((SinchException)outcome.Terminating!.Exception).ResumeParameters;
        Assert.Equal(Known[2..], left.Select(part => part["ConversationId"]));
        Assert.All(left, part => Assert.Equal(["ConversationId", "Session"], part.Keys.Cast<string>().Order(StringComparer.Ordinal)));
    }
}
