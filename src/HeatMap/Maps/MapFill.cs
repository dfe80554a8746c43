using HeatMap.Internal;

namespace HeatMap;

/// <summary>Adds rows to the cells of a map: the plain form, one row at a time, which is the reference of every faster one.</summary>
/// <remarks>
/// A batch that fails at some row is undone by taking the rows before it out again: integer sums come back exactly, so a refused batch
/// leaves no trace and needs no scratch.
/// </remarks>
internal readonly ref struct MapFill(BandGrid grid, double markPrice, MapOptions options, MapCells cells)
{
    private readonly double _unitsPerQuote = 1 / options.Quantum;

    public void Add(PositionColumns positions, MarginRules rules)
    {
        var source = new PositionSource(positions, rules, markPrice);
        AddAll(source, positions.Count);
    }

    public void Add(PricedColumns rows) => AddAll(new PricedSource(rows), rows.Count);

    private void AddAll<TSource>(TSource source, int count)
        where TSource : IRowSource, allows ref struct
    {
        int row = 0;
        try
        {
            for (; row < count; row++)
            {
                AddOne(source, row, 1);
            }
        }
        catch
        {
            for (int undo = 0; undo < row; undo++)
            {
                AddOne(source, undo, -1);
            }

            throw;
        }
    }

    /// <summary>Adds a row (direction 1) or takes it out again (−1). A row that is refused changes nothing.</summary>
    private void AddOne<TSource>(TSource source, int row, int direction)
        where TSource : IRowSource, allows ref struct
    {
        if (!source.IsValid(row))
        {
            if (!options.PlaceBadRowsInUnplaced)
            {
                source.Refuse(row);
            }

            cells.InvalidCount += direction;
            return;
        }

        (bool isLong, double price, double notional, UnplacedReason reason) = source.Read(row, markPrice);
        if (reason == default && (isLong ? price >= markPrice : price <= markPrice))
        {
            reason = UnplacedReason.AlreadyLiquidated;
        }

        if (!FixedPoint.TryUnits(notional, _unitsPerQuote, out long units))
        {
            FixedPoint.ThrowTooLarge(row, notional, options.Quantum);
        }

        if (reason == default)
        {
            Place(isLong, grid.Find(price) + 1, units, direction, row, notional);
        }
        else
        {
            int i = (int)reason - 1;
            (isLong ? cells.UnplacedLongUnits : cells.UnplacedShortUnits)[i] += (Int128)units * direction;
            (isLong ? cells.UnplacedLongCounts : cells.UnplacedShortCounts)[i] += options.Counts ? direction : 0;
        }
    }

    private void Place(bool isLong, int cell, long units, int direction, int row, double notional)
    {
        ref long sum = ref (isLong ? cells.LongUnits : cells.ShortUnits)[cell];
        if (direction > 0 && sum > long.MaxValue - units)
        {
            FixedPoint.ThrowCellFull(row, notional, options.Quantum);
        }

        sum += units * direction;
        if (options.Counts)
        {
            (isLong ? cells.LongCounts : cells.ShortCounts)[cell] += direction;
        }
    }

    /// <summary>What a fill needs to know of a row, wherever it comes from.</summary>
    private interface IRowSource
    {
        bool IsValid(int row);

        void Refuse(int row);

        /// <summary>Side, liquidation price, notional at that price or else at the mark, and why it has no price.</summary>
        (bool IsLong, double Price, double Notional, UnplacedReason Reason) Read(int row, double markPrice);
    }

    private readonly ref struct PositionSource(PositionColumns positions, MarginRules rules, double markPrice) : IRowSource
    {
        private readonly PositionColumns _positions = positions;
        private readonly Trigger _trigger = new(rules);
        private readonly double _markPrice = markPrice;
        private readonly bool _inverse = rules.Contract.Kind == ContractKind.Inverse;

        public bool IsValid(int row) => PositionRow.IsValid(_positions, row);

        public void Refuse(int row) => PositionRow.Refuse(_positions, row);

        public (bool IsLong, double Price, double Notional, UnplacedReason Reason) Read(int row, double markPrice)
        {
            double price = Liquidation.PriceOfRow(_positions, row, _trigger, _markPrice);
            double signed = _positions.SignedQuantity[row], quantity = Math.Abs(signed);
            UnplacedReason reason = !double.IsNaN(price) ? default
                : PositionRow.NeedsAccount(_positions, row) ? UnplacedReason.NeedsAccount
                : UnplacedReason.NoLiquidationPrice;
            double notional = _inverse ? quantity : quantity * (reason == default ? price : markPrice);
            return (signed > 0, price, notional, reason);
        }
    }

    private readonly ref struct PricedSource(PricedColumns rows) : IRowSource
    {
        private readonly PricedColumns _rows = rows;

        public bool IsValid(int row)
        {
            double price = _rows.LiquidationPrice[row];
            return (double.IsNaN(price) || Guard.IsPositive(price)) && Guard.IsPositive(Math.Abs(_rows.SignedNotional[row]));
        }

        public void Refuse(int row)
        {
            double price = _rows.LiquidationPrice[row];
            if (!double.IsNaN(price) && !Guard.IsPositive(price))
            {
                Throw.Row("liquidationPrice", row, price, "finite and > 0, or NaN");
            }

            Throw.Row("signedNotional", row, _rows.SignedNotional[row], "finite and not zero");
        }

        public (bool IsLong, double Price, double Notional, UnplacedReason Reason) Read(int row, double markPrice)
        {
            double price = _rows.LiquidationPrice[row], signed = _rows.SignedNotional[row];
            return (signed > 0, price, Math.Abs(signed), double.IsNaN(price) ? UnplacedReason.NoLiquidationPrice : default);
        }
    }
}
