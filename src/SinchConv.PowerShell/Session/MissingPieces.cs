using SinchConv.PowerShell.Api;

namespace SinchConv.PowerShell;

/// <summary>Collects what a connection still lacks, so that one error can name all of it.</summary>
internal sealed class MissingPieces
{
    private readonly List<string> missing = [];

    /// <summary>The value, else that of the first environment variable that has one, else an empty text, which is noted as missing.</summary>
    public string Require(string? given, string what, string parameter, params string[] variables)
    {
        var value = string.IsNullOrEmpty(given) ? Environment(variables) : given;
        if (value is null)
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
