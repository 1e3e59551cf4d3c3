using SinchConv.Sandbox;

namespace SinchConv.TestServer;

/// <summary>The sandbox's conversations, dealt out evenly over the 13 channels and both states.</summary>
internal static class EvenSpread
{
    public static SandboxProject Create(int count) => SandboxProject.With([.. SandboxProject.Create(count).Conversations.Select((item, index) => new SandboxConversation
    {
        Id = item.Id,
        AppId = item.AppId,
        ContactId = item.ContactId,
        IsActive = index / KnownValues.Channels.Count % 2 == 0,
        Channel = KnownValues.Channels[index % KnownValues.Channels.Count],
        LastReceived = item.LastReceived,
        CorrelationId = item.CorrelationId,
        Metadata = item.Metadata,
        MetadataJson = item.MetadataJson,
    })]);
}
