using SinchConv.TestServer;

namespace SinchConv.Tests.Commands;

/// <summary>Any request of the API: its path stays within the project, its answer can be walked, its pages are followed.</summary>
public sealed class InvokeTests
{
    [Theory]
    [InlineData("https://elsewhere.invalid/x", "whole address")]
    [InlineData("HTTP://elsewhere.invalid", "whole address")]
    [InlineData("//elsewhere.invalid/x", "whole address")]
    [InlineData("..", "leaves the project")]
    [InlineData("../p2/contacts", "leaves the project")]
    [InlineData("contacts/../../p2", "leaves the project")]
    [InlineData("/../p2", "leaves the project")]
    [InlineData("%2e%2e/p2", "leaves the project")]
    [InlineData("contacts/.%2E/x", "leaves the project")]
    [InlineData("contacts/%2E%2e", "leaves the project")]
    [InlineData("..%2fp2", "leaves the project")]
    [InlineData("contacts/x%2F..%2F..", "leaves the project")]
    [InlineData("..\\p2", "leaves the project")]
    [InlineData("contacts%5c..", "leaves the project")]
    [InlineData("./contacts", "leaves the project")]
    [InlineData("contacts?page_size=20", "-Query")]
    [InlineData("contacts#x", "-Query")]
    [InlineData("con tacts", "white space")]
    [InlineData("contacts\n", "white space")]
    [InlineData("v1/projects/p2/contacts", "behind the project")]
    [InlineData("/V1/projects/p2/contacts", "behind the project")]
    public async Task A_path_that_may_lead_elsewhere_is_refused(string path, string problem)
    {
        await using var wire = await WireHost.StartAsync();
        wire.Set("path", path);
        foreach (var arguments in new[] { "", "-Method DELETE", "-All" })
        {
            var outcome = await wire.RunAsync($"Invoke-SinchRequest -Path $path {arguments}");
            Assert.Equal("SinchInvalidRequest,SinchConv.Commands.InvokeSinchRequestCommand", outcome.TerminatingId);
            Assert.Contains(problem, outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
        }
        Assert.Empty(wire.Server.Requests);
    }

    [Theory]
    [InlineData("apps", "/apps")]
    [InlineData("/apps", "/apps")]
    [InlineData("conversations:recent", "/conversations:recent")]
    [InlineData("conversations/a%20b:stop", "/conversations/a%20b:stop")]
    [InlineData("contacts/Zoë", "/contacts/Zo%C3%AB")]
    [InlineData("contacts/%252e%252e", "/contacts/%252e%252e")]
    [InlineData("http:x", "/http:x")]
    public async Task A_path_stays_as_it_is(string path, string wanted)
    {
        await using var wire = await WireHost.StartAsync();
        wire.Set("path", path);
        var (_, calls) = await wire.WatchAsync("Invoke-SinchRequest $path -ErrorAction SilentlyContinue");
        Assert.Equal($"/v1/projects/{wire.Project.ProjectId}{wanted}", Assert.Single(calls).Path);
    }

    [Theory]
    [InlineData("@{ a = 'x y&z=+' }", "?a=x%20y%26z%3D%2B")]
    [InlineData("@{ a = 'é'; }", "?a=%C3%A9")]
    [InlineData("([ordered]@{ a = 1; b = $true; c = 1.5 })", "?a=1&b=true&c=1.5")]
    [InlineData("@{ a = 'x', 'y' }", "?a=x&a=y")]
    [InlineData("@{ a = '' }", "?a=")]
    [InlineData("@{ 'a b' = 'x' }", "?a%20b=x")]
    [InlineData("@{ a = [DateTimeOffset] '2026-06-28T14:00:00+02:00' }", "?a=2026-06-28T12%3A00%3A00Z")]
    [InlineData("@{ a = ([datetime] '2026-06-28T12:00:00Z') }", "?a=2026-06-28T12%3A00%3A00Z")]
    public async Task A_query_is_percent_encoded(string query, string wanted)
    {
        await using var wire = await WireHost.StartAsync();
        var (_, calls) = await wire.WatchAsync($"Invoke-SinchRequest contacts -Query {query} -ErrorAction SilentlyContinue");
        Assert.Equal(wanted, Assert.Single(calls).RawQuery);
    }

    [Theory]
    [InlineData("contacts -Query @{ contact_id = $nobody }", "The value of contact_id in -Query is empty")]
    [InlineData("contacts -Query @{ contact_id = 'x', $null }", "The value of contact_id in -Query is empty")]
    [InlineData("contacts -Query $null", "-Query is empty")]
    [InlineData("contacts -All -Query @{ page_token = 'x' }", "-PageToken")]
    [InlineData("contacts -PageToken x", "-PageToken goes with -All")]
    [InlineData("contacts -Method POST -All", "-All reads pages")]
    [InlineData("contacts -Body @{ a = 1 }", "A GET has no body")]
    [InlineData("contacts -Method POST -Body ''", "-Body is empty")]
    [InlineData("contacts -Method POST -Body 'no json'", "is no JSON")]
    [InlineData("contacts -Method HEAD", "HEAD")]
    public async Task What_makes_no_sense_is_refused_before_anything_is_sent(string arguments, string problem)
    {
        await using var wire = await WireHost.StartAsync();
        var outcome = await wire.RunAsync($"Invoke-SinchRequest {arguments}");
        Assert.Contains(problem, outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(wire.Server.Requests);
    }

    [Theory]
    [InlineData("@{ a = @{ b = 1, 'x', $null, $true } }", """{"a":{"b":[1,"x",null,true]}}""")]
    [InlineData("'{ \"a\" :  1.50 }'", """{ "a" :  1.50 }""")]
    [InlineData("([pscustomobject]@{ text = 'Zoë \"佐藤\"'; at = [datetime]::SpecifyKind('2026-06-28T12:00:00', 'Utc') })", """{"text":"Zoë \"佐藤\"","at":"2026-06-28T12:00:00Z"}""")]
    [InlineData("(ConvertFrom-Json '{\"a\":[{\"b\":null}],\"n\":12345678901234567890}')", """{"a":[{"b":null}],"n":12345678901234567890}""")]
    [InlineData("$($body = [Collections.Generic.SortedDictionary[string, object]]::new(); $body.Add('b', 2); $body.Add('a', 1); , $body)", """{"a":1,"b":2}""")]
    [InlineData("$conversation.MetadataJson", null)]
    public async Task A_body_is_an_object_or_JSON(string body, string? wanted)
    {
        await using var wire = await WireHost.StartAsync();
        await wire.RunAsync("$conversation = Get-SinchConversation -First 50 | Where-Object MetadataJson | Select-Object -First 1; $json = \"$($conversation.MetadataJson)\"");
        var (_, calls) = await wire.WatchAsync($"Invoke-SinchRequest odd -Method POST -Body {body} -ErrorAction SilentlyContinue");
        Assert.Equal(wanted ?? (await wire.RunAsync("$json")).As<string>().Single(), Assert.Single(calls).Body);
    }

    [Fact]
    public async Task An_answer_can_be_walked_by_the_names_of_the_JSON()
    {
        await using var wire = await WireHost.StartAsync();
        wire.Server.Faults = request => request.IsToken ? null : new Fault.Answer(200, """{"a":{"b":[{"c":1},{"c":"two"}]},"t":"2026-06-28T12:00:00Z","n":null,"same":{"x":1,"X":2}}""");
        var outcome = (await wire.RunAsync("$r = Invoke-SinchRequest x; $r.a.b[1].c; $r.t.GetType().Name; $null -eq $r.n; $r.same['x']; $r.same['X']; @($r.PSObject.Properties.Name) -join ' '")).ShouldBeClean();
        Assert.Equal(["two", "String", true, 1L, 2L, "a t n same"], outcome.Output.Select(item => item.BaseObject));
    }

    [Fact]
    public async Task An_empty_answer_is_nothing()
    {
        await using var wire = await WireHost.StartAsync();
        wire.Server.Faults = request => request.IsToken ? null : new Fault.Answer(204);
        Assert.Empty((await wire.RunAsync("Invoke-SinchRequest x -Method DELETE")).ShouldBeClean().Output);
    }

    [Fact]
    public async Task The_answer_of_a_change_is_written_unless_it_says_nothing()
    {
        await using var wire = await WireHost.StartAsync();
        var answer = """{"id":"x"}""";
        wire.Server.Faults = request => request.IsToken ? null : new Fault.Answer(200, answer);
        Assert.Equal(["x"], (await wire.RunAsync("(Invoke-SinchRequest x -Method POST -Body @{ a = 1 }).id")).ShouldBeClean().As<string>());
        answer = "{}";
        Assert.Empty((await wire.RunAsync("Invoke-SinchRequest x -Method POST -Body @{ a = 1 }")).ShouldBeClean().Output);
    }

    [Theory]
    [InlineData("""{"contacts":[1,2],"next_page_token":"","total_size":2}""", 2)]
    [InlineData("""{"next_page_token":null,"total_size":0}""", 0)]
    [InlineData("{}", 0)]
    public async Task All_takes_a_page_with_a_size_and_one_that_leaves_out_its_items(string answer, int count)
    {
        await using var wire = await WireHost.StartAsync();
        wire.Server.Faults = request => request.IsToken ? null : new Fault.Answer(200, answer);
        Assert.Equal(count, (await wire.RunAsync("Invoke-SinchRequest x -All")).ShouldBeClean().Output.Count);
    }

    [Theory]
    [InlineData("contacts", "@{ page_size = 20 }", 16)]
    [InlineData("messages", "@{ page_size = 1000; contact_id = '01JZTGZP9Y02DSRWEH14XBV68H' }", 1)]
    [InlineData("apps", "@{}", 1)]
    public async Task All_follows_the_pages_and_writes_the_items(string path, string query, int pages)
    {
        await using var wire = await WireHost.StartAsync();
        var (outcome, calls) = await wire.WatchAsync($"Invoke-SinchRequest {path} -Query {query} -All | ForEach-Object id");
        Assert.Equal(pages, calls.Count);
        Assert.True(outcome.ShouldBeClean().As<string>().Distinct().Count() == outcome.Output.Count && outcome.Output.Count > 1);
        Assert.All(calls.Skip(1), call => Assert.NotNull(call.PageToken));
    }

    [Theory]
    [InlineData("""{"contacts":[],"other":[]}""", "several arrays (contacts, other)")]
    [InlineData("""{"id":"x"}""", "holds id, which no page has")]
    [InlineData("""{"contacts":[{"id":"a"}],"next_page_token":"","id":"x"}""", "holds id, which no page has")]
    [InlineData("[]", "is no page")]
    [InlineData("", "is no page")]
    public async Task All_of_what_is_no_page_is_an_error(string answer, string problem)
    {
        await using var wire = await WireHost.StartAsync();
        wire.Server.Faults = request => request.IsToken ? null : new Fault.Answer(200, answer);
        var outcome = await wire.RunAsync("Invoke-SinchRequest x -All");
        Assert.Contains(problem, (outcome.Terminating ?? Assert.Single(outcome.Errors)).Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("get")]
    public async Task Reading_asks_nobody(string method)
    {
        await using var wire = await WireHost.StartAsync();
        var (outcome, calls) = await wire.WatchAsync($"Invoke-SinchRequest apps -Method {method} -WhatIf");
        Assert.Single(outcome.ShouldBeClean().Output);
        Assert.Equal("GET", Assert.Single(calls).Method);
    }

    [Theory]
    [InlineData("POST", true)]
    [InlineData("post", true)]
    [InlineData("PATCH", true)]
    [InlineData("PUT", true)]
    [InlineData("delete", false)]
    public async Task WhatIf_sends_nothing_and_without_it_the_method_is_sent(string method, bool hasBody)
    {
        await using var wire = await WireHost.StartAsync();
        var command = $"Invoke-SinchRequest odd -Method {method} {(hasBody ? "-Body @{ a = 1 }" : "")} -ErrorAction SilentlyContinue";
        Assert.Empty((await wire.WatchAsync($"{command} -WhatIf")).Calls);
        Assert.Equal(method.ToUpperInvariant(), (await wire.WatchAsync($"{command} -Confirm:$false")).Calls[0].Method);
    }

    [Fact]
    public async Task A_failure_of_one_request_is_an_error_of_its_own_with_what_was_asked_as_its_target()
    {
        await using var wire = await WireHost.StartAsync();
        var outcome = await wire.RunAsync("'none', $session.DefaultAppId | ForEach-Object { Invoke-SinchRequest \"apps/$_\" } | ForEach-Object id");
        Assert.Equal("apps/none", Assert.Single(outcome.Errors).TargetObject);
        Assert.Equal([SinchConv.Sandbox.SandboxProject.ConversationAppId], outcome.As<string>());
    }

    [Fact]
    public async Task What_is_left_of_a_change_is_the_change_and_not_a_reading_of_it()
    {
        await using var wire = await WireHost.StartAsync();
        wire.Server.Faults = request => request.IsToken ? null : new Fault.Answer(403);
        var failure = (SinchException)(await wire.RunAsync("Invoke-SinchRequest odd -Method POST -Query @{ q = 1 } -Body @{ a = 1 }")).Terminating!.Exception;
        var left = Assert.Single(failure.ResumeParameters);
        Assert.Equal(("odd", "POST", """{"a":1}"""), (left["Path"], left["Method"], left["Body"]));
        wire.Server.Faults = null;
        wire.Set("left", left);
        var call = Assert.Single((await wire.WatchAsync("Invoke-SinchRequest @left -ErrorAction SilentlyContinue")).Calls);
        Assert.Equal(("POST", "?q=1", """{"a":1}"""), (call.Method, call.RawQuery, call.Body));
    }

    [Theory]
    [InlineData("""{"a":""")]
    [InlineData("<html>")]
    public async Task What_is_no_JSON_is_an_error(string answer)
    {
        await using var wire = await WireHost.StartAsync();
        wire.Server.Faults = request => request.IsToken ? null : new Fault.Answer(200, answer);
        Assert.StartsWith("SinchUnexpectedAnswer,", Assert.Single((await wire.RunAsync("Invoke-SinchRequest x")).Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Odd_text_and_depth_end_in_data_or_an_error_of_the_module()
    {
        await using var wire = await WireHost.StartAsync();
        byte[] answer = [];
        wire.Server.Faults = request => request.IsToken ? null : new Fault.Answer(200, answer);
        answer = [.. "{\"a\":\""u8, 0xff, .. "\"}"u8];
        var error = Assert.Single((await wire.RunAsync("Invoke-SinchRequest x")).Errors);
        Assert.StartsWith("SinchUnexpectedAnswer,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("no valid Unicode", error.Exception.Message, StringComparison.Ordinal);
        answer = [.. """{"\ud800":"\udfff"}"""u8];
        Assert.Single((await wire.RunAsync("Invoke-SinchRequest x")).ShouldBeClean().Output);
        answer = System.Text.Encoding.ASCII.GetBytes("{\"x\":" + new string('[', 500) + new string(']', 500) + "}");
        Assert.Single((await wire.RunAsync("Invoke-SinchRequest x")).ShouldBeClean().Output);
        answer = System.Text.Encoding.ASCII.GetBytes("{\"x\":" + new string('[', 100_000) + new string(']', 100_000) + "}");
        Assert.StartsWith("SinchUnexpectedAnswer,", Assert.Single((await wire.RunAsync("Invoke-SinchRequest x")).Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
