namespace SinchConv.Sandbox;

/// <summary>What a listing asks for; null stands for any.</summary>
internal sealed record SandboxFilter(string? AppId, string? ContactId, bool? OnlyActive, string? Channel)
{
    public bool Matches(SandboxConversation conversation) =>
        (AppId is null || AppId == conversation.AppId)
        && (ContactId is null || ContactId == conversation.ContactId)
        && (OnlyActive is null || OnlyActive == conversation.IsActive)
        && (Channel is null || Channel == conversation.Channel);
}
