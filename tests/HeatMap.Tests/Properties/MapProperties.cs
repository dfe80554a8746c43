using System.Numerics;
using FsCheck.Fluent;
using HeatMap.Tests.Maps;

namespace HeatMap.Tests.Properties;

public sealed class MapProperties
{
    [Fact]
    public void WhatIsPutIn_IsAccountedForToTheUnit() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        Book book = Book.Priced(draw);
        LiquidationMap map = LiquidationMap.Build(book.Columns, book.Grid, book.Mark, new() { Quantum = book.Quantum, PlaceBadRowsInUnplaced = true });
        SideTally parts = map.Below + map.Above + map.Unplaced.Total;
        for (int band = 0; band < map.Grid.Count; band++)
        {
            parts += map[band];
        }

        Assert.Equal(map.Total, parts);
        Assert.Equal(map.InBands + map.Below + map.Above + map.Unplaced.Total, map.Total);
        Assert.Equal(draw.Count, map.Total.Count);

        // In units: each row rounded by itself, in whole numbers and by another route.
        BigInteger longs = 0, shorts = 0;
        double sum = 0;
        foreach ((double price, double notional) in book.Rows.Where(r => Book.IsValid(r)))
        {
            BigInteger units = Units(Math.Abs(notional), book.Quantum);
            (longs, shorts) = notional > 0 ? (longs + units, shorts) : (longs, shorts + units);
            sum += Math.Abs(notional);
        }

