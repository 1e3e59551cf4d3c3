namespace SinchConv.Api;

/// <summary>A set of conversations in a fixed amount of memory: it may take one for a member that is none, never the other way round.</summary>
internal sealed class Sketch
{
    private const int Words = 32_768;

    private readonly ulong[] bits = new ulong[Words];

    public void Add(Conversation item)
    {
        var print = Fingerprint.Of(item.ConversationId);
        bits[Word(print)] |= Bit(print);
    }

    public bool MayHold(Conversation item)
    {
        var print = Fingerprint.Of(item.ConversationId);
        return (bits[Word(print)] & Bit(print)) != 0;
    }

    private static int Word(ulong print) => (int)((print >> 6) % Words);

    private static ulong Bit(ulong print) => 1UL << (int)(print & 63);
}
