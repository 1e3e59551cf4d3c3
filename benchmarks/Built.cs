using System.Reflection;

namespace SinchConv.Benchmarks;

/// <summary>Where the build put things, as the project file noted it.</summary>
internal static class Built
{
    public static string Path(string name) =>
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == name).Value!;
}
