using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <content>Columns from executed liquidations.</content>
public sealed partial class LiquidationHeatMapBuilder
{
    /// <summary>Adds executed liquidations to the newest column and to those after it.</summary>
    /// <param name="rows">Liquidations in the order of their intervals, none before the newest column.</param>
    /// <param name="layer">A place in <see cref="Layers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer, the time goes backwards or leaps, or a row is outside its domain; the message names row and column.</exception>
    /// <exception cref="InvalidOperationException">The heat map is not of kind <see cref="HeatMapKind.Executed"/>.</exception>
    /// <exception cref="OverflowException">A row's notional, or a cell with it, is 2^63 units or more; the message names the row.</exception>
    /// <remarks>
    /// <para>The newest column is open: it grows until a later one begins. The path of a column goes through the prices of its liquidations; state that of the mark with
    /// <see cref="LiquidationHeatMap.WithPath(LiquidationHeatMap)"/>.</para>
    /// <para>O(rows + columns × layers × bands). Allocates nothing, unless cells come near 2^63 units. After an exception the builder is as it was.</para>
    /// </remarks>
    public void Add(ExecutedColumns rows, int layer = 0)
    {
        Take(Form.Executed);
        _shape.CheckLayer(layer);
        Int128 total = CheckRows(rows);
        if (rows.Count == 0)
        {
            return;
        }

        if (total > long.MaxValue - _standing.Most)
        {
            RequireRoom(rows, layer);
        }

        for (int start = 0; start < rows.Count;)
        {
            long number = rows.TimeUnixMs[start] / _shape.IntervalMs;
            if (!_isOpen || Columns.Count == 0 || number > Columns.Store.Newest)
            {
                Fill(number, _gaps);
                _standing.Reset();
                _openPath = default;
            }
            else
            {
                Columns.Store.Pop();
            }

            for (; start < rows.Count && rows.TimeUnixMs[start] / _shape.IntervalMs == number; start++)
            {
                AddRow(rows, start, layer, _standing);
                _openPath = _openPath.With(rows.Price[start]);
            }

            _standing.Trim();
            Columns.Push(number, _openPath, HeatMapColumnState.Given, _standing.Cells, _standing.Filled);
            _isOpen = true;
        }

        _standing.Most = Kernels.CellSums.Greatest(_standing.Cells);
        _form = Form.Executed;
    }

    /// <summary>Says that nothing was liquidated in the intervals after the newest column, up to that of a moment: the feed was live and silent.</summary>
    /// <param name="timeUnixMs">A moment in the last of them, in milliseconds since 1970.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time lies before the end of the newest column, or too far after it.</exception>
    /// <exception cref="InvalidOperationException">The heat map is not of kind <see cref="HeatMapKind.Executed"/>.</exception>
    /// <remarks>The last of the columns stays open. O(skipped columns). Allocates nothing.</remarks>
    public void AppendEmpty(long timeUnixMs)
    {
        Take(Form.Executed);
        long number = NextNumber(timeUnixMs, nameof(timeUnixMs));
        Fill(number, HeatMapGaps.Empty);
        PushGap(number, HeatMapGaps.Empty);
        _standing.Reset();
        _openPath = default;
        _isOpen = true;
        _form = Form.Executed;
    }

    private Int128 CheckRows(ExecutedColumns rows)
    {
        Int128 total = 0;
        long before = Columns.Count == 0 ? -1 : _isOpen ? Columns.Store.Newest : Columns.Store.Newest + 1;
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows.TimeUnixMs[row] is < 0 or > HeatMapShape.MaxTimeUnixMs)
            {
                Row("timeUnixMs", row, rows.TimeUnixMs[row], $"milliseconds from 1970 to the end of the year 9999 (at most {HeatMapShape.MaxTimeUnixMs})");
            }

            long number = rows.TimeUnixMs[row] / _shape.IntervalMs;
            if (number < before)
            {
                Row("timeUnixMs", row, rows.TimeUnixMs[row], string.Create(CultureInfo.InvariantCulture, $"at least {before * _shape.IntervalMs}, the start of the column before it, which cannot change any more"));
            }

            if (before >= 0 && number - before > HeatMapOptions.MaxColumns)
            {
                Row("timeUnixMs", row, rows.TimeUnixMs[row], string.Create(CultureInfo.InvariantCulture, $"at most {HeatMapOptions.MaxColumns:N0} intervals after the column before it"));
            }

            if (!Guard.IsPositive(rows.Price[row]))
            {
                Throw.Row("price", row, rows.Price[row], "finite and > 0");
            }

            if (!double.IsFinite(rows.SignedNotional[row]) || rows.SignedNotional[row] == 0)
            {
                Throw.Row("signedNotional", row, rows.SignedNotional[row], "finite and not zero");
            }

            total += Math.Abs(CohortRows.Units(rows.SignedNotional[row], 1 / _shape.Quantum, row, _shape.Quantum));
            before = number;
        }

        return total;
    }

    /// <summary>Goes the way of all rows on a copy, where the bound on cells does not say that there is room.</summary>
    private void RequireRoom(ExecutedColumns rows, int layer)
    {
        StandingCohorts trial = _standing.Copy();
        long open = _isOpen && Columns.Count > 0 ? Columns.Store.Newest : -1;
        for (int row = 0; row < rows.Count; row++)
        {
            long number = rows.TimeUnixMs[row] / _shape.IntervalMs;
            if (number != open)
            {
                trial.Reset();
                open = number;
            }

            AddRow(rows, row, layer, trial);
        }
    }

    private void AddRow(ExecutedColumns rows, int row, int layer, StandingCohorts standing)
    {
        long weight = CohortRows.Units(rows.SignedNotional[row], 1 / _shape.Quantum, row, _shape.Quantum), magnitude = Math.Abs(weight);
        ref long cell = ref standing.Part(HeatMapShape.PartOf(weight < 0 ? Side.Short : Side.Long, layer))[Grid.Find(rows.Price[row]) + 1];
        if (cell > long.MaxValue - magnitude)
        {
            FixedPoint.ThrowCellFull(row, magnitude * _shape.Quantum, _shape.Quantum);
        }

        cell += magnitude;
    }

    private static void Row(string column, int row, long value, string allowed) =>
        throw new ArgumentOutOfRangeException(column, value, string.Create(CultureInfo.InvariantCulture, $"row {row}: {column} must be {allowed}, was {value}"));
}
