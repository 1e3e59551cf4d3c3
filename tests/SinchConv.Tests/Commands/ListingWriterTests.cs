using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SinchConv.Api;
using SinchConv.Commands;

namespace SinchConv.Tests.Commands;

/// <summary>What is told of changes that were under way beside one that ends the command.</summary>
public sealed class ListingWriterTests
{
    [Fact]
    public void Those_that_were_done_are_written_and_the_open_ones_counted()
    {
        var open = new TaskCompletionSource<Page<Conversation>>();
        var done = Change("done", _ => Task.FromResult(new Page<Conversation> { Items = [new() { ConversationId = "done" }] }));
        var failed = Change("failed", async _ =>
        {
            while (done.Page is not { IsCompleted: true })
                await Task.Delay(1);
            throw new SinchException(SinchError.PermissionDenied, "No.");
        });
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var engine = PowerShell.Create(runspace);
        engine.AddCommand(new CmdletInfo("Set-Several", typeof(SetSeveralCommand))).AddParameter("Parts", new[] { failed, done, Change("open", _ => open.Task) });
        var output = new PSDataCollection<PSObject>();
        var fault = (SinchException)Assert.Throws<CmdletInvocationException>(() => engine.Invoke(null, output)).InnerException!;
        Assert.Equal("done", Assert.IsType<Conversation>(Assert.Single(output).BaseObject).ConversationId);
        Assert.Equal("Up to 1 more changes were under way: look whether they were done.", Assert.Single(engine.Streams.Warning).Message);
        Assert.Equal(["failed", "open"], fault.ResumeParameters.Select(part => part["ConversationId"]));
    }

    private static ListPart<Conversation> Change(string id, Func<CallContext, Task<Page<Conversation>>> work) =>
        new(new Query(new Filter("ConversationId", id)), new PageWalk<Conversation>((_, call) => work(call))) { IsLookUp = true, IsChange = true };
}

/// <summary>Writes the changes that a test made up.</summary>
[Cmdlet(VerbsCommon.Set, "Several")]
public sealed class SetSeveralCommand : SinchCommand
{
    [Parameter]
    public object[] Parts { get; set; } = [];

    protected override void EndProcessing()
    {
        var writer = new ListingWriter<Conversation>(this, isCutByDefault: false) { IsChange = true };
        writer.Add(Parts.Cast<ListPart<Conversation>>().Select(part => Listing<Conversation>.Of(part, null, null)), most: 3);
        writer.Finish();
    }
}
