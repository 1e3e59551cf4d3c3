using SinchConv.Sandbox;

namespace SinchConv.TestServer;

/// <summary>The sandbox's conversations, dealt out over channels and states in another way.</summary>
internal static class Spreads
{
    /// <param name="name">
    /// <c>sample</c> as in the sandbox; <c>even</c> over the 13 channels and both states; <c>one-channel</c>, of both states;
    /// <c>one-channel-one-state</c>, all inactive; <c>gaps</c> as even, but each hundredth without a channel.
    /// </param>
    /// <param name="count">How many conversations.</param>
    /// <exception cref="ArgumentException">There is no such spread.</exception>
    public static SandboxProject Create(string? name, int count)
    {
        var channels = KnownValues.Channels;
        return name switch
        {
            null or "sample" => SandboxProject.Create(count),
            "even" => Deal(count, (item, number) => Even(item, number)),
            "one-channel" => Deal(count, (item, number) => Even(item, number) with { Channel = channels[0] }),
            "one-channel-one-state" => Deal(count, (item, _) => item with { Channel = channels[0], IsActive = false }),
            "gaps" => Deal(count, (item, number) => Even(item, number) with { Channel = number % 100 == 0 ? "" : channels[number % channels.Count] }),
            _ => throw new ArgumentException($"'{name}' is no spread: sample, even, one-channel, one-channel-one-state or gaps."),
        };

        SandboxConversation Even(SandboxConversation item, int number) =>
            item with { IsActive = number / channels.Count % 2 == 0, Channel = channels[number % channels.Count] };
    }

    private static SandboxProject Deal(int count, Func<SandboxConversation, int, SandboxConversation> deal) =>
        SandboxProject.With([.. SandboxProject.Create(count).Conversations.Select(deal)]);
}
