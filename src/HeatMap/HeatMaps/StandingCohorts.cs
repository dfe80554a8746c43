using HeatMap.Kernels;

namespace HeatMap;

/// <summary>What stands after the newest column, and the books about what became of the rest.</summary>
internal sealed class StandingCohorts
{
    private readonly HeatMapShape _shape;
    private readonly AlignedCells _cells;
    private readonly Int128[] _opened, _closed, _liquidated, _decayed;

    public StandingCohorts(HeatMapShape shape)
    {
        _shape = shape;
        _cells = new(shape.ColumnCells);
        Filled = new CellSpan[shape.Parts];
        _opened = new Int128[shape.Parts];
        _closed = new Int128[shape.Parts];
        _liquidated = new Int128[shape.Parts];
        _decayed = new Int128[shape.Parts];
    }

    /// <summary>The cells of all parts.</summary>
    public Span<long> Cells => _cells.All;

    /// <summary>Where in each part cells are not zero.</summary>
    public CellSpan[] Filled { get; }

    /// <summary>No cell holds more. An upper bound.</summary>
    public long Most { get; set; }

    public long MemoryBytes => (8L * _cells.Length) + ((8L + 64) * _shape.Parts);

    public Span<long> Part(int part) => Cells.Slice(part * _shape.Stride, _shape.PartCells);

    /// <summary>Lets an interval pass.</summary>
    public void Decay()
    {
        for (int layer = 0; layer < _shape.Layers.Length; layer++)
        {
            if (_shape.Layers[layer].KeptPerColumn is not { } kept)
            {
                continue;
            }

            for (int part = 2 * layer; part < (2 * layer) + 2; part++)
            {
                CellSpan filled = Filled[part];
                Span<long> cells = Part(part)[filled.Start..filled.End];
                _decayed[part] += HeatKernel.Decay(cells, kept, KernelInfo.VectorBits);
            }
        }
    }

    /// <summary>Clears the bands whose middles the price reached, and a tail where it reached all of it.</summary>
    public void Clear(MarkPath path)
    {
        int longs = FirstLong(path.Low), shorts = EndOfShorts(path.High);
        for (int part = 0; part < _shape.Parts; part += 2)
        {
            CellSpan filled = Filled[part];
            Liquidate(part, Math.Max(longs, filled.Start), filled.End);
            filled = Filled[part + 1];
            Liquidate(part + 1, filled.Start, Math.Min(shorts, filled.End));
        }
    }

    /// <summary>Notes where cells are filled, after some were added.</summary>
    public void Trim()
    {
        for (int part = 0; part < Filled.Length; part++)
        {
            Filled[part] = CellSpan.Of(Part(part));
        }
    }

    public void Reset()
    {
        Cells.Clear();
        Filled.AsSpan().Clear();
        foreach (Int128[] sums in (ReadOnlySpan<Int128[]>)[_opened, _closed, _liquidated, _decayed])
        {
            sums.AsSpan().Clear();
        }

        Most = 0;
    }

    /// <summary>Enters into the books what was added to or taken out of cells.</summary>
    public void Book(int part, Int128 opened, Int128 closed)
    {
        _opened[part] += opened;
        _closed[part] += closed;
    }

    public SideLedger Ledger(int part) => new(_opened[part], _closed[part], _liquidated[part], _decayed[part], CellSums.Sum(Part(part)));

    /// <summary>A copy to try something on.</summary>
    public StandingCohorts Copy()
    {
        var copy = new StandingCohorts(_shape) { Most = Most };
        Cells.CopyTo(copy.Cells);
        Filled.CopyTo(copy.Filled, 0);
        return copy;
    }

    /// <summary>The first cell of the longs that a fall to a price reaches.</summary>
    private int FirstLong(double low)
    {
        BandGrid grid = _shape.Grid;
        int band = grid.Find(low);
        return band < 0 ? 1
            : band == grid.Count ? band + (low == grid.Upper ? 1 : 2)
            : band + (Middle(band) >= low ? 1 : 2);
    }

    /// <summary>The first cell of the shorts that a rise to a price does not reach.</summary>
    private int EndOfShorts(double high)
    {
        BandGrid grid = _shape.Grid;
        int band = grid.Find(high);
        return band < 0 ? 0
            : band == grid.Count ? band + 1
            : band + (Middle(band) <= high ? 2 : 1);
    }

    private double Middle(int band) => new PriceBand(band, _shape.Grid.Edges[band], _shape.Grid.Edges[band + 1]).Middle;

    private void Liquidate(int part, int start, int end)
    {
        if (start < end)
        {
            // Few bands, as a rule: what an interval reaches beyond the one before.
            Span<long> cells = Part(part)[start..end];
            Int128 sum = 0;
            foreach (ref long cell in cells)
            {
                sum += cell;
                cell = 0;
            }

            _liquidated[part] += sum;
            CellSpan filled = Filled[part];
            Filled[part] = (part & 1) == 0 ? new(filled.Start, Math.Max(filled.Start, start)) : new(Math.Min(filled.End, end), filled.End);
        }
    }
}
