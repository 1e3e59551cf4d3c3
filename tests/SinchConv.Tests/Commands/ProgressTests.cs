using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;
using SinchConv.Api;
using SinchConv.Sandbox;
using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>Progress of a long listing: shown where somebody watches, seldom, and taken away at the end.</summary>
public sealed class ProgressTests
{
    private static async Task<(IReadOnlyList<ProgressRecord> Shown, TimeSpan Took)> ListAsync(string script, string hostName = "Some editor's host", int conversations = 240, double latency = 120, Func<SeenRequest, Fault?>? faults = null)
    {
        await using var server = await SinchServer.StartAsync(SandboxProject.Create(conversations));
        server.Latency = TimeSpan.FromMilliseconds(latency);
        server.Faults = faults;
        using var runspace = RunspaceFactory.CreateRunspace(new NamedHost(hostName), InitialSessionState.CreateDefault2());
        runspace.Open();
        using var session = Sessions.To(server, Clock.System);
        runspace.SessionStateProxy.SetVariable("session", session);
        runspace.SessionStateProxy.SetVariable("ids", server.Project.Conversations.Select(item => item.Id).ToArray());
        using var engine = PowerShell.Create(runspace);
        engine.AddScript($"Import-Module '{Built.Path("ModuleFolder")}'; {script}");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Task.Run(() => engine.Invoke());
        return ([.. engine.Streams.Progress.Where(record => record.Activity.EndsWith("-SinchConversation", StringComparison.Ordinal))], watch.Elapsed);
    }

    [Theory]
    [InlineData("Get-SinchConversation -Session $session -All", "of 1200")]
    [InlineData("Get-SinchConversation -Session $session -First 1150", "of 1150")]
    public async Task A_listing_of_more_than_a_second_shows_how_far_it_is(string script, string of)
    {
        var (shown, took) = await ListAsync(script, conversations: 1_200, latency: 30);
        Assert.True(shown.Count >= 2);
        Assert.All(shown.SkipLast(1), record =>
        {
            Assert.Equal(ProgressRecordType.Processing, record.RecordType);
            Assert.Contains(of, record.StatusDescription, StringComparison.Ordinal);
            Assert.Contains("page", record.StatusDescription, StringComparison.Ordinal);
            Assert.Contains("per second", record.StatusDescription, StringComparison.Ordinal);
            Assert.InRange(record.PercentComplete, 1, 100);
        });
        Assert.Equal(ProgressRecordType.Completed, shown[^1].RecordType);
        Assert.InRange(shown.Count, 2, 2 + ((int)took.TotalSeconds * 4));
        AssertRates(shown, @"^(\d+) of \d+ conversations, page \d+, (\d+) per second");
    }

    [Fact]
    public async Task Many_changes_show_how_many_are_done()
    {
        var (shown, _) = await ListAsync("$ids | Stop-SinchConversation -Session $session -Confirm:$false", conversations: 40, latency: 40);
        AssertRates([.. shown.Where(record => record.StatusDescription.Contains("done,", StringComparison.Ordinal))], @"^(\d+) done, (\d+) per second");
    }

