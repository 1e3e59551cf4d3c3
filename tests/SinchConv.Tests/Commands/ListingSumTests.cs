using SinchConv.Api;
using SinchConv.Commands;

namespace SinchConv.Tests.Commands;

/// <summary>A listing of several parts counts over all of them.</summary>
public sealed class ListingSumTests
{
    [Fact]
    public async Task Each_number_is_that_of_all_parts()
    {
        var (one, other) = (await ShareAsync(30), await ShareAsync(12));
        (one.Written, one.Repeated, other.Written, other.Repeated) = (31, 2, 14, 1);
        ListPart<Conversation>[] parts = [one, other];
        var listing = new Listing<Conversation>(parts, 2, limit: 50, null, null);
        Assert.Equal((45, 5, 42, 42, 45, 3), (listing.Written, listing.Room, listing.TotalSize, listing.Promised, listing.Kept, listing.Repeated));
        Assert.Equal("input", listing.InputName);
        // How many this side will choose of them, nobody knows.
        Assert.Null(new Listing<Conversation>(parts, 2, limit: 50, null, null) { Keep = _ => true }.TotalSize);
    }

    private static async Task<ListPart<Conversation>> ShareAsync(int size)
    {
        var part = new ListPart<Conversation>(new Query(), new PageWalk<Conversation>((_, _) => Task.FromResult(new Page<Conversation> { Items = [], TotalSize = size })));
        await part.Walk.PeekAsync(Sessions.NoNotes());
        part.Share();
        return part;
    }
}
