using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>A service that gives a page token twice would be asked for ever.</summary>
public sealed class PageWalkTests
{
    [Theory]
    [InlineData(null, "a", "a")]
    [InlineData(null, "a", "b", "a")]
    [InlineData("a", "a")]
    [InlineData("a", "b", "a")]
    public async Task A_token_that_comes_again_ends_the_walk(string? first, params string[] tokens)
    {
        var asked = 0;
        var walk = new PageWalk<Conversation>((_, _) => Task.FromResult(new Page<Conversation> { Items = [], NextPageToken = tokens[asked++] }), first);
        for (var page = 1; page < tokens.Length; page++)
            await walk.NextAsync(Sessions.NoNotes());
        var fault = await Assert.ThrowsAsync<SinchException>(() => walk.NextAsync(Sessions.NoNotes()));
        Assert.Equal(SinchError.UnexpectedAnswer, fault.Error);
        Assert.Equal(tokens.Length, asked);
    }
}
