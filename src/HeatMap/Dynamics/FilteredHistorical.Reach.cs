using HeatMap.Internal;

namespace HeatMap;

public sealed partial class FilteredHistorical
{
    private sealed class Reach : PriceReach
    {
        private readonly double[] _lowest, _highest;
        private readonly PathRecords _lows, _highs;

        public Reach(FilteredHistorical law, TimeSpan horizon)
            : base(horizon)
        {
            (long whole, double part) = law.Split(horizon);
            if (whole >= int.MaxValue)
            {
                Throw.Argument(nameof(horizon), $"horizon must be less than {int.MaxValue:N0} intervals, was {whole:N0}");
            }

            int paths = law.Options.Paths;
            (_lowest, _highest, _lows, _highs) = (new double[paths], new double[paths], new(paths), new(paths));
            double[] ends = new double[paths];
            for (int i = 0; i < paths; i++)
            {
                var path = new FilteredPath(law, new(law.Options.Seed, i));
                for (int step = 0; step < whole + (part > 0 ? 1 : 0); step++)
                {
                    double open = path.Level;
                    path.Step(step < whole ? 1 : part, wantsExtremes: true);
                    _lows.Add(step, path.Low, open);
                    _highs.Add(step, -path.High, open);
                }

                (_lowest[i], _highest[i], ends[i]) = (_lows.EndPath(), -_highs.EndPath(), path.Level);
            }

            Deviation = DeviationOf(ends);
            Array.Sort(_lowest);
            Array.Sort(_highest);
        }

        public override double Deviation { get; }

        protected override double TouchOfMove(double logMove) =>
            logMove == 0 ? 1
            : logMove < 0 ? CountUpTo(_lowest, logMove, orEqual: true) / (double)_lowest.Length
            : (_highest.Length - CountUpTo(_highest, logMove, orEqual: false)) / (double)_highest.Length;

        /// <summary>Where one step touched both, what a driftless price between the two would do from where the step began.</summary>
        protected override FirstTouch FirstOfMoves(double down, double up)
        {
            double lower = 0;
            int either = 0;
            for (int i = 0; i < _lowest.Length; i++)
            {
                (int fall, double open) = _lows.First(i, down);
                (int rise, _) = _highs.First(i, -up);
                either += Math.Min(fall, rise) < int.MaxValue ? 1 : 0;
                lower += fall < rise ? 1 : fall == rise && fall < int.MaxValue ? (up - open) / (up - down) : 0;
            }

            double count = _lowest.Length;
            return new(lower / count, (either - lower) / count, (count - either) / count);
        }

        private static int CountUpTo(double[] sorted, double value, bool orEqual)
        {
            (int low, int high) = (0, sorted.Length);
            while (low < high)
            {
                int middle = (low + high) >>> 1;
                (low, high) = sorted[middle] < value || (orEqual && sorted[middle] == value) ? (middle + 1, high) : (low, middle);
            }

            return low;
        }

        private static double DeviationOf(ReadOnlySpan<double> ends)
        {
            double sum = 0, squares = 0;
            foreach (double end in ends)
            {
                sum += end;
            }

            double mean = sum / ends.Length;
            foreach (double end in ends)
            {
                squares += (end - mean) * (end - mean);
            }

            return Math.Sqrt(squares / ends.Length);
        }
    }
}