        Assert.Equal(longs, (BigInteger)map.Total.LongUnits);
        Assert.Equal(shorts, (BigInteger)map.Total.ShortUnits);
        Expect.Near(sum, map.Total.Notional, (draw.Count * book.Quantum / 2) + (sum * 1e-13));
    }), 500);

    [Fact]
    public void PositionsThatArePutIn_AreAccountedForToTheUnit() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        (MarginRules rules, Position[] positions, double mark, BandGrid grid) = Positions(draw);
        LiquidationMap map = LiquidationMap.Build(PositionBatch.From(positions), rules, grid, mark);
        double sum = 0;
        long longs = 0;
        foreach (Position position in positions)
        {
            double price = Liquidation.Price(position, rules, mark);
            sum += rules.Contract.Notional(position.Quantity, double.IsNaN(price) ? mark : price);
            longs += position.Side == Side.Long ? 1 : 0;
        }

        Assert.Equal(positions.Length, map.Total.Count);
        Assert.Equal(longs, map.Total.LongCount);
        Assert.Equal(map.Total, map.InBands + map.Below + map.Above + map.Unplaced.Total);
        Expect.Near(sum, map.Total.Notional, (positions.Length * map.Quantum / 2) + (sum * 1e-13));
        Assert.Equal(positions.Count(p => p.Mode == MarginMode.Cross), map.Unplaced[UnplacedReason.NeedsAccount].Count);
    }), 500);

    [Fact]
    public void LongsLieBelowTheMarkAndShortsAbove_OrAreAlreadyLiquidated() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        Book book = Book.Priced(draw);
        LiquidationMap map = LiquidationMap.Build(book.Columns, book.Grid, book.Mark, new() { PlaceBadRowsInUnplaced = true });
        for (int band = 0; band < map.Grid.Count; band++)
        {
            Assert.True(map.Grid.LowerEdge(band) < book.Mark || map[band].LongCount == 0);
            Assert.True(map.Grid.UpperEdge(band) > book.Mark || map[band].ShortCount == 0);
        }

        Assert.True(map.Below.LongCount == 0 || map.Grid.Lower > 0);
        (double Price, double Notional)[] valid = [.. book.Rows.Where(r => Book.IsValid(r))];
        Assert.Equal(valid.Count(r => r.Notional > 0 && r.Price >= book.Mark), map.Unplaced[UnplacedReason.AlreadyLiquidated].LongCount);
        Assert.Equal(valid.Count(r => r.Notional < 0 && r.Price <= book.Mark), map.Unplaced[UnplacedReason.AlreadyLiquidated].ShortCount);
        Assert.Equal(valid.Count(r => double.IsNaN(r.Price)), map.Unplaced[UnplacedReason.NoLiquidationPrice].Count);
        Assert.Equal(book.Rows.Length - valid.Length, map.Unplaced[UnplacedReason.Invalid].Count);
        for (int band = 0; band < map.Grid.Count; band++)
        {
            PriceBand at = map.Grid[band];
            Assert.Equal(valid.Count(r => r.Notional > 0 && r.Price < book.Mark && r.Price >= at.Lower && r.Price < at.Upper), map[band].LongCount);
            Assert.Equal(valid.Count(r => r.Notional < 0 && r.Price > book.Mark && r.Price >= at.Lower && r.Price < at.Upper), map[band].ShortCount);
        }
    }), 300);

    [Fact]
    public void MirroredBooks_GiveMirroredMaps() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        // Whole bands around a whole mark, prices on quarters off the edges: mirroring is exact, and no price changes band by lying on an edge.
        const double Mark = 1000;
        var grid = BandGrid.Uniform(10, new(900, 1100));
        (double Price, double Notional)[] rows = draw.Make(d => (
            Mark + (d.Pick(-1, 1) * (d.Whole(0, 600) + d.Pick(0.25, 0.5, 0.75))), d.Pick(-1, 1) * d.Magnitude(1, 1e9)));
        LiquidationMap map = Build(rows), mirrored = Build([.. rows.Select(r => ((2 * Mark) - r.Price, -r.Notional))]);
        for (int band = 0; band < grid.Count; band++)
        {
            Assert.Equal(Swap(map[band]), mirrored[grid.Count - 1 - band]);
        }

        Assert.Equal(Swap(map.Below), mirrored.Above);
        Assert.Equal(Swap(map.Above), mirrored.Below);
        Assert.Equal(Swap(map.Unplaced.Total), mirrored.Unplaced.Total);

        LiquidationMap Build((double Price, double Notional)[] all) =>
            LiquidationMap.Build(new PricedColumns([.. all.Select(r => r.Price)], [.. all.Select(r => r.Notional)]), grid, Mark);
    }));

    [Fact]
    public void MirroredPositionsWithoutMaintenance_GiveMirroredCounts() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        // Without maintenance the price is E − s·W/q. Powers of two for q and eighths for the rest keep it exact; odd eighths stay off the edges.
        const double Mark = 1000;
        var grid = BandGrid.Uniform(10, new(900, 1100));
        MarginRules rules = new(ContractSpec.Linear("L", "USDT"), MaintenanceSchedule.SingleRate(0));
        var book = draw.Make(d => (Side: d.Pick(Side.Long, Side.Short), Entry: Mark + d.Whole(-20, 20), Quantity: Math.ScaleB(1, d.Whole(-3, 8)), Distance: d.Whole(0, 150) + 0.125));
        LiquidationMap map = Build(book.Select(p => Position.Isolated(p.Side, p.Entry, p.Quantity, p.Distance * p.Quantity)));
        LiquidationMap mirrored = Build(book.Select(p => Position.Isolated((Side)(-(int)p.Side), (2 * Mark) - p.Entry, p.Quantity, p.Distance * p.Quantity)));
        for (int band = 0; band < grid.Count; band++)
        {
            Assert.Equal((map[band].LongCount, map[band].ShortCount), (mirrored[grid.Count - 1 - band].ShortCount, mirrored[grid.Count - 1 - band].LongCount));
        }

        Assert.Equal(map.Below.LongCount, mirrored.Above.ShortCount);
        Assert.Equal(map.Unplaced.Total.LongCount, mirrored.Unplaced.Total.ShortCount);

        LiquidationMap Build(IEnumerable<Position> positions) => LiquidationMap.Build(PositionBatch.From(positions), rules, grid, Mark);
    }));

    [Fact]
    public void APriceOnAnEdge_MirrorsIntoTheNextBand()
    {
        // The exception that half-open bands make: 970 opens [970, 980), its mirror 1030 opens [1030, 1040), not [1020, 1030).
        var grid = BandGrid.Uniform(10, new(900, 1100));
        LiquidationMap map = LiquidationMap.Build(new PricedColumns([970, 1030], [1, -1]), grid, 1000);
        Assert.Equal(1, map[7].LongCount);
        Assert.Equal(1, map[13].ShortCount);
        Assert.Equal(12, grid.Count - 1 - 7);
    }

    [Fact]
    public void ContractsCoinsAndQuoteValue_SayTheSamePosition() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        double multiplier = dice.Pick(1, 0.001, 10, 100), entry = dice.Magnitude(0.01, 100_000);
        ContractSpec contract = (dice.Chance(0.5) ? ContractSpec.Linear("L", "USDT") : ContractSpec.Inverse("I", "USD", "BTC")) with { Multiplier = multiplier };
        double contracts = dice.Whole(1, 100_000), leverage = dice.Between(1.1, 100), sign = dice.Pick(1, -1);
        double coins = contract.Kind == ContractKind.Inverse ? contracts * multiplier / entry : contracts * multiplier;
        double quote = contract.Kind == ContractKind.Inverse ? contracts * multiplier : contracts * multiplier * entry;
        MarginRules rules = new(contract, MaintenanceSchedule.Marginal(TierBasis.Contracts, new(0, 0.01), new(50_000, 0.02)));
        (double Size, QuantityUnit Unit)[] ways = [(contracts, QuantityUnit.Contracts), (coins, QuantityUnit.Base), (quote, QuantityUnit.Quote)];
        Position[] said = [.. ways.Select(w => Position.FromSigned(contract.QuantityOf(sign * w.Size, w.Unit, entry), entry, leverage))];
        double first = Liquidation.Price(said[0], rules);
        foreach (Position position in said)
        {
            Expect.NearRelative(first, Liquidation.Price(position, rules), 1e-11);
            Expect.NearRelative(contract.Notional(said[0].Quantity, first), contract.Notional(position.Quantity, first), 1e-14);
        }
    }), 1000);

    [Fact]
    public void OrderOfRowsAndBatches_ChangesNoBit() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        Book book = Book.Priced(draw);
        var options = new MapOptions { PlaceBadRowsInUnplaced = true };
        string expected = Snapshot.Of(LiquidationMap.Build(book.Columns, book.Grid, book.Mark, options).View);
        (double Price, double Notional)[] shuffled = [.. book.Rows.OrderBy(_ => draw.Seed).Reverse()];
        Dice dice = draw.Dice;
        for (int i = shuffled.Length - 1; i > 0; i--)
        {
            int j = dice.Whole(0, i);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }

        var builder = new LiquidationMapBuilder(book.Grid, book.Mark, options);
        for (int from = 0; from < shuffled.Length;)
        {
            int to = Math.Min(shuffled.Length, from + dice.Whole(1, 9));
            builder.Add(new PricedColumns([.. shuffled[from..to].Select(r => r.Price)], [.. shuffled[from..to].Select(r => r.Notional)]));
            from = to;
        }

        Assert.Equal(expected, Snapshot.Of(builder.View));
        Assert.Equal(expected, Snapshot.Of(builder.ToMap().View));
    }));

    [Fact]
    public void OrderOfPositions_ChangesNoBit() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        (MarginRules rules, Position[] positions, double mark, BandGrid grid) = Positions(draw);
        var builder = new LiquidationMapBuilder(grid, mark);
        foreach (Position position in positions.Reverse())
        {
            builder.Add(PositionBatch.From([position]), rules);
        }

        Assert.Equal(Snapshot.Of(LiquidationMap.Build(PositionBatch.From(positions), rules, grid, mark).View), Snapshot.Of(builder.View));
    }));

    [Fact]
    public void AMapOfPositions_IsTheMapOfTheirPrices() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        (MarginRules rules, Position[] positions, double mark, BandGrid grid) = Positions(draw);
        positions = [.. positions.Where(p => p.Mode == MarginMode.Isolated)];
        double[] prices = new double[positions.Length];
        Liquidation.Prices(PositionBatch.From(positions), rules, prices, mark);
        double[] notionals = [.. positions.Zip(prices, (p, price) => (int)p.Side * rules.Contract.Notional(p.Quantity, double.IsNaN(price) ? mark : price))];
        Assert.Equal(
            Snapshot.Of(LiquidationMap.Build(new PricedColumns(prices, notionals), grid, mark).View),
            Snapshot.Of(LiquidationMap.Build(PositionBatch.From(positions), rules, grid, mark).View));
    }));

    [Fact]
    public void ARefusedBatch_LeavesNoTrace() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        Book book = Book.Priced(draw);
        var builder = new LiquidationMapBuilder(book.Grid, book.Mark, new() { PlaceBadRowsInUnplaced = true });
        builder.Add(book.Columns);
        string before = Snapshot.Of(builder.View);
        (double Price, double Notional)[] bad = [.. book.Rows, (book.Mark, 1e300)];
        Assert.Throws<OverflowException>(() => builder.Add(new PricedColumns([.. bad.Select(r => r.Price)], [.. bad.Select(r => r.Notional)])));
        Assert.Equal(before, Snapshot.Of(builder.View));
    }));

    [Fact]
    public void IndexOf_IsTheBandWhoseEdgesHoldThePrice() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        double low = dice.Magnitude(1e-6, 1e5), high = low * dice.Between(1.01, 20);
        BandGrid grid = dice.Chance(0.5) ? BandGrid.Geometric(dice.Magnitude(1e-3, 3), new(low, high)) : BandGrid.Uniform((high - low) * dice.Magnitude(1e-3, 3), new(low, high));
        for (int i = 0; i < 50; i++)
        {
            double price = dice.Chance(0.3) ? grid.Edges[dice.Whole(0, grid.Count)] : dice.Between(low * 0.9, high * 1.1);
            price = dice.Pick(price, Math.BitIncrement(price), Math.BitDecrement(price));
            int band = grid.IndexOf(price), expected = grid.Edges.ToArray().Count(e => e <= price) - 1;
            Assert.Equal(expected, band);
        }
    }));

    /// <summary>Whole units, a half going to the even one. The quantum is a power of two and the parts are small, so no step rounds.</summary>
    private static BigInteger Units(double notional, double quantum)
    {
        double whole = Math.Floor(notional / quantum), rest = (notional / quantum) - whole;
        var below = (BigInteger)whole;
        return rest > 0.5 || (rest == 0.5 && !below.IsEven) ? below + 1 : below;
    }

    private static SideTally Swap(SideTally t) => new(t.ShortUnits, t.LongUnits, t.ShortCount, t.LongCount, t.Quantum);

    private static (MarginRules Rules, Position[] Positions, double Mark, BandGrid Grid) Positions(Draw draw)
    {
        Dice dice = draw.Dice;
        ContractSpec contract = Market.Contract(dice);
        double mark = dice.Magnitude(0.01, 100_000), typical = contract.SettlementValue(contract.Kind == ContractKind.Inverse ? 10_000 : 10_000 / mark, mark);
        MarginRules rules = Market.WithFee(dice, new(contract, Market.Tiers(dice, contract, dice.Pick(TierMethod.Marginal, TierMethod.Flat), typical)));
        Position[] positions = draw.Make(d =>
        {
            double entry = mark * d.Between(0.7, 1.4), value = d.Magnitude(100, 1e6), quantity = contract.Kind == ContractKind.Inverse ? value : value / entry;
            double signed = d.Pick(1, -1) * quantity;
            return d.Chance(0.1) ? Position.FromSigned(signed, entry) : Position.FromSigned(signed, entry, d.Magnitude(0.8, 125));
        });
        return (rules, positions, mark, BandGrid.Around(mark));
    }

    /// <summary>Priced rows of every kind: in bands, on edges, in the tails, behind the mark, without a price, invalid.</summary>
    private sealed record Book((double Price, double Notional)[] Rows, BandGrid Grid, double Mark, double Quantum)
    {
        public PricedColumns Columns => new(Rows.Select(r => r.Price).ToArray(), Rows.Select(r => r.Notional).ToArray());

        public static bool IsValid((double Price, double Notional) row) =>
            (double.IsNaN(row.Price) || (row.Price > 0 && double.IsFinite(row.Price))) && double.IsFinite(row.Notional) && row.Notional != 0;

        public static Book Priced(Draw draw)
        {
            Dice dice = draw.Dice;
            double mark = dice.Magnitude(0.01, 100_000);
            BandGrid grid = dice.Chance(0.5) ? BandGrid.Geometric(0.02, new(mark * 0.7, mark * 1.4)) : BandGrid.Uniform(mark / 40, new(mark * 0.7, mark * 1.4));
            return new(draw.Make(Row), grid, mark, dice.Pick(1.0 / 65536, 1, 0.25, 1024));

            (double Price, double Notional) Row(Dice d)
            {
                double price = d.Chance(0.2) ? grid.Edges[d.Whole(0, grid.Count)] : mark * d.Between(0.5, 1.7);
                double notional = d.Pick(1, -1) * d.Magnitude(0.001, 1e7);
                return d.Whole(0, 19) switch
                {
                    0 => (double.NaN, notional),
                    1 => (d.Pick(0, -price, double.PositiveInfinity), notional),
                    2 => (price, d.Pick(0, double.NaN, double.NegativeInfinity)),
                    3 => (mark, notional),
                    4 => (price, d.Pick(0.5, 1.5, 2.5, -0.5, -1.5, -2.5)),
                    _ => (price, notional),
                };
            }
        }
    }
}
