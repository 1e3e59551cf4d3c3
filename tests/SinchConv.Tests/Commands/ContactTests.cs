namespace SinchConv.Tests.Commands;

/// <summary>Contacts: all, by ID, by the ID of another system, and by an address as people write it.</summary>
public sealed class ContactTests
{
    private const string Known = "01JZTGZP9Y02DSRWEH14XBV68H";

    [Fact]
    public async Task All_contacts_come_in_the_largest_pages_and_have_their_properties()
    {
        await using var wire = await WireHost.StartAsync();
        var (outcome, calls) = await wire.WatchAsync("Get-SinchContact -All");
        var contacts = outcome.ShouldBeClean().As<Contact>();
        Assert.Equal(wire.Project.Contacts.Count, contacts.Select(contact => contact.ContactId).Distinct().Count());
        Assert.All(calls, call => Assert.Equal(("contacts", "20"), (call.Route, call.Query["page_size"])));
        var contact = contacts[0];
        Assert.Equal((Known, "김민준", "customer1@example.com", "crm-000001", "KO", "newsletter=yes"), (contact.ContactId, contact.DisplayName, contact.Email, contact.ExternalId, contact.Language, contact.Metadata));
        Assert.Equal(["TELEGRAM", "SMS", "WHATSAPP"], contact.ChannelPriority);
        Assert.Equal("TELEGRAM:5053571463540059; SMS:+46701234567; WHATSAPP:+46701234567", contact.ChannelIdentities.ToString());
    }

    [Theory]
    [InlineData("'+46 70-123 45 67'")]
    [InlineData("+46701234567")]
    [InlineData("46701234567")]
    [InlineData("'0046 70 123 45 67'")]
    [InlineData("'+46 (0)70-123 45 67'")]
    [InlineData("'+46 (70) 123.45.67'")]
    [InlineData("'tel:+46-70-123-45-67'")]
    [InlineData("\"+46\u00a070\u2011123\u201345\u202f67\"")]
    [InlineData("\"\u202a+46 70 123 45 67\u202c\"")]
    public async Task A_phone_number_is_taken_as_people_write_it(string number)
    {
        await using var wire = await WireHost.StartAsync();
        var (outcome, calls) = await wire.WatchAsync($"Get-SinchContact -Identity {number}");
        // The contact has it in several channels, and comes once.
        Assert.Equal([Known], outcome.ShouldBeClean().As<Contact>().Select(contact => contact.ContactId));
        string[] channels = ["SMS", "WHATSAPP", "RCS", "MMS", "VIBERBM", "KAKAOTALK"];
        string[] spellings = ["+46701234567", "46701234567"];
        Assert.Equal(
            channels.SelectMany(channel => spellings.Select(identity => (channel, identity))).Order(),
            calls.Select(call => (call.Query["channel"], call.Query["identity"])).Order());
    }

    [Theory]
    [InlineData("-Identity '+46 70-123 45 67' -Channel sms, SMS, rcs", 4, 1)]
    [InlineData("-Identity 5053571463540059 -Channel TELEGRAM", 1, 1)]
    [InlineData("-Identity '+46701234567' -Channel NEWCHANNEL", 2, 0)]
    [InlineData("-Identity 'urn:mbid:AQ/+==' -Channel APPLEBC", 1, 0)]
    public async Task With_a_channel_only_that_one_is_asked(string arguments, int requests, int found)
    {
        await using var wire = await WireHost.StartAsync();
        var (outcome, calls) = await wire.WatchAsync($"Get-SinchContact {arguments}");
        Assert.Equal((requests, found), (calls.Count, outcome.Output.Count));
        Assert.Equal(1 - found, outcome.Errors.Count);
    }

    [Theory]
    [InlineData("-Identity '+46 70 000 00 01'", "No contact has the identity '+46 70 000 00 01' in SMS, WHATSAPP, RCS, MMS, VIBERBM, KAKAOTALK.")]
    [InlineData("-Identity '+46 70 000 00 01' -Channel sms", "No contact has the identity '+46 70 000 00 01' in SMS.")]
    [InlineData("-ExternalId crm-none", "No contact has the external ID 'crm-none'.")]
    public async Task Nobody_found_is_an_error(string arguments, string message)
    {
        await using var wire = await WireHost.StartAsync();
        var error = Assert.Single((await wire.RunAsync($"Get-SinchContact {arguments}")).Errors);
        Assert.Equal(("SinchNotFound,SinchConv.Commands.GetSinchContactCommand", message), (error.FullyQualifiedErrorId, error.Exception.Message));
    }

    [Theory]
    [InlineData("-Identity '070-123 45 67'", "no phone number with a country code")]
    [InlineData("-Identity Zoe", "no phone number with a country code")]
    [InlineData("-Channel SMS", "give both")]
    [InlineData("-ExternalId x -Identity '+46701234567'", "-ExternalId goes with neither")]
    [InlineData("-ExternalId x -Channel SMS", "-ExternalId goes with neither")]
    [InlineData("-Identity ''", "-Identity is empty")]
    [InlineData("-ExternalId $null", "-ExternalId is empty")]
    [InlineData("-PageSize 21", "at most 20")]
    public async Task What_cannot_be_looked_for_is_refused_before_anything_is_sent(string arguments, string problem)
    {
        await using var wire = await WireHost.StartAsync();
        var (outcome, calls) = await wire.WatchAsync($"Get-SinchContact {arguments}");
        Assert.Contains(problem, (outcome.Terminating ?? Assert.Single(outcome.Errors)).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(calls);
    }

    [Fact]
    public async Task The_ID_of_another_system_is_a_filter_of_its_own()
    {
        await using var wire = await WireHost.StartAsync();
        var (outcome, calls) = await wire.WatchAsync("Get-SinchContact -ExternalId crm-000001");
        Assert.Equal(Known, Assert.Single(outcome.ShouldBeClean().As<Contact>()).ContactId);
        Assert.Equal("?page_size=20&external_id=crm-000001", Assert.Single(calls).RawQuery);
    }

    [Theory]
    [InlineData("Get-SinchApp | Get-SinchContact -All")]
    [InlineData("Get-Date | Get-SinchContact")]
    public async Task An_input_without_a_contact_does_not_list_them_all(string script)
    {
        await using var wire = await WireHost.StartAsync();
        var (outcome, calls) = await wire.WatchAsync(script);
        Assert.Empty(outcome.Output);
        Assert.All(outcome.Errors, error => Assert.Contains("has no ContactId", error.Exception.Message, StringComparison.Ordinal));
        Assert.NotEmpty(outcome.Errors);
        Assert.DoesNotContain(calls, call => call.Route == "contacts");
    }

    [Fact]
    public async Task A_channel_that_the_service_refuses_is_one_error_and_not_two()
    {
        await using var wire = await WireHost.StartAsync();
        wire.Server.Faults = request => request.IsOn("contacts") ? new TestServer.Fault.Answer(400, """{"error":{"message":"no such channel"}}""") : null;
        var error = Assert.Single((await wire.RunAsync("Get-SinchContact -Identity U123 -Channel NOCHANNEL")).Errors);
        Assert.StartsWith("SinchInvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task None_at_all_are_asked_for_with_First_0()
    {
        await using var wire = await WireHost.StartAsync();
        var (outcome, calls) = await wire.WatchAsync("Get-SinchContact -Identity '+46701234567' -First 0");
        Assert.Empty(outcome.ShouldBeClean().Output);
        Assert.Empty(calls);
    }
}
