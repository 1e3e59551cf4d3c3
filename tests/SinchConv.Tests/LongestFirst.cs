using SinchConv.Tests.Wire;
using Xunit.Sdk;
using Xunit.v3;

// A third of the tests wait for a time limit more than they compute: more of them at a time than there are processors.
[assembly: Parallelization(MaxThreads = 4)]
[assembly: TestCollectionOrderer<SinchConv.Tests.LongestFirst>]

namespace SinchConv.Tests;

/// <summary>Starts the classes first that take longest, or one of them would run alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly Type[] Longest = [typeof(PesterTests), typeof(RouteFaultTests), typeof(FaultMatrixTests), typeof(RecentFaultTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(Place)];

    private static int Place<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection =>
        Array.FindIndex(Longest, type => collection.TestCollectionDisplayName.Contains(type.FullName!, StringComparison.Ordinal)) is >= 0 and var place ? place : Longest.Length;
}
