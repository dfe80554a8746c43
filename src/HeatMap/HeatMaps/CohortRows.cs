using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <summary>Rows of cohorts on their way to cells: all are checked before the first is added.</summary>
internal ref struct CohortRows
{
    /// <summary>Rows that are worked at once. Rows of one column are usually fewer, and then nothing is done twice.</summary>
    public const int Chunk = 1024;

    private readonly HeatMapShape _shape;
    private readonly CohortColumns _rows;
    private readonly Span<int> _cells;
    private readonly Span<long> _magnitudes;
    private WeightSums _sums;

    /// <summary>Takes rows and scratch for a chunk of them.</summary>
    public CohortRows(HeatMapShape shape, CohortColumns rows, Span<int> cells, Span<long> magnitudes)
    {
        _shape = shape;
        _rows = rows;
        _cells = cells;
        _magnitudes = magnitudes;
        _sums = new();
    }

    /// <summary>Checks every row.</summary>
    /// <returns>The magnitudes of all weights together.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A row is outside its domain; the message names row and column.</exception>
    /// <exception cref="OverflowException">A notional is 2^63 units or more.</exception>
    public Int128 Check()
    {
        int wrong = _rows.Layer.IndexOfAnyExceptInRange((byte)0, (byte)(_shape.Layers.Length - 1));
        if (wrong >= 0)
        {
            ThrowWhole("layer", wrong, _rows.Layer[wrong], 0, _shape.Layers.Length - 1);
        }

        Int128 total = 0;
        for (int start = 0; start < _rows.Count; start += Chunk)
        {
            int count = Prepare(start);
            total += _sums.IsExact(count) ? _sums.Magnitudes : Sum(_magnitudes[..count]);
        }

        return total;
    }

    /// <summary>Adds the rows, which were checked, to what stands, and enters them into the books.</summary>
    /// <param name="standing">What stands.</param>
    /// <param name="total">What <see cref="Check"/> returned.</param>
    public void Add(StandingCohorts standing, Int128 total)
    {
        standing.Most = total > long.MaxValue - standing.Most ? long.MaxValue : standing.Most + (long)total;
        for (int start = 0; start < _rows.Count; start += Chunk)
        {
            // A single chunk is still there from the check.
            int count = _rows.Count <= Chunk ? _rows.Count : Prepare(start);
            ReadOnlySpan<long> magnitudes = _magnitudes[..count];
            if (!_rows.Layer.IsEmpty)
            {
                AddLayers(standing, start, count);
                continue;
            }

            Span<long> cells = standing.Cells[..(2 * _shape.Stride)];
            ReadOnlySpan<int> bands = _rows.Band.Slice(start, count);
            if (_rows.HasUnits)
            {
                HeatKernel.Add(_cells[..count], magnitudes, cells, bands, _rows.SignedUnits.Slice(start, count));
            }
            else
            {
                HeatKernel.Add(_cells[..count], magnitudes, cells, bands, _rows.SignedNotional.Slice(start, count));
            }

            (Int128 longs, Int128 shorts) = _sums.IsExact(count) ? ((_sums.Magnitudes + _sums.Signed) >> 1, (_sums.Magnitudes - _sums.Signed) >> 1) : SumsBySide(count);
            standing.Book(0, longs, 0);
            standing.Book(1, shorts, 0);
            standing.Filled[0] = standing.Filled[0].With(_sums.Longs);
            standing.Filled[1] = standing.Filled[1].With(_sums.Shorts);
        }
    }

    /// <summary>Adds the rows to a copy of what stands, and refuses the one with which a cell would reach 2^63.</summary>
    /// <param name="trial">The copy.</param>
    public void Try(StandingCohorts trial)
    {
        for (int start = 0; start < _rows.Count; start += Chunk)
        {
            int count = Prepare(start);
            for (int i = 0; i < count; i++)
            {
                int layer = _rows.Layer.IsEmpty ? 0 : _rows.Layer[start + i];
                ref long cell = ref trial.Cells[_cells[i] + (layer * 2 * _shape.Stride)];
                if (cell > long.MaxValue - _magnitudes[i])
                {
                    FixedPoint.ThrowCellFull(start + i, _magnitudes[i] * _shape.Quantum, _shape.Quantum);
                }

                cell += _magnitudes[i];
            }
        }

        trial.Trim();
    }

    /// <summary>One notional with a sign as units.</summary>
    public static long Units(double signedNotional, double unitsPerQuote, int row, double quantum)
    {
        if (!double.IsFinite(signedNotional))
        {
            Throw.Row("signedNotional", row, signedNotional, "finite");
        }

        if (!FixedPoint.TryUnits(Math.Abs(signedNotional), unitsPerQuote, out long units))
        {
            FixedPoint.ThrowTooLarge(row, signedNotional, quantum);
        }

        return signedNotional < 0 ? -units : units;
    }

    /// <summary>Turns a chunk into cells and magnitudes.</summary>
    private int Prepare(int start)
    {
        int count = Math.Min(Chunk, _rows.Count - start), lastCell = _shape.PartCells - 1;
        ReadOnlySpan<int> bands = _rows.Band.Slice(start, count);
        _sums = _rows.HasUnits
            ? HeatKernel.Prepare(bands, _rows.SignedUnits.Slice(start, count), lastCell, _shape.Stride, _cells, _magnitudes, KernelInfo.VectorBits)
            : HeatKernel.Prepare(bands, _rows.SignedNotional.Slice(start, count), 1 / _shape.Quantum, lastCell, _shape.Stride, _cells, _magnitudes, KernelInfo.VectorBits);
        if (_sums.Outside < 0 || _sums.Bits < 0)
        {
            PrepareSlowly(start, count);
        }

        return count;
    }

    /// <summary>Row by row: finds the one that is wrong, and takes those that are only heavy.</summary>
    private void PrepareSlowly(int start, int count)
    {
        _sums = new();
        for (int i = 0; i < count; i++)
        {
            int row = start + i, band = _rows.Band[row];
            if (band < -1 || band > _shape.Grid.Count)
            {
                ThrowWhole("band", row, band, -1, _shape.Grid.Count);
            }

            long weight = _rows.HasUnits ? _rows.SignedUnits[row] : Units(_rows.SignedNotional[row], 1 / _shape.Quantum, row, _shape.Quantum);
            if (weight == long.MinValue)
            {
                ThrowWhole("signedUnits", row, weight, -long.MaxValue, long.MaxValue);
            }

            _magnitudes[i] = HeatForms.Prepare(band, weight, _shape.PartCells - 1, _shape.Stride, out _cells[i], ref _sums);
        }
    }

    private readonly void AddLayers(StandingCohorts standing, int start, int count)
    {
        for (int i = 0; i < count; i++)
        {
            int cell = _cells[i] + (_rows.Layer[start + i] * 2 * _shape.Stride), part = cell / _shape.Stride, place = cell % _shape.Stride;
            standing.Part(part)[place] += _magnitudes[i];
            standing.Book(part, _magnitudes[i], 0);
            standing.Filled[part] = standing.Filled[part].With((place, place));
        }
    }

    private readonly (Int128 Longs, Int128 Shorts) SumsBySide(int count)
    {
        Int128 longs = 0, shorts = 0;
        for (int i = 0; i < count; i++)
        {
            longs += _cells[i] < _shape.Stride ? _magnitudes[i] : 0;
            shorts += _cells[i] < _shape.Stride ? 0 : _magnitudes[i];
        }

        return (longs, shorts);
    }

    private static Int128 Sum(ReadOnlySpan<long> magnitudes) => CellSums.Sum(magnitudes);

    [DoesNotReturn]
    private static void ThrowWhole(string column, int row, long value, long least, long most) => throw new ArgumentOutOfRangeException(
        column, value, string.Create(CultureInfo.InvariantCulture, $"row {row}: {column} must be from {least} to {most}, was {value}"));
}
