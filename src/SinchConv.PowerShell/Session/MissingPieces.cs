namespace SinchConv;

/// <summary>Collects what a connection still lacks, so that one error can name all of it.</summary>
internal sealed class MissingPieces
{
    private readonly List<string> missing = [];

    /// <summary>The value that was given, else that of the first environment variable that has one; an empty text, noted as missing, where there is none.</summary>
    public string Require(string? given, string what, string parameter, params string[] variables)
    {
        // A value that was given but is empty is no reason to use the credential of another place.
        var value = given ?? Environment(variables);
        if (string.IsNullOrEmpty(value))
            missing.Add($"{what} ({string.Join(" or ", [parameter, .. variables])})");
        return value ?? "";
    }

    /// <exception cref="SinchException">Something is missing.</exception>
    public void ThrowIfAny()
    {
        if (missing.Count > 0)
            throw new SinchException(SinchError.InvalidRequest, $"Connect-SinchProject still needs {string.Join("; ", missing)}. Give the parameter, or set the environment variable.");
    }

    /// <summary>The first of these environment variables that is set and not empty.</summary>
    public static string? Environment(params string[] variables) =>
        variables.Select(System.Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim();
}
