using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using HeatMap.Internal;

namespace HeatMap;

/// <content>Many columns from cohorts at once.</content>
public sealed partial class LiquidationHeatMapBuilder
{
    /// <summary>Appends a column for each of many intervals, as <see cref="Advance(long, MarkPath, CohortColumns)"/> would one after the other.</summary>
    /// <param name="paths">Where the price went; intervals that are left out are filled as <see cref="HeatMapOptions.Gaps"/> says.</param>
    /// <param name="cohorts">Cohorts in any order; ordered by birth they cost least.</param>
    /// <param name="birthUnixMs">When each cohort opened, in milliseconds since 1970; not before the first interval.</param>
    /// <returns>
    /// How many cohorts were taken: those that are born after the last interval are left out, for a later call. One that is born in an interval without a path stands from then on.
    /// </returns>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time goes backwards or leaps, or a row is outside its domain; the message names row and column.</exception>
    /// <exception cref="InvalidOperationException">The heat map is made from something else.</exception>
    /// <exception cref="OverflowException">A row's notional, or a cell with it, is 2^63 units or more.</exception>
    /// <remarks>
    /// O(columns × layers × bands + rows), and rows × log rows where they are not in order. Allocates nothing beyond pooled scratch, unless cells come near 2^63 units. After an exception the
    /// builder is as it was.
    /// </remarks>
    public int Advance(MarkColumns paths, CohortColumns cohorts, ReadOnlySpan<long> birthUnixMs)
    {
        Take(Form.Cohorts);
        if (birthUnixMs.Length != cohorts.Count)
        {
            Throw.Argument(nameof(birthUnixMs), $"birthUnixMs must have as many rows as cohorts ({cohorts.Count}), had {birthUnixMs.Length}");
        }

        if (paths.Count == 0)
        {
            return 0;
        }

        CheckPaths(paths);
        bool isOrdered = CheckBirths(birthUnixMs, paths.TimeUnixMs[0] / _shape.IntervalMs);
        Int128 total = CheckCohorts(cohorts);
        if (isOrdered)
        {
            return Run(paths, cohorts, birthUnixMs, total);
        }

        int count = cohorts.Count;
        long[] births = ArrayPool<long>.Shared.Rent(count), units = ArrayPool<long>.Shared.Rent(count);
        int[] order = ArrayPool<int>.Shared.Rent(count), bands = ArrayPool<int>.Shared.Rent(count);
        double[] notional = ArrayPool<double>.Shared.Rent(count);
        byte[] layers = ArrayPool<byte>.Shared.Rent(count);
        try
        {
            birthUnixMs.CopyTo(births);
            for (int i = 0; i < count; i++)
            {
                order[i] = i;
            }

            // Cohorts of one interval may change places: integers add up in any order.
            births.AsSpan(0, count).Sort(order.AsSpan(0, count));
            for (int i = 0; i < count; i++)
            {
                int row = order[i];
                bands[i] = cohorts.Band[row];
                units[i] = cohorts.HasUnits ? cohorts.SignedUnits[row] : 0;
                notional[i] = cohorts.HasUnits ? 0 : cohorts.SignedNotional[row];
                layers[i] = cohorts.Layer.IsEmpty ? (byte)0 : cohorts.Layer[row];
            }

            ReadOnlySpan<byte> layerOfRow = cohorts.Layer.IsEmpty ? default : layers.AsSpan(0, count);
            CohortColumns ordered = cohorts.HasUnits ? new(bands.AsSpan(0, count), units.AsSpan(0, count), layerOfRow) : new(bands.AsSpan(0, count), notional.AsSpan(0, count), layerOfRow);
            return Run(paths, ordered, births.AsSpan(0, count), total);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(births);
            ArrayPool<long>.Shared.Return(units);
            ArrayPool<int>.Shared.Return(order);
            ArrayPool<int>.Shared.Return(bands);
            ArrayPool<double>.Shared.Return(notional);
            ArrayPool<byte>.Shared.Return(layers);
        }
    }

