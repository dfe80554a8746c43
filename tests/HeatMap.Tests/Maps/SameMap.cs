namespace HeatMap.Tests.Maps;

/// <summary>Two maps that must not differ in a bit, by two routes: the library's own equality and every number as text.</summary>
internal static class SameMap
{
    public static void Check(LiquidationMap expected, LiquidationMap actual)
    {
        Assert.Equal(Snapshot.Of(expected.View), Snapshot.Of(actual.View));
        Assert.True(expected.Equals(actual), "the numbers are equal, the maps are not");
        Assert.Equal(expected.GetHashCode(), actual.GetHashCode());
    }
}
