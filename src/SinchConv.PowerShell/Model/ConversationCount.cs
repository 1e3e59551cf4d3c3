namespace SinchConv;

/// <summary>How many conversations there are of one channel and state.</summary>
public sealed class ConversationCount
{
    private readonly long largest;

    internal ConversationCount(long largest) => this.largest = largest;

    /// <summary>The channel; null where the count is of those that this module does not know.</summary>
    public string? Channel { get; internal init; }

    /// <summary><c>Active</c> or <c>Inactive</c>.</summary>
    public required string State { get; init; }

    /// <summary>How many conversations there are.</summary>
    public long Count { get; internal init; }

    /// <summary>The ID of the app that was asked for; null when it was not.</summary>
    public string? AppId { get; internal init; }

    /// <summary>The ID of the contact that was asked for; null when it was not.</summary>
    public string? ContactId { get; internal init; }

    /// <summary>What was counted, and the count.</summary>
    public override string ToString() => string.Join(" ", new[] { AppId, ContactId, Channel ?? "(other)", $"{State}: {Count}" }.Where(part => part is not null));

    /// <summary>The count as a bar, in proportion to the largest count of the same census.</summary>
    /// <param name="width">The length of the longest bar, in characters.</param>
    /// <param name="isPlain">Whether to draw with ASCII only.</param>
    public string ToBar(int width, bool isPlain)
    {
        const string Eighths = " ▏▎▍▌▋▊▉";
        var length = largest > 0 ? (double)Count / largest * width : 0;
        if (isPlain)
            return new string('#', Count > 0 ? Math.Max(1, (int)Math.Round(length)) : 0);
        var eighths = Count > 0 ? Math.Max(1, (int)Math.Round(length * 8)) : 0;
        return new string('█', eighths / 8) + (eighths % 8 > 0 ? Eighths[eighths % 8].ToString() : "");
    }
}
