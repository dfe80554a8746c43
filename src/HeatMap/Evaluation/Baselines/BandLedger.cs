namespace HeatMap.Evaluation;

/// <summary>Quantities by band and side that price takes away: what the simple estimators keep.</summary>
internal sealed class BandLedger(BandGrid grid)
{
    private readonly double[] _longs = new double[grid.Count], _shorts = new double[grid.Count];
    private double _longsBeyond, _shortsBeyond;

    public ReadOnlySpan<double> Quantities(Side side) => side == Side.Long ? _longs : _shorts;

    /// <summary>All of a side, also what lies beyond the window.</summary>
    public double Sum(Side side)
    {
        double sum = side == Side.Long ? _longsBeyond : _shortsBeyond;
        foreach (double quantity in Quantities(side))
        {
            sum += quantity;
        }

        return sum;
    }

    /// <summary>Adds a quantity at a price; beyond the window it counts, and no price of the window takes it away.</summary>
    public void Add(Side side, double price, double quantity)
    {
        int band = grid.IndexOf(price);
        if (band >= 0 && band < grid.Count)
        {
            (side == Side.Long ? _longs : _shorts)[band] += quantity;
        }
        else if (side == Side.Long)
        {
            _longsBeyond += quantity;
        }
        else
        {
            _shortsBeyond += quantity;
        }
    }

    /// <summary>Adds a quantity over a band and its neighbours: a quarter, a half, a quarter.</summary>
    public void AddSmeared(Side side, double price, double quantity)
    {
        int band = grid.IndexOf(price);
        if (band < 0 || band >= grid.Count)
        {
            // However far beyond the window, so it has no neighbours in it.
            Add(side, price, quantity);
            return;
        }

        for (int offset = -1; offset <= 1; offset++)
        {
            int place = band + offset;
            double part = quantity * (offset == 0 ? 0.5 : 0.25);
            Add(side, place >= 0 && place < grid.Count ? grid[place].Middle : price, part);
        }
    }

    /// <summary>Takes away the longs of all bands that reach up to the low or beyond, and the shorts of those that reach down to the high.</summary>
    public void Consume(double low, double high)
    {
        _longs.AsSpan(Math.Clamp(grid.IndexOf(low), 0, grid.Count)..).Clear();
        _shorts.AsSpan(..Math.Clamp(grid.IndexOf(high) + 1, 0, grid.Count)).Clear();
    }

    /// <summary>Takes away both sides in all bands that a range of prices touches.</summary>
    public void Clear(double low, double high)
    {
        Range bands = Math.Clamp(grid.IndexOf(low), 0, grid.Count)..Math.Clamp(grid.IndexOf(high) + 1, 0, grid.Count);
        _longs.AsSpan(bands).Clear();
        _shorts.AsSpan(bands).Clear();
    }

    /// <summary>Leaves a part of everything.</summary>
    public void Scale(double factor)
    {
        for (int band = 0; band < _longs.Length; band++)
        {
            _longs[band] *= factor;
            _shorts[band] *= factor;
        }

        (_longsBeyond, _shortsBeyond) = (_longsBeyond * factor, _shortsBeyond * factor);
    }
}
