namespace SinchConv.Api;

/// <summary>Paths within a project, as users give them.</summary>
internal static class ProjectPath
{
    /// <summary>What is wrong with a path, as the end of a sentence; null when nothing is. The project is the limit: what leads out of it would go on with its token.</summary>
    public static string? Problem(string path)
    {
        if (path.StartsWith("//", StringComparison.Ordinal) || path.IndexOf("://", StringComparison.Ordinal) >= 0)
            return "is a whole address: give the path within the project, for example contacts";
        if (path.TrimStart('/').StartsWith("v1/", StringComparison.OrdinalIgnoreCase))
            return "begins with v1: give only what stands behind the project, for example contacts";
        if (path.IndexOfAny(['?', '#']) >= 0)
            return "holds a query or a fragment: give the query with -Query";
        if (path.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
            return "holds white space: percent-encode it";
        return path.Split('/').Select(Uri.UnescapeDataString).Any(part => part is "." or ".." || part.IndexOfAny(['/', '\\']) >= 0)
            ? "leaves the project, or may do so"
            : null;
    }
}
