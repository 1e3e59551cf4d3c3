namespace SinchConv.Benchmarks;

/// <summary>A Markdown table, its first column text and the others numbers.</summary>
internal sealed class Table(params string[] columns)
{
    private readonly List<string> rows = [];

    public void Add(params string[] cells) => rows.Add(Row(cells));

    public IEnumerable<string> Lines(string title) =>
    [
        $"### {title}",
        "",
        Row(columns),
        Row(columns.Select((_, column) => column == 0 ? "---" : "---:")),
        .. rows,
        "",
    ];

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