    private void CheckPaths(MarkColumns paths)
    {
        long before = Columns.Count == 0 ? -1 : Columns.Store.Newest;
        for (int row = 0; row < paths.Count; row++)
        {
            long time = paths.TimeUnixMs[row];
            if (time is < 0 or > HeatMapShape.MaxTimeUnixMs)
            {
                Row("timeUnixMs", row, time, $"milliseconds from 1970 to the end of the year 9999 (at most {HeatMapShape.MaxTimeUnixMs})");
            }

            long number = time / _shape.IntervalMs;
            if (number <= before)
            {
                Row("timeUnixMs", row, time, string.Create(CultureInfo.InvariantCulture, $"at least {(before + 1) * _shape.IntervalMs}, the end of the column before it"));
            }

            if (before >= 0 && number - before > HeatMapOptions.MaxColumns)
            {
                Row("timeUnixMs", row, time, string.Create(CultureInfo.InvariantCulture, $"at most {HeatMapOptions.MaxColumns:N0} intervals after the column before it"));
            }

            (double low, double high, double last) = (paths.Low[row], paths.High[row], paths.Last[row]);
            if (!Guard.IsPositive(low))
            {
                Throw.Row("low", row, low, "finite and > 0");
            }

            if (!(high >= low && high < double.PositiveInfinity))
            {
                Throw.Row("high", row, high, string.Create(CultureInfo.InvariantCulture, $"finite and at least low ({low})"));
            }

            if (!(last >= low && last <= high))
            {
                Throw.Row("last", row, last, string.Create(CultureInfo.InvariantCulture, $"from low ({low}) to high ({high})"));
            }

            before = number;
        }
    }

    /// <summary>Checks times of birth.</summary>
    /// <returns>Whether they ascend.</returns>
    private bool CheckBirths(ReadOnlySpan<long> births, long firstNumber)
    {
        long before = long.MinValue, least = firstNumber * _shape.IntervalMs;
        bool isOrdered = true;
        for (int row = 0; row < births.Length; row++)
        {
            long birth = births[row];
            if (birth < least || birth > HeatMapShape.MaxTimeUnixMs)
            {
                Row("birthUnixMs", row, birth, $"from {least}, the start of the first interval, to the end of the year 9999 ({HeatMapShape.MaxTimeUnixMs})");
            }

            isOrdered &= birth >= before;
            before = birth;
        }

        return isOrdered;
    }

    [SkipLocalsInit]
    private Int128 CheckCohorts(CohortColumns cohorts) => new CohortRows(_shape, cohorts, stackalloc int[CohortRows.Chunk], stackalloc long[CohortRows.Chunk]).Check();

    /// <summary>Goes through all columns, first on a copy where the bound on cells does not say that there is room.</summary>
    private int Run(MarkColumns paths, CohortColumns cohorts, ReadOnlySpan<long> births, Int128 total)
    {
        if (total > long.MaxValue - _standing.Most)
        {
            Run(paths, cohorts, births, _standing.Copy(), isTrial: true);
            _standing.Most = Kernels.CellSums.Greatest(_standing.Cells);
        }

        return Run(paths, cohorts, births, _standing, isTrial: false);
    }

    private int Run(MarkColumns paths, CohortColumns cohorts, ReadOnlySpan<long> births, StandingCohorts standing, bool isTrial)
    {
        long number = Columns.Count == 0 ? paths.TimeUnixMs[0] / _shape.IntervalMs : Columns.Store.Newest + 1;
        int born = 0;
        for (int row = 0; row < paths.Count; number++)
        {
            bool isGiven = paths.TimeUnixMs[row] / _shape.IntervalMs == number;
            int end = born;
            while (end < births.Length && births[end] < (number + 1) * _shape.IntervalMs)
            {
                end++;
            }

            KeepPending();
            standing.Decay();
            MarkPath path = isGiven ? new(paths.Low[row], paths.High[row], paths.Last[row]) : default;
            if (isGiven)
            {
                standing.Clear(path);
                row++;
            }

            Bear(cohorts.Slice(born, end - born), standing, isTrial);
            born = end;
            if (isTrial)
            {
                continue;
            }

            _form = Form.Cohorts;
            if (isGiven)
            {
                (_pending, _pendingPath) = (number, path);
            }
            else
            {
                PutGap(number, _gaps);
            }
        }

        _kept.Store.Settle();
        return born;
    }

    [SkipLocalsInit]
    private void Bear(CohortColumns born, StandingCohorts standing, bool isTrial)
    {
        CohortRows rows = new(_shape, born, stackalloc int[CohortRows.Chunk], stackalloc long[CohortRows.Chunk]);
        if (isTrial)
        {
            rows.Try(standing);
        }
        else
        {
            rows.Add(standing, rows.Check());
        }
    }
}
