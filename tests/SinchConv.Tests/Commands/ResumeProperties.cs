using System.Collections;
using System.Net;
using CsCheck;
using SinchConv.Sandbox;

namespace SinchConv.Tests.Commands;

/// <summary>Wherever a listing breaks off, and however often: with what its errors tell is left, every row has come once.</summary>
public sealed class ResumeProperties
{
    private static readonly SandboxProject Project = SandboxProject.Create(130);

    private static readonly string[] Arguments =
    [
        "-All",
        "-All -PageSize 7",
        "-First 61",
        "-First 61 -PageSize 13",
        "-All -State Inactive",
        "-All -Channel SMS, NOCHANNEL, LINE, WHATSAPP",
        "-All -Channel WHATSAPP -PageSize 3",
        "-All -ThrottleLimit 4",
        "-All -ThrottleLimit 3 -State Inactive",
        "-All -ThrottleLimit 2 -Channel WHATSAPP, LINE",
    ];

    // With a body that is no page, 200 is one as well.
    private static readonly HttpStatusCode[] Faults = [HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests, HttpStatusCode.NotFound, HttpStatusCode.OK];

    [Fact]
    public void Every_row_comes_once() => Gen.Select(
        Gen.Int[0, Arguments.Length - 1],
        Gen.Int[0, 40].Array[1, 3],
        Gen.Int[0, Faults.Length - 1].Select(place => Faults[place])).Sample(
        (arguments, faults, status) =>
        {
            using var host = new Host();
            var (session, seen) = Sessions.OverSandbox(Project, (_, number) => faults.Contains(number) ? StubHandler.Json("[]", status) : null);
            var (whole, _) = Sessions.OverSandbox(Project);
            host.Set("session", session);
            host.Set("whole", whole);
            var wanted = host.Run($"Get-SinchConversation -Session $whole {Arguments[arguments]}").Ids;
            List<string?> came = [];
            var broken = host.Run($"Get-SinchConversation -Session $session {Arguments[arguments]}");
            var left = new LinkedList<Hashtable>();
            while (true)
            {
                came.AddRange(broken.Ids);
                // What nobody knows on its first page is an error of its own, and nothing is left of it.
                if (broken.Errors.Any(error => error.Exception is SinchException { Error: SinchError.NotFound }))
                    return;
                if (broken.Terminating is not null)
                {
                    foreach (var part in Assert.IsType<SinchException>(broken.Terminating.Exception).ResumeParameters.Reverse())
                        left.AddFirst(part);
                }
                if (left.First is not { Value: var next })
                    break;
                left.RemoveFirst();
                host.Set("part", next);
                broken = host.Run("Get-SinchConversation @part");
            }
            Assert.Equal(wanted.Order(StringComparer.Ordinal), came.Order(StringComparer.Ordinal));
            if (!Arguments[arguments].Contains("Throttle", StringComparison.Ordinal))
                Assert.Equal(wanted, came);
        },
        iter: 75,
        threads: 1);
}
