using System.Collections.Immutable;
using HeatMap.Estimation;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>Judges maps by what was liquidated afterwards: walk-forward, against the path alone and against the null map.</summary>
/// <remarks>
/// <para>A map is frozen when an interval begins. Its feature is the logarithm of the share of a side that lies in the range which the interval then reaches. Given the path, this scores how much is liquidated; it is
/// no forecast of the path.</para>
/// <para>All models are trained and tested on the same intervals. So where snapshots of others are scored, nothing counts before the first map of every series: without them the rest is scored over more time.</para>
/// <para>Everything is fitted on training rows and scored once on rows after them. The same input gives the same bits on one platform.</para>
/// </remarks>
public static class MapScorer
{
    /// <summary>The name of the baseline that sees the path, past liquidations, open interest and the clock, but no map: B12.</summary>
    public const string PathModel = "path";

    /// <summary>The name of the baseline that sees past liquidations only: B8.</summary>
    public const string PersistenceModel = "persistence";

    /// <summary>The name of the baseline that sees the reach in volatility units only: B3.</summary>
    public const string ReachModel = "reach";

    /// <summary>Scores maps on bars.</summary>
    /// <param name="bars">Bars with liquidations; those before the first training may lack them.</param>
    /// <param name="maps">The maps, none of which has read anything; at most one <see cref="NullMap"/>.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <param name="evidence">Prints, and the truth; null where there are none.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">Names are used twice, there are two null maps, a bar is refused, or there are too few intervals for one test.</exception>
    /// <remarks>Maps are fed: they cannot be used for a second score. O(bars × maps), and a regression for each fold and map.</remarks>
    public static ScoreReport Score(MarketBars bars, ReadOnlySpan<ScoredMap> maps, MapScorerOptions? options = null, ScoreEvidence? evidence = null)
    {
        ArgumentNullException.ThrowIfNull(bars);
        options ??= MapScorerOptions.Default;
        evidence ??= ScoreEvidence.None;
        CheckMaps(maps);
        var estimators = new MapEstimator[maps.Length];
        for (int i = 0; i < maps.Length; i++)
        {
            estimators[i] = maps[i].Estimator;
        }

        var walk = new ScoreWalk(bars.Interval, estimators, evidence, options);
        VolumeRows rows = walk.Run(bars.Span);
        ImmutableArray<WalkForwardFold> folds = options.WalkForward.Folds(rows.StartsUnixMs, rows.Interval);
        if (folds.IsEmpty)
        {
            Throw.Argument(nameof(bars), $"there must be more than {options.WalkForward.FirstTraining.TotalDays:0.##} days of whole intervals with liquidations after the first day{(HasSnapshots(maps) ? ", with a snapshot of every series" : "")}, had {rows.Count / 2} intervals");
        }

        ImmutableArray<string> names = Names(maps);
        bool hasPrints = !evidence.Prints.IsEmpty;
        return VolumeScoring.Run(new TestRows(rows, folds), names, NullOf(maps), options) with
        {
            Scopes = bars.Scopes,
            FeedNote = options.FeedNote,
            Location = hasPrints ? LocationScoring.Run(walk.Location, names, rows.Interval, options) : null,
            Intensity = IntensityScoring.Run(walk.Intensity, names, rows.Interval, hasPrints, options),
            Cascades = EventScoring.Run(walk.Origins, names, rows.Interval, options),
            Truth = walk.Truth?.Result(names) ?? [],
        };
    }

    private static ImmutableArray<string> Names(ReadOnlySpan<ScoredMap> maps)
    {
        var names = ImmutableArray.CreateBuilder<string>(maps.Length);
        foreach (ScoredMap map in maps)
        {
            names.Add(map.Name);
        }

        return names.MoveToImmutable();
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

    private static bool HasSnapshots(ReadOnlySpan<ScoredMap> maps)
    {
        foreach (ScoredMap map in maps)
        {
            if (map.Estimator is SnapshotSeries)
            {
                return true;
            }
        }

        return false;
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
