using System.Globalization;

namespace SinchConv.Benchmarks;

/// <summary>Numbers as the tables show them.</summary>
internal static class Figures
{
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public static string Milliseconds(this double value) => value.ToString(value < 100 ? "N1" : "N0", CultureInfo.InvariantCulture) + " ms";

    public static string Nanoseconds(this double value) => value.ToString(value < 100 ? "N1" : "N0", CultureInfo.InvariantCulture) + " ns";

    public static string Ratio(this double value) => double.IsNaN(value) ? "" : value.ToString("N2", CultureInfo.InvariantCulture) + "x";

    public static string Bytes(this double value) => value.ToString("N0", CultureInfo.InvariantCulture) + " B";

    public static string Mebibytes(this long bytes) => (bytes / 1_048_576.0).ToString("N1", CultureInfo.InvariantCulture) + " MiB";

    public static string Count(this int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
