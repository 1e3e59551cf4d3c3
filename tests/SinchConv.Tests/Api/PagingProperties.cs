using System.Globalization;
using System.Text.Json;
using CsCheck;
using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>Whatever the pages look like: what comes out is what was put in, once each, in order, with one request a page.</summary>
public sealed class PagingProperties
{
    private static readonly Gen<string?> Value = Gen.OneOf(Gen.Const((string?)null), Gen.String.Where(IsWellFormed).Select(text => (string?)text));

    // A listing is its page sizes; zero is an empty page, also in the middle and at the end.
    private static readonly Gen<(int[] Pages, int End, Query Query)> Listings = Gen.Select(
        Gen.Int[0, 20].Array[1, 12],
        Gen.Int[0, 2],
        Gen.Select(Value, Value, Gen.Int[0, 2], (app, contact, state) => Ask(app ?? "a", contact, state == 2 ? null : KnownValues.States[state], contact)));

    [Fact]
    public void Every_item_comes_once_and_in_order() => Listings.Sample(
        listing =>
        {
            var handler = new StubHandler((_, page) => StubHandler.Json(Page(listing.Pages, page, listing.End)));
            var all = Sessions.Over(handler).Client.ListAsync(listing.Query).GetAwaiter().GetResult();

            Assert.Equal(Enumerable.Range(0, listing.Pages.Sum()).Select(Id), all.Select(item => item.ConversationId));
            Assert.Equal(listing.Pages.Length, handler.Requests.Count);
            Assert.All(handler.Queries, (query, page) => Assert.Equal(
                listing.Query.ToQueryString(page == 0 ? null : Token(page)), query));
        },
        iter: 500);

    [Fact]
    public void Any_filter_arrives_as_it_was_given() => Gen.Select(Value, Value).Sample(
        (app, contact) =>
        {
            var query = Ask(app, contact).ToQueryString("a+/=&?#%");
            var received = new Uri("https://api.invalid/" + query).Query.TrimStart('?').Split('&')
                .Select(pair => pair.Split('='))
                .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
            Assert.Equal(app, received.GetValueOrDefault("app_id"));
            Assert.Equal(contact, received.GetValueOrDefault("contact_id"));
            Assert.Equal("a+/=&?#%", received["page_token"]);
        },
        iter: 2_000);

    private static Query Ask(string? app, string? contact, string? state = null, string? channel = null) => new(new[]
    {
        app is null ? null : ConversationQuery.App(app),
        contact is null ? null : ConversationQuery.Contact(contact),
        state is null ? null : ConversationQuery.State(state),
        channel is null ? null : ConversationQuery.Channel(channel),
    }.OfType<Filter>());

    // The three ways in which the service can say that there is no further page.
    private static string Page(int[] sizes, int page, int end)
    {
        var first = sizes.Take(page).Sum();
        var items = string.Join(",", Enumerable.Range(first, sizes[page]).Select(number => $"{{\"id\":\"{Id(number)}\",\"unknown\":[{{}}]}}"));
        var token = page < sizes.Length - 1
            ? $",\"next_page_token\":{JsonSerializer.Serialize(Token(page + 1))}"
            : end switch { 0 => "", 1 => ",\"next_page_token\":null", _ => ",\"next_page_token\":\"\"" };
        var list = sizes[page] == 0 && end == 0 ? "\"total_size\":null" : $"\"conversations\":[{items}]";
        return $"{{{list}{token}}}";
    }

    private static string Id(int number) => number.ToString("D26", CultureInfo.InvariantCulture);

    private static string Token(int page) => $"+/{page}=";

    private static bool IsWellFormed(string text) => !text.Any(char.IsSurrogate);
}
