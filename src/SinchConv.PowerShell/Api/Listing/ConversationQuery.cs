using System.Globalization;
using System.Text;

namespace SinchConv.Api;

/// <summary>Which conversations a listing asks for. Immutable: every page of a listing is asked with the same filters.</summary>
internal sealed record ConversationQuery
{
    /// <summary>The largest page that the service gives.</summary>
    public const int LargestPage = 20;

    public string? AppId { get; init; }

    public string? ContactId { get; init; }

    /// <summary>True: active only; false: inactive only; null: both.</summary>
    public bool? OnlyActive { get; init; }

    public string? ActiveChannel { get; init; }

    public int PageSize { get; init; } = LargestPage;

    /// <summary>The query string of one page, percent-encoded, with its question mark.</summary>
    public string ToQueryString(string? pageToken)
    {
        var query = new StringBuilder("?page_size=").Append(PageSize.ToString(CultureInfo.InvariantCulture));
        Append(query, "app_id", AppId);
        Append(query, "contact_id", ContactId);
        Append(query, "only_active", OnlyActive switch { true => "true", false => "false", null => null });
        Append(query, "active_channel", ActiveChannel);
        Append(query, "page_token", pageToken);
        return query.ToString();
    }

    /// <summary>The filters as a person would name them in a sentence, for example "app 01H, contact 01J".</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        AppId is null ? null : $"app {AppId}",
        ContactId is null ? null : $"contact {ContactId}",
        ActiveChannel,
    }.OfType<string>());

    private static void Append(StringBuilder query, string name, string? value)
    {
        if (value is not null)
            query.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }
}