    // Made after a second, so that no more come in one than there are; what was made before is shown with a wait only.
    private static void AssertRates(IReadOnlyList<ProgressRecord> shown, string pattern)
    {
        Assert.NotEmpty(shown);
        foreach (var record in shown.Where(record => record.RecordType == ProgressRecordType.Processing && !record.StatusDescription.Contains(';', StringComparison.Ordinal)))
        {
            var match = Regex.Match(record.StatusDescription, pattern);
            Assert.True(match.Success, record.StatusDescription);
            Assert.InRange(int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), 0, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task One_that_gets_no_answer_says_for_how_long()
    {
        var (shown, _) = await ListAsync("Get-SinchConversation -Session $session -All", conversations: 40, latency: 1_700);
        Assert.Equal(("no answer for 1 s", -1), (shown[0].StatusDescription, shown[0].PercentComplete));
        Assert.Contains(shown, record => record.StatusDescription.StartsWith("20 of 40 conversations, ", StringComparison.Ordinal)
            && record.StatusDescription.EndsWith("; no answer for 1 s", StringComparison.Ordinal) && record.PercentComplete == 50);
    }

    [Fact]
    public async Task One_that_waits_says_why_and_how_long_still()
    {
        var (shown, _) = await ListAsync("Get-SinchConversation -Session $session -All", conversations: 20, latency: 0, faults: request =>
            request.IsOn("conversations") && request.NumberOnRoute == 0 ? new Fault.Answer(503) { Headers = new Dictionary<string, string> { ["Retry-After"] = "3" } } : null);
        var texts = shown.Select(record => record.StatusDescription).Distinct().ToList();
        Assert.Equal(["waiting 2 s (503), retry 1 of 5", "waiting 1 s (503), retry 1 of 5"], texts[..2]);
    }

    [Fact]
    public async Task One_that_has_waited_and_gets_no_answer_says_so()
    {
        var (shown, _) = await ListAsync("Get-SinchConversation -Session $session -All", conversations: 20, latency: 1_700, faults: request =>
            request.IsOn("conversations") && request.NumberOnRoute == 0 ? new Fault.Answer(503) { Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } } : null);
        var texts = shown.Select(record => record.StatusDescription).ToList();
        Assert.Contains("waiting 1 s (503), retry 1 of 5", texts);
        Assert.DoesNotContain(texts, text => text.Contains("waiting 0", StringComparison.Ordinal) || text.Contains("waiting -", StringComparison.Ordinal));
        // Since the beginning, as nothing else has come.
        Assert.Contains(texts, text => Regex.IsMatch(text, "^no answer for [345] s$"));
    }

    [Fact]
    public async Task One_of_several_inputs_says_which_and_how_many_pages_came_in_all()
    {
        var (shown, _) = await ListAsync("$app = [pscustomobject]@{ AppId = $session.DefaultAppId }; $app, $app, 42 | Get-SinchConversation -Session $session -All", conversations: 600, latency: 50);
        var texts = shown.Select(record => record.StatusDescription).Where(status => status.Contains("conversations", StringComparison.Ordinal)).ToList();
        Assert.All(texts, text => Assert.Matches(@"^app [12], \d+ of 600 conversations, page \d+, \d+ per second", text));
        Assert.Contains(texts, text => text.StartsWith("app 2, ", StringComparison.Ordinal));
        Assert.Equal(2, shown.Count(record => record.RecordType == ProgressRecordType.Completed));
        Assert.All(texts, text => Assert.Equal(text.StartsWith("app 2, ", StringComparison.Ordinal), int.Parse(text.Split("page ")[1].Split(',')[0], CultureInfo.InvariantCulture) > 30));
    }

    [Theory]
    [InlineData("-All", "", -1, -1)]
    [InlineData("-First 1000", " of 1000", 0, 4)]
    public async Task One_of_unknown_length_shows_no_share_but_that_of_what_is_wanted(string arguments, string of, int least, int most)
    {
        var (shown, _) = await ListAsync($"Get-SinchConversation -Session $session {arguments} | ForEach-Object {{ Start-Sleep -Milliseconds 60 }}", conversations: 20, latency: 0, faults: request =>
            request.IsOn("conversations") ? new Fault.Answer(200, $$"""{"conversations":[{"id":"c{{request.NumberOnRoute}}"}],"total_size":0,"next_page_token":"{{(request.NumberOnRoute < 40 ? request.NumberOnRoute : "")}}"}""") : null);
        Assert.NotEmpty(shown);
        Assert.All(shown.SkipLast(1), record =>
        {
            Assert.InRange(record.PercentComplete, least, most);
            Assert.Matches($@"^\d+{of} conversations, page \d+, \d+ per second", record.StatusDescription);
        });
    }

    [Fact]
    public async Task One_that_is_divided_counts_over_all_parts()
    {
        var (shown, _) = await ListAsync("Get-SinchConversation -Session $session -All -ThrottleLimit 2");
        var counts = shown.Select(record => record.StatusDescription).Where(status => status.Contains("conversations", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(counts);
        Assert.All(counts, count => Assert.Matches(@"^\d+ of 240 conversations, page \d+, ", count));
    }

    [Theory]
    [InlineData("Get-SinchConversation -Session $session -First 20", "Some editor's host")]
    [InlineData("$ProgressPreference = 'SilentlyContinue'; Get-SinchConversation -Session $session -All", "Some editor's host")]
    [InlineData("Get-SinchConversation -Session $session -All", "Default Host")]
    public async Task A_short_listing_and_one_that_nobody_watches_show_nothing(string script, string hostName) =>
        Assert.Empty((await ListAsync(script, hostName, conversations: 1_200, latency: 20)).Shown);

    [Theory]
    [InlineData("foreach ($i in 1) { Get-SinchConversation -Session $session -All | ForEach-Object { if (++$n -eq 210) { break } } }")]
    [InlineData("try { Get-SinchConversation -Session $session -All | ForEach-Object { if (++$n -eq 210) { throw 'enough' } } } catch { }")]
    public async Task One_that_is_stopped_early_leaves_no_display_behind(string script)
    {
        var (shown, _) = await ListAsync(script);
        Assert.Equal(ProgressRecordType.Completed, shown[^1].RecordType);
    }

    private sealed class NamedHost(string name) : PSHost
    {
        public override string Name { get; } = name;

        public override Version Version { get; } = new(1, 0);

        public override Guid InstanceId { get; } = Guid.NewGuid();

        public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

        public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

        public override PSHostUserInterface UI { get; } = new SilentInterface();

        public override void EnterNestedPrompt() => throw new NotSupportedException();

        public override void ExitNestedPrompt() => throw new NotSupportedException();

        public override void NotifyBeginApplication()
        {
        }

        public override void NotifyEndApplication()
        {
        }

        public override void SetShouldExit(int exitCode)
        {
        }
    }

    private sealed class SilentInterface : PSHostUserInterface
    {
        public override PSHostRawUserInterface? RawUI => null;

        public override Dictionary<string, PSObject> Prompt(string caption, string message, System.Collections.ObjectModel.Collection<FieldDescription> descriptions) => throw new NotSupportedException();

        public override int PromptForChoice(string caption, string message, System.Collections.ObjectModel.Collection<ChoiceDescription> choices, int defaultChoice) => throw new NotSupportedException();

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw new NotSupportedException();

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw new NotSupportedException();

        public override string ReadLine() => throw new NotSupportedException();

        public override System.Security.SecureString ReadLineAsSecureString() => throw new NotSupportedException();

        public override void Write(string value)
        {
        }

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
        {
        }

        public override void WriteDebugLine(string message)
        {
        }

        public override void WriteErrorLine(string value)
        {
        }

        public override void WriteLine(string value)
        {
        }

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override void WriteVerboseLine(string message)
        {
        }

        public override void WriteWarningLine(string message)
        {
        }
    }
}
