using System.Globalization;

namespace SinchConv.TestServer;

/// <summary>
/// Faults as text, for the command line, each <c>what@where</c>: <c>503@3</c> answers the fourth API request with 503,
/// <c>503@messages</c> every request for messages, <c>429:7200@3</c> asks to wait two hours, <c>reset@DELETE conversations/*#1</c> breaks the second one of its kind.
/// </summary>
internal static class FaultRules
{
    /// <exception cref="ArgumentException">A rule is neither a status, perhaps with seconds to wait, reset nor stall, each with the place where it happens.</exception>
    public static Func<SeenRequest, Fault?>? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var rules = text.Split(',').Select(Rule).ToList();
        return request => request.IsToken ? null : rules.Find(rule => rule.IsMeant(request)).Fault;
    }

    private static (Func<SeenRequest, bool> IsMeant, Fault Fault) Rule(string text)
    {
        var parts = text.Split('@');
        if (parts.Length != 2)
            throw new ArgumentException($"'{text}' is no fault: write what@where, for example 503@3 or 503@messages.");
        Fault fault = parts[0] switch
        {
            "reset" => new Fault.Reset(Stage.MidBody),
            "stall" => new Fault.Stall(Stage.MidBody),
            var status when int.TryParse(status.Split(':')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 200 and <= 599 =>
                new Fault.Answer(code, "") { Headers = RetryAfter(status) },
            _ => throw new ArgumentException($"'{parts[0]}' is no fault: give a status from 200 to 599, reset or stall."),
        };
        if (int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return (request => request.Number == number, fault);
        var place = parts[1].Split('#');
        var words = place[0].Split(' ');
        var nth = 0;
        if (words.Length > 2 || place.Length > 2 || (place.Length == 2 && !int.TryParse(place[1], NumberStyles.None, CultureInfo.InvariantCulture, out nth)))
            throw new ArgumentException($"'{parts[1]}' is no place: write [method ]route[#number], for example POST conversations/*:stop#2.");
        return (request => request.IsOn(words[^1], words.Length == 2 ? words[0] : null) && (place.Length == 1 || request.NumberOnRoute == nth), fault);
    }

    private static Dictionary<string, string> RetryAfter(string status) =>
        status.Split(':', 2) is [_, var seconds] ? new() { ["Retry-After"] = seconds } : [];
}
