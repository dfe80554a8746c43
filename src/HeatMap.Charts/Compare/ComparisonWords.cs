using HeatMap.Charts.Drawing;

namespace HeatMap.Charts.Compare;

/// <summary>What a comparison says in words and as a table.</summary>
internal static class ComparisonWords
{
    public static List<string> Notes(ComparisonChart chart)
    {
        var notes = new List<string>();
        foreach ((Side? side, string name) in (ReadOnlySpan<(Side?, string)>)[(Side.Long, "Longs"), (Side.Short, "Shorts")])
        {
            if (Distance(chart, side) is { } d)
            {
                notes.Add(double.IsNaN(d.WassersteinPrice)
                    ? $"{name}: only one map holds any, so the shapes cannot be compared; {Signed(d.NotionalDifference, chart.Unit)}."
                    : $"{name}: {Signed(d.NotionalDifference, chart.Unit)}; on average a unit lies {CompactNumber.Price(d.WassersteinPrice)} apart in price, {CompactNumber.Fraction(d.WassersteinFromMark)} apart from the mark, and {CompactNumber.Fraction(d.Shares.TotalVariation)} of the shape lies in other bands.");
            }
        }

        if (chart.Pair.Why is { } why)
        {
            notes.Add(why);
        }
        else if (!chart.Pair.Difference().IsComplete)
        {
            notes.Add("Where one map has notional beyond its window, and the other has bands there, nobody knows the difference: it is not drawn.");
        }

        if (chart.Pair.IsCoarser)
        {
            notes.Add("The finer map is drawn on the bands of the coarser one.");
        }

        return notes;
    }

    public static IEnumerable<string[]> Distances(ComparisonChart chart)
    {
        MapDistance? both = Distance(chart, null), longs = Distance(chart, Side.Long), shorts = Distance(chart, Side.Short);
        yield return Row("difference of notional", static d => Signed(d.NotionalDifference, null));
        yield return Row("Wasserstein, in price", static d => CompactNumber.Price(d.WassersteinPrice));
        yield return Row("Wasserstein, from the mark", static d => CompactNumber.Fraction(d.WassersteinFromMark));
        yield return Row("total variation", static d => CompactNumber.Fraction(d.Shares.TotalVariation));
        yield return Row("Jensen-Shannon distance", static d => CompactNumber.Fraction(d.Shares.JensenShannonDistance));
        yield return Row("Hellinger", static d => CompactNumber.Fraction(d.Shares.Hellinger));
        yield return Row("Kolmogorov", static d => CompactNumber.Fraction(d.Shares.Kolmogorov));

        string[] Row(string name, Func<MapDistance, string> say) => [name, .. new[] { both, longs, shorts }.Select(d => d is { } known ? say(known) : "–")];
    }

    /// <summary>Null where the maps have no lattice in common.</summary>
    public static MapDistance? Distance(ComparisonChart chart, Side? side) => chart.Pair.Why is null ? chart.Pair.First.DistanceTo(chart.Pair.Second, side) : null;

    private static string Signed(double notional, string? unit) => (notional > 0 ? "+" : "") + Ticks.Notional(notional, unit);
}
