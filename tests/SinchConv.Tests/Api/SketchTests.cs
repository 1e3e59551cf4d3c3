using System.Globalization;
using SinchConv.Api;

namespace SinchConv.Tests.Api;

/// <summary>A set that knows all its members, in little memory.</summary>
public sealed class SketchTests
{
    [Fact]
    public void A_sketch_knows_all_that_it_was_given_and_takes_few_others_for_one()
    {
        var sketch = new Sketch();
        for (var number = 0; number < 500_000; number++)
            sketch.Add(Fingerprint.Of(number.ToString(CultureInfo.InvariantCulture)));
        for (var number = 0; number < 500_000; number += 7)
            Assert.True(sketch.MayHold(Fingerprint.Of(number.ToString(CultureInfo.InvariantCulture))));
        var mistaken = Enumerable.Range(500_000, 100_000).Count(number => sketch.MayHold(Fingerprint.Of(number.ToString(CultureInfo.InvariantCulture))));
        Assert.InRange(mistaken, 0, 200);
    }
}
