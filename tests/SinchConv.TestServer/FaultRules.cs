using System.Globalization;

namespace SinchConv.TestServer;

/// <summary>Faults as text, for the command line: <c>503@3</c> answers the fourth API request with 503, <c>reset@0,stall@5</c> break the connection.</summary>
internal static class FaultRules
{
    /// <exception cref="ArgumentException">A rule is neither a status, reset nor stall, each with the number of a request.</exception>
    public static Func<SeenRequest, Fault?>? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var rules = text.Split(',').Select(Rule).ToDictionary(rule => rule.Number, rule => rule.Fault);
        return request => request.IsToken ? null : rules.GetValueOrDefault(request.Number);
    }

    private static (int Number, Fault Fault) Rule(string text)
    {
        var parts = text.Split('@');
        if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new ArgumentException($"'{text}' is no fault: write what@number, for example 503@3.");
        Fault fault = parts[0] switch
        {
            "reset" => new Fault.Reset(Stage.MidBody),
            "stall" => new Fault.Stall(Stage.MidBody),
            var status when int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 200 and <= 599 =>
                new Fault.Answer(code, ""),
            _ => throw new ArgumentException($"'{parts[0]}' is no fault: give a status from 200 to 599, reset or stall."),
        };
        return (number, fault);
    }
}
