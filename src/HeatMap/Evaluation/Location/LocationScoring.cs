using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace HeatMap.Evaluation;

/// <summary>Scores where, by the folds of the walk.</summary>
internal static class LocationScoring
{
    private static readonly string[] Baselines = ["even", "laplace around the price", "laplace around the mean", "kernel"];

    public static LocationReport Run(LocationWalk walk, ImmutableArray<string> names, TimeSpan interval, MapScorerOptions options)
    {
        LocationWindow[] windows = [.. walk.Windows];
        long[] starts = [.. windows.Select(w => w.StartUnixMs)];
        ImmutableArray<WalkForwardFold> folds = options.WalkForward.Folds(starts, interval);
        double even = options.Location.EvenShare;
        var tally = new Tally(Baselines.Length + (4 * names.Length));
        double[] weights = new double[names.Length];
        foreach (WalkForwardFold fold in folds)
        {
            ReadOnlySpan<LocationWindow> training = windows.AsSpan(0, fold.TrainCount);
            double near = LocationFit.LaplaceScale(training, false, even), mean = LocationFit.LaplaceScale(training, true, even);
            double[] kernel = LocationFit.Kernel(training);
            for (int map = 0; map < names.Length; map++)
            {
                weights[map] = LocationFit.Weight(training, (3 * map) + 1, kernel, even);
            }

            foreach (LocationWindow window in windows.AsSpan(fold.TestStart, fold.TestCount))
            {
                tally.Begin(window);
                double[] distance = LocationFit.KernelDensity(window, kernel);
                tally.Add(0, 0);
                tally.Add(1, window.Score(LocationFit.Laplace(window, near, false), even));
                tally.Add(2, window.Score(LocationFit.Laplace(window, mean, true), even));
                tally.Add(3, window.Score(distance, even));
                for (int map = 0; map < names.Length; map++)
                {
                    int place = Baselines.Length + (4 * map);
                    for (int form = 0; form < 3; form++)
                    {
                        tally.Add(place + form, window.Score(window.Densities[(3 * map) + form], even));
                    }

                    tally.Add(place + 3, window.Score(LocationFit.Mix(window.Densities[(3 * map) + 1], distance, weights[map]), even));
                }
            }
        }

        return new()
        {
            Prints = walk.Prints,
            Windows = tally.Windows,
            OtherSideShare = Share(walk.OtherSideDollars, walk.Dollars),
            BeyondShare = Share(walk.BeyondDollars, walk.Dollars),
            NarrowShare = Share(walk.NarrowDollars, walk.Dollars),
            Baselines = tally.Windows == 0 ? [] : [.. Baselines.Select((name, i) => new LocationBaseline(name, tally.Interval(i, options.Bootstrap)))],
            Maps = tally.Windows == 0 ? [] : [.. names.Select((name, i) => MapOf(tally, name, Baselines.Length + (4 * i), weights[i], options.Bootstrap))],
        };
    }

    private static LocationScore MapOf(Tally tally, string name, int place, double weight, BootstrapOptions bootstrap) => new()
    {
        Name = name,
        Raw = tally.Interval(place, bootstrap),
        Smoothed = tally.Interval(place + 1, bootstrap),
        Tempered = tally.Interval(place + 2, bootstrap),
        WithKernel = tally.Interval(place + 3, bootstrap),
        GainOverKernel = tally.Gain(place + 3, Baselines.Length - 1, bootstrap),
        PValue = tally.PValue(place + 3, Baselines.Length - 1),
        Weight = weight,
    };

    private static double Share(double part, double whole) => whole > 0 ? part / whole : double.NaN;

    /// <summary>Scores and dollars by day.</summary>
    private sealed class Tally(int models)
    {
        private readonly List<double> _dollars = [];
        private readonly List<double>[] _scores = [.. Enumerable.Range(0, models).Select(_ => new List<double>())];
        private long _day = long.MinValue;

        public int Windows { get; private set; }

        public void Begin(LocationWindow window)
        {
            long day = (long)Math.Floor(window.StartUnixMs / (double)TimeSpan.MillisecondsPerDay);
            if (day != _day)
            {
                _day = day;
                _dollars.Add(0);
                foreach (List<double> scores in _scores)
                {
                    scores.Add(0);
                }
            }

            Windows++;
            foreach (double dollars in window.Dollars)
            {
                _dollars[^1] += dollars;
            }
        }

        public void Add(int model, double score) => _scores[model][^1] += score;

        public BootstrapInterval Interval(int model, BootstrapOptions bootstrap) => BlockBootstrap.Ratio(CollectionsMarshal.AsSpan(_scores[model]), CollectionsMarshal.AsSpan(_dollars), bootstrap);

        public BootstrapInterval Gain(int model, int baseline, BootstrapOptions bootstrap) => BlockBootstrap.Ratio(Differences(model, baseline), CollectionsMarshal.AsSpan(_dollars), bootstrap);

        public double PValue(int model, int baseline)
        {
            // One number a day, weighed by dollars within the day and by nothing between days.
            double[] own = [.. _scores[model].Select((s, i) => -s / _dollars[i])], other = [.. _scores[baseline].Select((s, i) => -s / _dollars[i])];
            return own.Length < 2 ? double.NaN : DieboldMariano.Of(other, own).PValue;
        }

        private double[] Differences(int model, int baseline) => [.. _scores[model].Select((s, i) => s - _scores[baseline][i])];
    }
}
