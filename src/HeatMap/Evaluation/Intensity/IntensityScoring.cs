using System.Collections.Immutable;

namespace HeatMap.Evaluation;

/// <summary>Scores where and how much without knowing the path.</summary>
internal static class IntensityScoring
{
    public static ImmutableArray<IntensityScore> Run(IntensityWalk walk, ImmutableArray<string> names, TimeSpan interval, bool byPrice, MapScorerOptions options)
    {
        IntensityRow[] rows = [.. walk.Rows];
        ImmutableArray<WalkForwardFold> folds = options.WalkForward.Folds([.. rows.Select(r => r.StartUnixMs)], interval);
        if (folds.IsEmpty || !rows.Take(folds[0].TrainCount).Any(r => r.Volume > 0))
        {
            return [];
        }

        (double[] kernel, double[] dollars, _) = ByDay(rows, folds, -1, byPrice);
        var scores = ImmutableArray.CreateBuilder<IntensityScore>(names.Length);
        for (int map = 0; map < names.Length; map++)
        {
            (double[] own, _, double share) = ByDay(rows, folds, map, byPrice);
            double[] gains = [.. own.Select((s, day) => s - kernel[day])];
            scores.Add(new()
            {
                Name = names[map],
                GainOverKernel = BlockBootstrap.Ratio(gains, dollars, options.Bootstrap),
                PValue = gains.Length < 2 ? double.NaN : DieboldMariano.Of([.. kernel.Select(s => -s)], [.. own.Select(s => -s)]).PValue,
                StockShare = share,
                IsByPrice = byPrice,
            });
        }

        return scores.DrainToImmutable();
    }

    private static (double[] Scores, double[] Dollars, double StockShare) ByDay(IntensityRow[] rows, ImmutableArray<WalkForwardFold> folds, int map, bool byPrice)
    {
        List<double> scores = [], dollars = [];
        long last = long.MinValue;
        double share = 0;
        foreach (WalkForwardFold fold in folds)
        {
            IntensityFit fit = IntensityFit.Fit(rows.AsSpan(0, fold.TrainCount), map, byPrice);
            share = fit.StockShare;
            foreach (IntensityRow row in rows.AsSpan(fold.TestStart, fold.TestCount))
            {
                long day = (long)Math.Floor(row.StartUnixMs / (double)TimeSpan.MillisecondsPerDay);
                if (day != last)
                {
                    last = day;
                    scores.Add(0);
                    dollars.Add(0);
                }

                scores[^1] += fit.Score(row);
                dollars[^1] += byPrice ? row.Dollars.Sum() : row.Volume;
            }
        }

        return ([.. scores], [.. dollars], share);
    }
}
