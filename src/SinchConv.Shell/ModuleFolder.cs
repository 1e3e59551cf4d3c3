namespace SinchConv.Shell;

/// <summary>Where the build assembled the module.</summary>
internal static class ModuleFolder
{
    public const string Manifest = "SinchConv.psd1";

    private static readonly string Below = Path.Combine("artifacts", "SinchConv");

    public static string NotFound =>
        $"The module is missing: no folder above {AppContext.BaseDirectory} has {Path.Combine(Below, Manifest)}. Run 'dotnet build' in the repository.";

    /// <summary>The nearest assembled module above this program; null when there is none.</summary>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, Below);
            if (File.Exists(Path.Combine(candidate, Manifest)))
                return candidate;
        }
        return null;
    }
}
