using System.Collections.Immutable;
using HeatMap.Estimation;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>Judges maps by what was liquidated afterwards: walk-forward, against the path alone and against the null map.</summary>
/// <remarks>
/// <para>A map is frozen when an interval begins. Its feature is the logarithm of the share of a side that lies in the range which the interval then reaches. Given the path, this scores how much is liquidated; it is
/// no forecast of the path.</para>
/// <para>Everything is fitted on training rows and scored once on rows after them. The same input gives the same bits on one platform.</para>
/// </remarks>
public static partial class MapScorer
{
    /// <summary>The name of the baseline that sees the path, past liquidations, open interest and the clock, but no map: B12.</summary>
    public const string PathModel = "path";

    /// <summary>The name of the baseline that sees past liquidations only: B8.</summary>
    public const string PersistenceModel = "persistence";

    /// <summary>The name of the baseline that sees the reach in volatility units only: B3.</summary>
    public const string ReachModel = "reach";

    /// <summary>Scores maps on bars.</summary>
    /// <param name="bars">By rising time, with liquidations; those before the first training may lack them.</param>
    /// <param name="barLength">The length of a bar.</param>
    /// <param name="maps">The maps, none of which has read anything; at most one <see cref="NullMap"/>.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">Names are used twice, there are two null maps, a bar is refused, or there are too few intervals for one test.</exception>
    public static ScoreReport Score(ReadOnlySpan<MarketBar> bars, TimeSpan barLength, ReadOnlySpan<ScoredMap> maps, MapScorerOptions? options = null)
    {
        options ??= MapScorerOptions.Default;
        CheckMaps(maps);
        var estimators = new MapEstimator[maps.Length];
        for (int i = 0; i < maps.Length; i++)
        {
            estimators[i] = maps[i].Estimator;
        }

        var builder = new VolumeRowsBuilder(new PathFeatures(barLength, options.Path), estimators);
        builder.AddAll(bars);
        VolumeRows rows = builder.ToRows();
        ImmutableArray<WalkForwardFold> folds = options.WalkForward.Folds(rows.StartsUnixMs, rows.Interval);
        if (folds.IsEmpty)
        {
            Throw.Argument(nameof(bars), $"there must be more than {options.WalkForward.FirstTraining.TotalDays:0.##} days of whole intervals with liquidations after the first day, had {rows.Count / 2} intervals");
        }

        var test = new TestRows(rows, folds);
        VolumeForecast path = VolumeForecast.Run(PathModel, test, [], options.Volume, null);
        var forecasts = new List<VolumeForecast>
        {
            path,
            VolumeForecast.Run(PersistenceModel, test, [], options.Volume, n => n.Contains("liquidations", StringComparison.Ordinal) || n == PathFeatures.SideName),
            VolumeForecast.Run(ReachModel, test, [], options.Volume, n => n.Contains("reach", StringComparison.Ordinal) || n == PathFeatures.SideName),
        };
        var increments = ImmutableArray.CreateBuilder<ScoreIncrement>();
        int nullMap = NullOf(maps);
        VolumeForecast? nullForecast = nullMap < 0 ? null : VolumeForecast.Run(maps[nullMap].Name, test, [nullMap], options.Volume, null, path);
        for (int i = 0; i < maps.Length; i++)
        {
            VolumeForecast own = i == nullMap ? nullForecast! : VolumeForecast.Run(maps[i].Name, test, [i], options.Volume, null, path);
            forecasts.Add(own);
            increments.Add(VolumeComparison.Of(path, own, test, options.Bootstrap));
            if (nullForecast is not null && i != nullMap)
            {
                VolumeForecast both = VolumeForecast.Run($"{maps[i].Name} + {maps[nullMap].Name}", test, [nullMap, i], options.Volume, null, path);
                forecasts.Add(both);
                increments.Add(VolumeComparison.Of(nullForecast, both, test, options.Bootstrap) with { Map = maps[i].Name });
            }
        }

        return new()
        {
            Interval = rows.Interval,
            Folds = folds.Length,
            TestDays = test.DayCount,
            TestIntervals = test.Count / 2,
            TestStartUnixMs = rows.StartsUnixMs[test.First],
            TestEndUnixMs = rows.StartsUnixMs[^1] + (long)rows.Interval.TotalMilliseconds,
            LiquidatedVolume = test.Volume,
            OpenInterestCoverage = test.OpenInterestCoverage,
            FeedNote = options.FeedNote,
            Models = [.. forecasts.Select(f => f.Score(test))],
            Increments = increments.DrainToImmutable(),
        };
    }

    private static void CheckMaps(ReadOnlySpan<ScoredMap> maps)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { PathModel, PersistenceModel, ReachModel };
        int nulls = 0;
        foreach (ScoredMap map in maps)
        {
            ArgumentNullException.ThrowIfNull(map, nameof(maps));
            nulls += map.IsNull ? 1 : 0;
            if (!names.Add(map.Name))
            {
                Throw.Argument(nameof(maps), $"the name '{map.Name}' is taken");
            }
        }

        if (nulls > 1)
        {
            Throw.Argument(nameof(maps), $"there may be one null map, were {nulls}");
        }
    }

    private static int NullOf(ReadOnlySpan<ScoredMap> maps)
    {
        for (int i = 0; i < maps.Length; i++)
        {
            if (maps[i].IsNull)
            {
                return i;
            }
        }

        return -1;
    }
}
