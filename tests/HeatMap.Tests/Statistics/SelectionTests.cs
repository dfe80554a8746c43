using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Statistics;

public sealed class SelectionTests
{
    [Fact]
    public void Median_OfNone_IsNaN() => Assert.Equal(double.NaN, Selection.Median([]));

    [Fact]
    public void Select_IsWhatSortingWouldPutThere() => Check.That(Prop.ForAll(Draw.Rows(50), draw =>
    {
        double[] values = draw.Make(d => d.Chance(0.5) ? d.Whole(0, 5) : d.Between(-9, 9)), sorted = [.. values.Order()];
        int n = values.Length;
        double median = n % 2 == 1 ? sorted[n / 2] : sorted[(n / 2) - 1] + ((sorted[n / 2] - sorted[(n / 2) - 1]) / 2);
        return Enumerable.Range(0, n).All(i => Selection.Select([.. values], i) == sorted[i]) && Selection.Median([.. values]) == median;
    }));
}
