using System.Globalization;
using System.Runtime.CompilerServices;
using HeatMap.Internal;

namespace HeatMap;

/// <content>Columns from cohorts and the path of the price.</content>
public sealed partial class LiquidationHeatMapBuilder
{
    /// <summary>
    /// What became of all cohorts so far: in integers, opened is what lives, was closed, was liquidated and decayed together.
    /// </summary>
    /// <remarks>O(cells). Allocates nothing. All zero where the heat map is not made from cohorts.</remarks>
    public HeatMapLedger Ledger
    {
        get
        {
            SideLedger longs = default, shorts = default;
            for (int layer = 0; layer < _shape.Layers.Length && _form == Form.Cohorts; layer++)
            {
                longs += _standing.Ledger(HeatMapShape.PartOf(Side.Long, layer));
                shorts += _standing.Ledger(HeatMapShape.PartOf(Side.Short, layer));
            }

            return new(longs, shorts);
        }
    }

    /// <summary>Appends the next column: what stood decays, what the price reached goes, what was born comes.</summary>
    /// <param name="timeUnixMs">A moment of the interval, in milliseconds since 1970: its start, by custom. Not in or before the newest column.</param>
    /// <param name="path">Where the price went in the interval; known. A band goes when the price reaches its middle: longs where the low, shorts where the high does.</param>
    /// <param name="born">Cohorts that opened within the interval. This interval's path does not clear them: it may lie before them.</param>
    /// <exception cref="ArgumentException">The path is not known.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time goes backwards or leaps, or a row is outside its domain; the message names row and column.</exception>
    /// <exception cref="InvalidOperationException">The heat map is made from something else.</exception>
    /// <exception cref="OverflowException">A row's notional, or a cell with it, is 2^63 units or more; the message names the row.</exception>
    /// <remarks>
    /// <para>Below the window longs are known only as a sum, and no price reaches all of it; they stay until they decay. Longs above the window go when the price comes down to its upper edge. Shorts
    /// mirror that.</para>
    /// <para>O(layers × bands + rows). Allocates nothing, unless cells come near 2^63 units. After an exception the builder is as it was.</para>
    /// </remarks>
    [SkipLocalsInit]
    public void Advance(long timeUnixMs, MarkPath path, CohortColumns born)
    {
        Take(Form.Cohorts);
        if (!path.IsKnown)
        {
            Throw.Argument(nameof(path), "path must be known; state an interval without prices with AppendMissing, or leave it out");
        }

        KeepPending();
        long number = NextNumber(timeUnixMs, nameof(timeUnixMs));
        CohortRows rows = new(_shape, born, stackalloc int[CohortRows.Chunk], stackalloc long[CohortRows.Chunk]);
        Int128 total = rows.Check();
        if (total > long.MaxValue - _standing.Most)
        {
            RequireRoom(number, path, rows);
        }

        Fill(number, _gaps);
        _standing.Decay();
        _standing.Clear(path);
        rows.Add(_standing, total);
        (_pending, _pendingPath, _form) = (number, path, Form.Cohorts);
        _kept.Store.Settle();
    }

    /// <summary>Takes cohorts out of what stands now, as when positions are closed. It shows from the next column on.</summary>
    /// <param name="closed">Cohorts as they were opened, or parts of them, in layers that do not decay.</param>
    /// <exception cref="ArgumentException">A layer decays, so that nobody can say what is left of a cohort.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row is outside its domain, or more than stands in its band; the message names the row.</exception>
    /// <exception cref="InvalidOperationException">The heat map is made from something else.</exception>
    /// <remarks>O(rows + layers × bands). Allocates nothing. After an exception the builder is as it was.</remarks>
    public void Close(CohortColumns closed)
    {
        Take(Form.Cohorts);
        _ = Columns;
        _ = new CohortRows(_shape, closed, stackalloc int[CohortRows.Chunk], stackalloc long[CohortRows.Chunk]).Check();
        for (int row = 0; row < closed.Count; row++)
        {
            int layer = closed.Layer.IsEmpty ? 0 : closed.Layer[row];
            string? problem = _shape.Layers[layer].KeptPerColumn is not null ? string.Create(CultureInfo.InvariantCulture, $"row {row}: layer '{_shape.Layers[layer].Name}' decays, so that its cohorts cannot be closed") : null;
            if (problem is null && TakeOut(closed, row, layer, 1) is { } left)
            {
                problem = string.Create(CultureInfo.InvariantCulture, $"row {row}: only {left * _shape.Quantum} stands in band {closed.Band[row]}, less than was to be closed");
            }

            if (problem is not null)
            {
                for (int done = 0; done < row; done++)
                {
                    _ = TakeOut(closed, done, closed.Layer.IsEmpty ? 0 : closed.Layer[done], -1);
                }

                throw new ArgumentOutOfRangeException(nameof(closed), problem);
            }
        }

        _standing.Trim();
    }

    /// <summary>Takes one row out of its cell, or puts it back.</summary>
    /// <returns>What stands there where that is too little, else null.</returns>
    private long? TakeOut(CohortColumns rows, int row, int layer, int sign)
    {
        long weight = rows.HasUnits ? rows.SignedUnits[row] : CohortRows.Units(rows.SignedNotional[row], 1 / _shape.Quantum, row, _shape.Quantum);
        int part = HeatMapShape.PartOf(weight < 0 ? Side.Short : Side.Long, layer);
        ref long cell = ref _standing.Part(part)[rows.Band[row] + 1];
        long taken = sign * Math.Abs(weight);
        if (taken > cell)
        {
            return cell;
        }

        cell -= taken;
        _standing.Book(part, 0, taken);
        return null;
    }

    /// <summary>Goes the way of a column on a copy, where the bound on cells does not say that there is room.</summary>
    private void RequireRoom(long number, MarkPath path, CohortRows rows)
    {
        StandingCohorts trial = _standing.Copy();
        for (long passed = Columns.Count == 0 ? number : Columns.Store.Newest + 1; passed <= number; passed++)
        {
            trial.Decay();
        }

        trial.Clear(path);
        rows.Try(trial);

        // What stands now is a better bound than the one that grew with every row.
        _standing.Most = Kernels.CellSums.Greatest(_standing.Cells);
    }
}
