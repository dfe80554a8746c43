namespace HeatMap;

/// <summary>Adds rows to the cells of maps: the plain form, one row at a time, which is the reference of every faster one.</summary>
internal readonly ref struct RowFill<TSource>(TSource source, FillSettings settings, ReadOnlySpan<byte> layers, MapCells cells)
    where TSource : IRowSource, allows ref struct
{
    private readonly TSource _source = source;
    private readonly ReadOnlySpan<byte> _layers = layers;
    private readonly double _unitsPerQuote = 1 / settings.Options.Quantum;

    /// <summary>Adds a row (direction 1) or takes it out again (−1). A row that is refused changes nothing.</summary>
    public void Add(int row, int direction = 1)
    {
        int layer = _layers.IsEmpty ? settings.Layer : _layers[row];
        if (!_source.IsValid(row))
        {
            if (!settings.Options.PlaceBadRowsInUnplaced)
            {
                _source.Refuse(row);
            }

            cells.InvalidCount(layer) += direction;
            return;
        }

        (bool isLong, double price, double notional, UnplacedReason reason) = _source.Read(row, settings.MarkPrice);
        if (reason == default && settings.Options.MarkTest && (isLong ? price >= settings.MarkPrice : price <= settings.MarkPrice))
        {
            reason = UnplacedReason.AlreadyLiquidated;
        }

        if (!FixedPoint.TryUnits(notional, _unitsPerQuote, out long units))
        {
            FixedPoint.ThrowTooLarge(row, notional, settings.Options.Quantum);
        }

        Side side = isLong ? Side.Long : Side.Short;
        if (reason == default)
        {
            Place(side, layer, settings.Grid.Find(price) + 1, units, direction, row, notional);
        }
        else
        {
            cells.UnplacedUnits(side, reason, layer) += (Int128)units * direction;
            cells.UnplacedCount(side, reason, layer) += settings.Options.Counts ? direction : 0;
        }
    }

    private void Place(Side side, int layer, int cell, long units, int direction, int row, double notional)
    {
        ref long sum = ref cells.UnitsOf(side, layer)[cell];
        if (direction > 0 && sum > long.MaxValue - units)
        {
            FixedPoint.ThrowCellFull(row, notional, settings.Options.Quantum);
        }

        sum += units * direction;
        cells.Most = Math.Max(cells.Most, sum);
        if (settings.Options.Counts)
        {
            cells.CountsOf(side, layer)[cell] += direction;
        }
    }
}

/// <summary>What a fill is asked to do.</summary>
/// <param name="Grid">The price axis.</param>
/// <param name="MarkPrice">Quote per base.</param>
/// <param name="Options">The caller's choices.</param>
/// <param name="Layer">The layer of rows that do not say theirs.</param>
internal readonly record struct FillSettings(BandGrid Grid, double MarkPrice, MapOptions Options, int Layer = 0);
