using System.Collections;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>Several inputs under way at a time: no more than were allowed, and in their order, errors too.</summary>
public sealed class ThrottleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public async Task Several_inputs_are_under_way_together_and_stay_in_their_order(int throttleLimit)
    {
        var project = SandboxProject.Create();
        await using var server = await SinchServer.StartAsync(project);
        var underWay = 0;
        var most = 0;
        server.Latency = TimeSpan.FromMilliseconds(20);
        server.Started = () => most = Math.Max(most, Interlocked.Increment(ref underWay));
        server.Ended = () => Interlocked.Decrement(ref underWay);
        using var host = new Host();
        using var session = Sessions.To(server);
        await session.AuthenticateAsync(Sessions.NoNotes());
        host.Set("session", session);
        var contacts = project.Conversations.Select(item => item.ContactId).Distinct().Take(40).ToList();
        contacts.Insert(20, "nobody");
        host.Set("contacts", contacts.Select(id => new Hashtable { ["contact_id"] = id }).ToArray());
        var outcome = await Task.Run(() => host.Run($"$contacts | ForEach-Object {{ [pscustomobject] $_ }} | Get-SinchConversation -Session $session -All -ThrottleLimit {throttleLimit}"));
        var error = Assert.Single(outcome.Errors);
        Assert.Equal("nobody", error.TargetObject);
        Assert.StartsWith("SinchNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(contacts.SelectMany(id => project.Conversations.Where(item => item.ContactId == id)).Select(item => item.Id), outcome.Ids);
        Assert.InRange(most, throttleLimit == 1 ? 1 : 2, throttleLimit);
    }

    [Theory]
    [InlineData("1", "")]
    [InlineData("1", "-Channel SMS, RCS")]
    [InlineData("8", "")]
    [InlineData("8", "-Channel SMS, RCS")]
    public void An_input_that_cannot_be_listed_is_an_error_of_its_own_in_its_place(string throttleLimit, string arguments)
    {
        using var host = Host.OnSandbox();
        host.Set("app", SandboxProject.ConversationAppId);
        var command = $"Get-SinchConversation -First 3 -ThrottleLimit {throttleLimit} {arguments}";
        var outcome = host.Run($"[pscustomobject]@{{ app_id = $app }}, [pscustomobject]@{{ app_id = 'nobody' }}, [pscustomobject]@{{ app_id = '' }}, 42, $null, [pscustomobject]@{{ app_id = $app }} | {command} 2>&1 | ForEach-Object {{ $_.GetType().Name }}");
        Assert.Equal(
            ["Conversation", "Conversation", "Conversation", "ErrorRecord", "ErrorRecord", "ErrorRecord", "ErrorRecord", "Conversation", "Conversation", "Conversation"],
            outcome.ShouldBeClean().As<string>());
        // What came before an error has been written when it comes.
        foreach (var bad in new[] { "[pscustomobject]@{ app_id = '' }", "[pscustomobject]@{ app_id = 'nobody' }", "42", "$null" })
            Assert.Equal(3, host.Run($"[pscustomobject]@{{ app_id = $app }}, {bad}, [pscustomobject]@{{ app_id = $app }} | {command} -ErrorAction Stop").Output.Count);
    }
}
