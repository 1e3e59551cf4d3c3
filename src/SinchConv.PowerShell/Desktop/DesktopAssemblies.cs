using System.Reflection;

namespace SinchConv;

/// <summary>
/// Finds System.Text.Json and what it needs in the module's folder <c>desktop</c>, in Windows PowerShell only. Answers
/// requests of this module and of those very assemblies, never those of other modules, and loads them where others do
/// not see them: each module keeps its own versions.
/// </summary>
internal static class DesktopAssemblies
{
    private static readonly Assembly Module = typeof(DesktopAssemblies).Assembly;
    private static readonly string Folder = Path.Combine(FolderOf(Module) ?? "", "desktop");

    public static void Register()
    {
        // Each runspace imports the module into the same process, which needs one resolver.
        AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
    }

    private static Assembly? Resolve(object sender, ResolveEventArgs request)
    {
        if (request.RequestingAssembly is not { } asking || !IsOurs(asking))
            return null;
        var file = Path.Combine(Folder, new AssemblyName(request.Name).Name + ".dll");
        return File.Exists(file) ? Assembly.LoadFile(file) : null;
    }

    private static bool IsOurs(Assembly asking) =>
        asking == Module
        || string.Equals(FolderOf(asking), Folder, StringComparison.OrdinalIgnoreCase);

    // An assembly that was made in memory or loaded from bytes has none, and .NET Framework throws when asked for it: the
    // resolvers of other modules would then not be asked any more.
    private static string? FolderOf(Assembly assembly) =>
        assembly.IsDynamic || assembly.Location.Length == 0 ? null : Path.GetDirectoryName(assembly.Location);
}
