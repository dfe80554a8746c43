using System.Collections.Immutable;

namespace HeatMap.Evaluation;

/// <summary>Scores alarms of cascades, which know nothing of the path to come.</summary>
internal static class EventScoring
{
    public static EventReport Run(OriginRows rows, ImmutableArray<string> names, TimeSpan interval, MapScorerOptions options)
    {
        CascadeEventOptions rule = options.Cascade;
        List<int> kept = [];
        List<bool> events = [];
        Label(rows, interval, rule, kept, events);
        bool[] outcomes = [.. events];
        long[] starts = [.. kept.Select(rows.Start)];
        ImmutableArray<WalkForwardFold> folds = options.WalkForward.Folds(starts, interval);
        ImmutableArray<EventScore>.Builder scores = ImmutableArray.CreateBuilder<EventScore>();
        for (int model = -1; model < names.Length && !folds.IsEmpty; model++)
        {
            scores.Add(Score(rows, kept, outcomes, folds, model, model < 0 ? "past" : names[model], interval, rule));
        }

        return new() { Intervals = folds.Sum(f => f.TestCount), Events = folds.Sum(f => outcomes.AsSpan(f.TestStart, f.TestCount).Count(true)), Models = scores.DrainToImmutable() };
    }

    /// <summary>What is an event by the quantile of the window before it, which must be half full.</summary>
    private static void Label(OriginRows rows, TimeSpan interval, CascadeEventOptions rule, List<int> kept, List<bool> events)
    {
        long window = (long)rule.Window.TotalMilliseconds;
        int first = 0, full = (int)(rule.Window.Ticks / interval.Ticks);
        List<double> sorted = [];
        for (int row = 0; row < rows.Count; row++)
        {
            for (; rows.Start(first) < rows.Start(row) - window; first++)
            {
                sorted.RemoveAt(sorted.BinarySearch(rows.Volume(first)));
            }

            if (2 * sorted.Count >= full && sorted.Count > 0)
            {
                double least = sorted[Math.Min((int)(rule.Quantile * sorted.Count), sorted.Count - 1)], open = rows.OpenInterest(row);
                kept.Add(row);
                events.Add(rows.Volume(row) > least && (double.IsNaN(open) || rows.Volume(row) > rule.OpenInterestShare * open));
            }

            int place = sorted.BinarySearch(rows.Volume(row));
            sorted.Insert(place < 0 ? ~place : place, rows.Volume(row));
        }
    }

    private static EventScore Score(
        OriginRows rows, List<int> kept, bool[] outcomes, ImmutableArray<WalkForwardFold> folds, int map, string name, TimeSpan interval, CascadeEventOptions rule)
    {
        int width = rows.PastCount + (map < 0 ? 0 : 1), alarms = 0, hits = 0;
        double[] table = new double[kept.Count * width], scratch = new double[width + 1];
        for (int i = 0; i < kept.Count; i++)
        {
            rows.Past(kept[i]).CopyTo(table.AsSpan(i * width));
            if (map >= 0)
            {
                table[(i * width) + width - 1] = rows.Expected(kept[i], map);
            }
        }

        List<double> probabilities = [];
        List<bool> came = [];
        foreach (WalkForwardFold fold in folds)
        {
            LogisticFit fit = LogisticFit.Fit(table.AsSpan(0, fold.TrainCount * width), width, outcomes.AsSpan(0, fold.TrainCount), rule.Ridge);
            List<double> quiet = [];
            for (int i = 0; i < fold.TrainCount; i++)
            {
                if (!outcomes[i])
                {
                    quiet.Add(fit.Predict(table.AsSpan(i * width, width), scratch));
                }
            }

            quiet.Sort();
            double threshold = quiet.Count == 0 ? 1 : quiet[Math.Min((int)((1 - rule.FalseAlarmRate) * quiet.Count), quiet.Count - 1)];
            for (int i = fold.TestStart; i < fold.TestStart + fold.TestCount; i++)
            {
                double probability = fit.Predict(table.AsSpan(i * width, width), scratch);
                bool isAlarm = probability > threshold;
                probabilities.Add(probability);
                came.Add(outcomes[i]);
                alarms += isAlarm ? 1 : 0;
                hits += isAlarm && outcomes[i] ? 1 : 0;
            }
        }

        double[] forecasts = [.. probabilities];
        bool[] truth = [.. came];
        int total = truth.Count(t => t);
        return new()
        {
            Name = name,
            Score = BinaryScore.Of(forecasts, truth),
            Reliability = ReliabilityDiagram.Of(forecasts, truth),
            AlarmsPerWeek = alarms / (truth.Length * interval.TotalDays / 7),
            HitRate = total == 0 ? double.NaN : (double)hits / total,
            FalseAlarmRate = total == truth.Length ? double.NaN : (double)(alarms - hits) / (truth.Length - total),
        };
    }
}
