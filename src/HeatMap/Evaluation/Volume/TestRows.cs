using System.Collections.Immutable;
using HeatMap.Estimation;

namespace HeatMap.Evaluation;

/// <summary>The rows that are tested, each once, and the days they belong to.</summary>
internal sealed class TestRows
{
    public TestRows(VolumeRows rows, ImmutableArray<WalkForwardFold> folds)
    {
        (Rows, Folds) = (rows, folds);
        First = folds[0].TestStart;
        Count = folds.Sum(f => f.TestCount);
        Places = new int[Count];
        Days = new int[Count];
        int place = 0, known = 0;
        long last = long.MinValue;
        foreach (WalkForwardFold fold in folds)
        {
            for (int row = fold.TestStart; row < fold.TestStart + fold.TestCount; row++)
            {
                long day = (long)Math.Floor(rows.StartsUnixMs[row] / (double)TimeSpan.MillisecondsPerDay);
                DayCount += day != last ? 1 : 0;
                (last, Places[place], Days[place++]) = (day, row, DayCount - 1);
                Volume += rows.Targets[row];
                known += double.IsNaN(rows.OpenInterest[row]) ? 0 : 1;
            }
        }

        OpenInterestCoverage = (double)known / Count;
    }

    public VolumeRows Rows { get; }

    public ImmutableArray<WalkForwardFold> Folds { get; }

    public int First { get; }

    public int Count { get; }

    /// <summary>Which row each test is.</summary>
    public int[] Places { get; }

    /// <summary>Which day each test belongs to, counted from zero; days without a test do not count.</summary>
    public int[] Days { get; }

    public int DayCount { get; }

    public double Volume { get; }

    public double OpenInterestCoverage { get; }

    public double Target(int test) => Rows.Targets[Places[test]];

    /// <summary>Adds up one number a test by day.</summary>
    public double[] ByDay(ReadOnlySpan<double> values)
    {
        var sums = new double[DayCount];
        for (int i = 0; i < values.Length; i++)
        {
            sums[Days[i]] += values[i];
        }

        return sums;
    }
}
