namespace HeatMap.Tests.Allocation;

/// <summary>What says that it allocates nothing, after warm-up. Meant for Release.</summary>
public sealed class AllocationTests
{
    private static readonly BandGrid Grid = BandGrid.Around(100);
    private static readonly MarginRules Marginal = Venues.BinanceUsdm("BTCUSDT");
    private static readonly MarginRules Flat = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.Flat(TierBasis.Quote, new(0, 0.01), new(500, 0.02)));
    private static readonly MarginRules Continuous = new(ContractSpec.Inverse("X", "USD", "BTC"), MaintenanceSchedule.SizeContinuous(0.01, 0.001));
    private static readonly PositionBatch Batch = PositionBatch.From(Enumerable.Range(1, 200), i => i % 10 == 0 ? Position.Cross(Side.Long, 100, i) : Position.FromSigned(i % 2 == 0 ? i : -i, 100 + (i % 7), 1 + (i % 50)));
    private static readonly double[] Prices = [.. Enumerable.Range(1, 200).Select(i => i % 9 == 0 ? double.NaN : 40.0 + i)];
    private static readonly double[] Notionals = [.. Enumerable.Range(1, 200).Select(i => i % 2 == 0 ? i : (double)-i)];

    [Fact]
    public void Add_OfPositions_AllocatesNothing()
    {
        var builder = new LiquidationMapBuilder(Grid, 100);
        AssertAllocatesNothing(() => builder.Add(Batch, Marginal));
        AssertAllocatesNothing(() => builder.Add(Batch, Flat));
    }

    [Fact]
    public void Add_OfPricedRows_AllocatesNothing()
    {
        var builder = new LiquidationMapBuilder(Grid, 100, new() { PlaceBadRowsInUnplaced = true });
        AssertAllocatesNothing(() => builder.Add(new PricedColumns(Prices, Notionals)));
        AssertAllocatesNothing(() => builder.Add(new PricedColumns(Notionals, Prices)));
    }

    [Fact]
    public void ViewAndReset_AllocateNothing()
    {
        var builder = new LiquidationMapBuilder(Grid, 100);
        double sum = 0;
        AssertAllocatesNothing(() =>
        {
            builder.Add(new PricedColumns(Prices, Notionals));
            MapView view = builder.View;
            sum += view.Total.Notional + view.InBands.Long + view.Below.Short + view.Above.Count + view[3].Long + view.LongUnits[2] + view.ShortCounts[2];
            sum += view.Unplaced.Total.Notional + view.Unplaced[UnplacedReason.NoLiquidationPrice].Count + view.Notional(Side.Long, new(60, 90));
            builder.Reset();
        });
        Assert.NotEqual(0, sum);
    }

    [Fact]
    public void Map_ReadsAllocateNothing()
    {
        var map = LiquidationMap.Build(new PricedColumns(Prices, Notionals), Grid, 100);
        double sum = 0;
        AssertAllocatesNothing(() => sum += map.Total.Notional + map[3].Long + map.Unplaced.Total.Count + map.Notional(Side.Short, new(100, 130)) + map.View.LongUnits[1]);
        Assert.NotEqual(0, sum);
    }

    [Fact]
    public void Prices_AllocateNothing()
    {
        double[] destination = new double[Batch.Count];
        foreach (MarginRules rules in (MarginRules[])[Marginal, Flat, Continuous, Marginal with { Fee = TriggerFee.BankruptcyValue, TakerFeeRate = 0.001 }])
        {
            AssertAllocatesNothing(() => Liquidation.Prices(Batch, rules, destination, 100));
        }
    }

    [Fact]
    public void Price_AllocatesNothing()
    {
        var position = Position.Long(100, 2, 10);
        MarginRules rounding = Marginal with { Contract = Marginal.Contract with { Tick = 0.1 }, Rounding = PriceRounding.ConservativeTick };
        double sum = 0;
        foreach (MarginRules rules in (MarginRules[])[Marginal, Flat, Continuous, rounding])
        {
            AssertAllocatesNothing(() => sum += Liquidation.Price(position, rules) + Liquidation.BankruptcyPrice(position, rules, 0.001) + rules.Schedule.Maintenance(rules.Contract, 2, 100));
        }

        Assert.NotEqual(0, sum);
    }

    [Fact]
    public void Levels_AllocateNothing()
    {
        var position = Position.Long(100, 2, 10);
        MarginRules bankruptcy = Marginal with { Fee = TriggerFee.BankruptcyValue, TakerFeeRate = 0.001 };
        double sum = 0;
        foreach (MarginRules rules in (MarginRules[])[Marginal, Flat, Continuous, bankruptcy])
        {
            AssertAllocatesNothing(() =>
            {
                sum += Liquidation.MarginCallPrice(position, rules, 0.8) + Liquidation.MarginFor(position, rules, 95) + Liquidation.Sensitivity(position, rules)!.Value.PerMargin;
                sum += Liquidation.TimeToLiquidation(position, rules, 100, 0.0001, TimeSpan.FromHours(8))?.Ticks ?? 0;
                sum += rules.ReservedFee(position, 100) + rules.Maintenance(position, 100) + rules.InitialMargin(2, 100, 10);
            });
        }

        Assert.NotEqual(0, sum);
    }

    [Fact]
    public void IndexOf_AllocatesNothing()
    {
        var uniform = BandGrid.Uniform(0.1, new(50, 150));
        long sum = 0;
        AssertAllocatesNothing(() => sum += Grid.IndexOf(77.7) + uniform.IndexOf(77.7) + Grid.IndexOf(1e9) + (long)Grid[5].Middle);
        Assert.NotEqual(0, sum);
    }

    [Fact]
    public void CopyIntensities_AllocatesNothing()
    {
        var map = LiquidationMap.Build(new PricedColumns(Prices, Notionals), Grid, 100);
        double[] destination = new double[Grid.Count];
        foreach (IntensityScale scale in Enum.GetValues<IntensityScale>())
        {
            AssertAllocatesNothing(() => map.CopyIntensities(Side.Long, scale, destination));
        }
    }

    [Fact]
    public void TheMeasure_SeesAnAllocation()
    {
        object? kept = null;
        Assert.ThrowsAny<Exception>(() => AssertAllocatesNothing(() => kept = new double[3]));
        Assert.NotNull(kept);
    }

    private static void AssertAllocatesNothing(Action act)
    {
        Assert.Equal(0, Allocated.Least(act));
    }
}
