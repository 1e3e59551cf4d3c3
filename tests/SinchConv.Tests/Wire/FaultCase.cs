using System.Globalization;
using SinchConv.TestServer;

namespace SinchConv.Tests.Wire;

/// <summary>Something that goes wrong, and how a listing of three pages must end when it does.</summary>
/// <param name="Name">What goes wrong, for people.</param>
/// <param name="Make">What the server does to the request; gets the number of the attempt, from 0; null when all is well.</param>
/// <param name="Error">The kind that the error id ends with; null when the listing must come out whole.</param>
/// <param name="Tries">How many requests the faulty page takes.</param>
/// <param name="TokenError">The kind at the token endpoint where it differs from <paramref name="Error"/>; "-" where the fault makes no sense there.</param>
/// <param name="TokenTries">How many requests the token takes where it differs from <paramref name="Tries"/>.</param>
internal sealed record FaultCase(string Name, Func<int, Fault?> Make, string? Error, int Tries = 1, string? TokenError = null, int? TokenTries = null)
{
    public const int PageCount = 3;

    /// <summary>How many rows come from the faulty page all the same.</summary>
    public int RowsOfFaultyPage { get; init; }

    /// <summary>How long an attempt may take: short where the fault is that nothing comes.</summary>
    public TimeSpan Timeout => Make(0) is Fault.Stall ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(30);

    public static FaultCase Always(string name, Fault fault, string error, int tries = 1, string? tokenError = null) =>
        new(name, _ => fault, error, tries, tokenError);

    /// <summary>A fault that passes: the listing must come out whole.</summary>
    public static FaultCase Once(string name, Fault fault) => new(name, attempt => attempt == 0 ? fault : null, null, Tries: 2);

    /// <summary>What must be seen when the fault is met on a page, from 0: rows, error id, API requests.</summary>
    public Ending OnPage(int page) => Error is null
        ? new Ending(PageCount * 20, "", PageCount - 1 + Tries)
        : new Ending((page * 20) + RowsOfFaultyPage, "Sinch" + Error, page + Tries);

    /// <summary>The same at the token endpoint: rows, error id, token requests.</summary>
    public Ending AtToken() => (TokenError ?? Error) is { } error
        ? new Ending(0, "Sinch" + error, TokenTries ?? Tries)
        : new Ending(PageCount * 20, "", TokenTries ?? Tries);

    public bool MakesSenseAtToken => TokenError != "-";

    public override string ToString() => Name;
}

/// <summary>How a listing ended.</summary>
internal readonly record struct Ending(int Rows, string ErrorId, int Requests)
{
    public string ToCell() => string.Create(CultureInfo.InvariantCulture, $"{Rows} rows, {(ErrorId.Length == 0 ? "no error" : ErrorId)}, {Requests} requests");
}
