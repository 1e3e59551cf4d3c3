using System.Collections;
using System.Globalization;
using System.Text;

namespace SinchConv.Api;

/// <summary>One condition of a listing, under both its names.</summary>
/// <param name="Parameter">The parameter by which a user asks for it; null where the command itself does.</param>
/// <param name="Value">The value of that parameter.</param>
/// <param name="Field">What the service calls it; null where the service is not asked.</param>
/// <param name="Text">How the service writes the value; null where that is the value itself.</param>
internal sealed record Filter(string? Parameter, object? Value, string? Field = null, string? Text = null);

/// <summary>What a listing asks for. Immutable: every page of a listing is asked with the same filters.</summary>
internal sealed record Query
{
    private readonly IReadOnlyList<Filter> filters;

    public Query(params IEnumerable<Filter> filters) => this.filters = [.. filters];

    /// <summary>How many objects one page is to have; null asks for the service's own number.</summary>
    public int? PageSize { get; init; }

    /// <summary>The value of a parameter; null where the query does not have it.</summary>
    public object? this[string parameter] => filters.FirstOrDefault(filter => filter.Parameter == parameter)?.Value;

    /// <summary>The query with one more filter.</summary>
    public Query With(Filter filter) => new([.. filters, filter]) { PageSize = PageSize };

    /// <summary>The query string of one page, percent-encoded; empty where there is nothing to say.</summary>
    public string ToQueryString(string? pageToken)
    {
        var query = new StringBuilder();
        Append("page_size", PageSize?.ToString(CultureInfo.InvariantCulture));
        foreach (var filter in filters)
            Append(filter.Field, filter.Text ?? filter.Value as string);
        Append("page_token", pageToken);
        return query.ToString();

        void Append(string? field, string? value)
        {
            if (field is not null && value is not null)
                query.Append(query.Length == 0 ? '?' : '&').Append(field).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    /// <summary>The parameters by which a user asks for the same, ready for splatting.</summary>
    public Hashtable ToParameters()
    {
        var parameters = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var filter in filters)
        {
            if (filter.Parameter is { } parameter)
                parameters[parameter] = filter.Value;
        }
        return parameters;
    }
}
