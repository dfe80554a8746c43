using System.Collections.Immutable;
using HeatMap.Estimation;

namespace HeatMap.Evaluation;

/// <summary>Scores how much, of baselines and maps.</summary>
internal static class VolumeScoring
{
    public static ScoreReport Run(TestRows test, ImmutableArray<string> names, int nullMap, MapScorerOptions options)
    {
        VolumeForecast path = VolumeForecast.Run(MapScorer.PathModel, test, [], options.Volume, null);
        var forecasts = new List<VolumeForecast>
        {
            path,
            VolumeForecast.Run(MapScorer.PersistenceModel, test, [], options.Volume, n => n.Contains("liquidations", StringComparison.Ordinal) || n == PathFeatures.SideName),
            VolumeForecast.Run(MapScorer.ReachModel, test, [], options.Volume, n => n.Contains("reach", StringComparison.Ordinal) || n == PathFeatures.SideName),
        };
        var increments = ImmutableArray.CreateBuilder<ScoreIncrement>();
        VolumeForecast? nullForecast = nullMap < 0 ? null : VolumeForecast.Run(names[nullMap], test, [nullMap], options.Volume, null, path);
        for (int i = 0; i < names.Length; i++)
        {
            VolumeForecast own = i == nullMap ? nullForecast! : VolumeForecast.Run(names[i], test, [i], options.Volume, null, path);
            forecasts.Add(own);
            increments.Add(VolumeComparison.Of(path, own, test, options.Bootstrap));
            if (nullForecast is not null && i != nullMap)
            {
                VolumeForecast both = VolumeForecast.Run($"{names[i]} + {names[nullMap]}", test, [nullMap, i], options.Volume, null, path);
                forecasts.Add(both);
                increments.Add(VolumeComparison.Of(nullForecast, both, test, options.Bootstrap) with { Map = names[i] });
                increments.Add(VolumeComparison.Of(nullForecast, own, test, options.Bootstrap) with { IsInstead = true });
            }
        }

        VolumeRows rows = test.Rows;
        return new()
        {
            Interval = rows.Interval,
            Folds = test.Folds.Length,
            TestDays = test.DayCount,
            TestIntervals = test.Count / 2,
            TestStartUnixMs = rows.StartsUnixMs[test.First],
            TestEndUnixMs = rows.StartsUnixMs[test.Places[^1]] + (long)rows.Interval.TotalMilliseconds,
            LiquidatedVolume = test.Volume,
            OpenInterestCoverage = test.OpenInterestCoverage,
            Models = [.. forecasts.Select(f => f.Score(test))],
            Increments = increments.DrainToImmutable(),
        };
    }
}
