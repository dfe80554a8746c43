namespace HeatMap.Tests.Maps;

public sealed class LiquidationMapTests
{
    private static readonly BandGrid Grid = BandGrid.Uniform(10, new(50, 150));
    private static readonly MarginRules Rules = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(0));

    [Fact]
    public void Build_PutsEachRowInTheBandOfItsPrice()
    {
        LiquidationMap map = Build((50, 1), (59, 2), (60, 4), (49, 8), (150, -16), (149, -32), (101, -64));
        Assert.Equal((3.0, 0.0, 2L, 0L), Read(map[0]));
        Assert.Equal((4.0, 0.0, 1L, 0L), Read(map[1]));
        Assert.Equal((0.0, 32.0, 0L, 1L), Read(map[9]));
        Assert.Equal((0.0, 64.0, 0L, 1L), Read(map[5]));
        Assert.Equal((8.0, 0.0, 1L, 0L), Read(map.Below));
        Assert.Equal((0.0, 16.0, 0L, 1L), Read(map.Above));
        Assert.Equal((7.0, 96.0, 3L, 2L), Read(map.InBands));
        Assert.Equal((15.0, 112.0, 4L, 3L), Read(map.Total));
        Assert.Equal(default, map.Unplaced.Total.Count);
        Assert.True(map.HasCounts);
        Assert.Equal(Grid, map.Grid);
        Assert.Equal(100, map.MarkPrice);
        Assert.Null(map.Unit);
        Assert.Contains("mark 100", map.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_FromPositions_CountsNotionalAtTheLiquidationPrice()
    {
        var map = LiquidationMap.Build(PositionBatch.From([Position.Isolated(Side.Long, 100, 3, 75), Position.Isolated(Side.Short, 100, 2, 50)]), Rules, Grid, 100);
        Assert.Equal(3 * 75, map[2].Long);
        Assert.Equal(2 * 125, map[7].Short);
        Assert.Equal("USDT", map.Unit);
    }

    [Fact]
    public void Build_FromInversePositions_CountsTheFaceValue()
    {
        MarginRules inverse = new(ContractSpec.Inverse("X", "USD", "BTC"), MaintenanceSchedule.SingleRate(0));
        var map = LiquidationMap.Build(PositionBatch.From([Position.Isolated(Side.Long, 100, 300, 1)]), inverse, Grid, 100);
        Assert.Equal(300, map[2].Long);
        Assert.Equal("USD", map.Unit);
    }

    [Fact]
    public void Build_FromQuantoPositions_CountsTheSettlementAsset()
    {
        MarginRules quanto = new(new("X", ContractKind.Quanto, "USD", "XBT"), MaintenanceSchedule.SingleRate(0));
        var map = LiquidationMap.Build(PositionBatch.From([Position.Isolated(Side.Long, 100, 0.5, 12.5)]), quanto, Grid, 100);
        Assert.Equal(0.5 * 75, map[2].Long);
        Assert.Equal("XBT", map.Unit);
    }

    [Fact]
    public void Unplaced_NoLiquidationPrice_IsValuedAtTheMark()
    {
        var map = LiquidationMap.Build(PositionBatch.From([Position.Isolated(Side.Long, 90, 3, 1000)]), Rules, Grid, 100);
        Assert.Equal((300.0, 0.0, 1L, 0L), Read(map.Unplaced[UnplacedReason.NoLiquidationPrice]));
        Assert.Equal((300.0, 0.0, 1L, 0L), Read(map.Total));
        Assert.Equal(0, map.InBands.Count);
    }

    [Fact]
    public void Unplaced_NoPriceOfAnInverseShort_IsItsFaceValue()
    {
        MarginRules inverse = new(ContractSpec.Inverse("X", "USD", "BTC"), MaintenanceSchedule.SingleRate(0));
        var map = LiquidationMap.Build(PositionBatch.From([Position.Isolated(Side.Short, 100, 300, 10)]), inverse, Grid, 120);
        Assert.Equal((0.0, 300.0, 0L, 1L), Read(map.Unplaced[UnplacedReason.NoLiquidationPrice]));
    }

    [Fact]
    public void Unplaced_NoPriceOfAPricedRow_KeepsItsNotional() =>
        Assert.Equal((0.0, 7.0, 0L, 1L), Read(Build((double.NaN, -7)).Unplaced[UnplacedReason.NoLiquidationPrice]));

    [Theory]
    [InlineData(100, 5)]
    [InlineData(140, 5)]
    [InlineData(100, -5)]
    [InlineData(60, -5)]
    [InlineData(1, -5)]
    [InlineData(1000, 5)]
    public void Unplaced_AlreadyLiquidated_WhereTheMarkIsAtOrBeyondThePrice(double price, double notional)
    {
        LiquidationMap map = Build((price, notional));
        Assert.Equal(1, map.Unplaced[UnplacedReason.AlreadyLiquidated].Count);
        Assert.Equal(5, map.Unplaced[UnplacedReason.AlreadyLiquidated].Notional);
        Assert.Equal(map.Total, map.Unplaced.Total);
        Assert.Equal(0, (map.Below + map.Above + map.InBands).Count);
    }

    [Fact]
    public void Unplaced_AlreadyLiquidatedPosition_IsValuedAtItsPrice()
    {
        var map = LiquidationMap.Build(PositionBatch.From([Position.Isolated(Side.Long, 150, 2, 40)]), Rules, Grid, 100);
        Assert.Equal(260, map.Unplaced[UnplacedReason.AlreadyLiquidated].Long);
    }

    [Fact]
    public void Unplaced_NeedsAccount_IsValuedAtTheMark()
    {
        var map = LiquidationMap.Build(PositionBatch.From([Position.Cross(Side.Short, 90, 3), Position.Long(100, 1, 4)]), Rules, Grid, 100);
        Assert.Equal((0.0, 300.0, 0L, 1L), Read(map.Unplaced[UnplacedReason.NeedsAccount]));
        Assert.Equal(1, map.InBands.Count);
        Assert.Equal(0, map.Unplaced[UnplacedReason.NoLiquidationPrice].Count);
    }

    [Fact]
    public void Unplaced_Invalid_IsCountedWithoutValueAndSideWhereOptionsSaySo()
    {
        var options = new MapOptions { PlaceBadRowsInUnplaced = true };
        LiquidationMap priced = LiquidationMap.Build(new PricedColumns([0, -1, 75, 75, 75, double.PositiveInfinity], [1, 1, 0, double.NaN, 1, 1]), Grid, 100, options);
        Assert.Equal(5, priced.Unplaced[UnplacedReason.Invalid].UnsidedCount);
        Assert.Equal(5, priced.Unplaced[UnplacedReason.Invalid].Count);
        Assert.Equal(0, priced.Unplaced[UnplacedReason.Invalid].Notional);
        Assert.Equal((1.0, 0.0, 1L, 0L), Read(priced.InBands));
        Assert.Equal(6, priced.Total.Count);

        LiquidationMap positions = LiquidationMap.Build(
            new PositionColumns([100, -100, 100, 100, 100, 1e300], [1, 1, 0, 1, 1, 1e300], [25, 25, 25, -25, double.NaN, 1], [1, 1, 1, 1, -1, 1]), Rules, Grid, 100, options);
        Assert.Equal(5, positions.Unplaced.Total.UnsidedCount);
        Assert.Equal(1, positions.InBands.Count);
    }

    [Fact]
    public void Unplaced_ByAReasonThatIsNotDefined_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Build().Unplaced[default]);
        Assert.Equal(default, default(UnplacedRows).Total);
    }

    [Theory]
    [InlineData(0, 1, "liquidationPrice", "row 1: liquidationPrice must be finite and > 0, or NaN, was 0")]
    [InlineData(double.PositiveInfinity, 1, "liquidationPrice", "row 1: liquidationPrice must be finite and > 0, or NaN, was Infinity")]
    [InlineData(75, 0, "signedNotional", "row 1: signedNotional must be finite and not zero, was 0")]
    [InlineData(double.NaN, double.NaN, "signedNotional", "row 1: signedNotional must be finite and not zero, was NaN")]
    public void PricedRow_OutsideItsDomain_IsNamed(double price, double notional, string column, string message) => Assert.Equal(
        column, Expect.Throws<ArgumentOutOfRangeException>(() => Build((75, 1), (price, notional)), message).ParamName);

    [Fact]
    public void Counts_CanBeLeftOut()
    {
        LiquidationMap map = LiquidationMap.Build(new PricedColumns([75, double.NaN], [1, -2]), Grid, 100, new() { Counts = false });
        Assert.False(map.HasCounts);
        Assert.True(map.View.LongCounts.IsEmpty);
        Assert.True(map.View.ShortCounts.IsEmpty);
        Assert.Equal((1.0, 2.0, 0L, 0L), Read(map.Total));
        Assert.Equal(0, map.Unplaced.Total.Count);
    }

    [Theory]
    [InlineData(1, 2, 4)]
    [InlineData(0.25, 2.5, 3.5)]
    [InlineData(4, 4, 4)]
    public void Quantum_IsTheGrainOfEachRow(double quantum, double longs, double shorts)
    {
        LiquidationMap map = LiquidationMap.Build(new PricedColumns([75, 125], [2.5, -3.5]), Grid, 100, new() { Quantum = quantum });
        Assert.Equal(quantum, map.Quantum);
        Assert.Equal(longs, map.InBands.Long);
        Assert.Equal(shorts, map.InBands.Short);
        Assert.Equal((long)(longs / quantum), map.View.LongUnits[2]);
    }

    [Fact]
    public void Notional_OfRangesThatFollowEachOther_AddsUp()
    {
        LiquidationMap map = Build((52, 1), (61, 2), (75, 4), (88, 8), (20, 16), (130, -32));
        double[] cuts = [0, 50, 55, 60, 60.1, 77, 90, 150, 400, double.PositiveInfinity];
        double longs = 0, shorts = 0;
        for (int i = 1; i < cuts.Length; i++)
        {
            longs += map.Notional(Side.Long, new(cuts[i - 1], cuts[i]));
            shorts += map.Notional(Side.Short, new(cuts[i - 1], cuts[i]));
        }

        Assert.Equal(map.InBands.Long, longs);
        Assert.Equal(map.InBands.Short, shorts);
    }

    [Fact]
    public void Notional_CountsBandsWhoseLowerEdgeLiesInTheRange()
    {
        LiquidationMap map = Build((52, 1), (61, 2), (75, 4));
        Assert.Equal(1, map.Notional(Side.Long, new(50, 60)));
        Assert.Equal(2, map.Notional(Side.Long, new(50.5, 60.5)));
        Assert.Equal(6, map.Notional(Side.Long, new(60, 80)));
        Assert.Equal(0, map.Notional(Side.Long, new(61, 69)));
        Assert.Equal(0, map.Notional(Side.Long, new(50, 50)));
        Assert.Equal(0, map.Notional(Side.Long, default));
        Assert.Equal(0, map.Notional(Side.Long, new(150, 1e9)));
        Assert.Equal(7, map.Notional(Side.Long, new(double.NegativeInfinity, double.PositiveInfinity)));
        Assert.Equal(0, map.Notional(Side.Short, new(0, 1000)));
    }

    [Fact]
    public void Notional_RefusesABadRangeOrSide()
    {
        LiquidationMap map = Build();
        Assert.Equal("range", Expect.Throws<ArgumentException>(() => map.Notional(Side.Long, new(2.5, 1)), "low <= high", "2.5 to 1").ParamName);
        Assert.Equal("range", Assert.Throws<ArgumentException>(() => map.Notional(Side.Long, new(double.NaN, 1))).ParamName);
        Assert.Equal("side", Assert.Throws<ArgumentOutOfRangeException>(() => map.Notional(default, new(1, 2))).ParamName);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void Band_ThatIsNotThere_IsRefused(int band) => Assert.Throws<ArgumentOutOfRangeException>(() => Build()[band]);

    [Fact]
    public void Builder_GathersBatchesAndFreezesCopies()
    {
        var builder = new LiquidationMapBuilder(Grid, 100);
        builder.Add(new PricedColumns([75], [1]));
        LiquidationMap first = builder.ToMap();
        builder.Add(new PricedColumns([76, double.NaN], [2, 3]));
        Assert.Equal(1, first[2].Long);
        Assert.Equal(1, first.Total.Count);
        Assert.Equal(3, builder.View[2].Long);
        LiquidationMap second = builder.ToMap();
        builder.Reset();
        Assert.Equal(0, builder.View.Total.Count);
        Assert.Equal(0, builder.View.Total.Notional);
        Assert.Equal(6, second.Total.Long);
        Assert.Equal(3, second.Total.Count);
    }

    [Fact]
    public void AFrozenMap_SharesNothingWithItsBuilder()
    {
        var builder = new LiquidationMapBuilder(Grid, 100, new() { PlaceBadRowsInUnplaced = true });
        AddOneOfEach();
        LiquidationMap map = builder.ToMap();
        string frozen = Snapshot.Of(map.View);
        Assert.Equal(Snapshot.Of(builder.View), frozen);
        AddOneOfEach();
        Assert.Equal(frozen, Snapshot.Of(map.View));
        builder.Reset();
        Assert.Equal(frozen, Snapshot.Of(map.View));

        void AddOneOfEach()
        {
            builder.Add(new PricedColumns([75, 125, 20, 500, double.NaN, double.NaN, 110, 90, 0], [1, -1, 1, -1, 1, -1, 1, -1, 1]));
            builder.Add(PositionBatch.From([Position.Cross(Side.Long, 1, 1), Position.Cross(Side.Short, 1, 1)]), Rules);
        }
    }

    [Fact]
    public void Reset_ForgetsEveryReason()
    {
        var builder = new LiquidationMapBuilder(Grid, 100, new() { PlaceBadRowsInUnplaced = true });
        builder.Add(new PricedColumns([75, 125, 20, 500, double.NaN, double.NaN, 110, 90, 0], [1, -1, 1, -1, 1, -1, 1, -1, 1]));
        builder.Add(PositionBatch.From([Position.Cross(Side.Long, 1, 1), Position.Cross(Side.Short, 1, 1)]), Rules);
        Assert.Equal(11, builder.View.Total.Count);
        builder.Reset();
        Assert.Equal(Snapshot.Of(new LiquidationMapBuilder(Grid, 100).View), Snapshot.Of(builder.View));
        Assert.Equal("USDT", builder.Unit);
    }

    [Fact]
    public void Unit_ComesFromTheFirstRulesOrTheOptions()
    {
        var builder = new LiquidationMapBuilder(Grid, 100);
        Assert.Null(builder.Unit);
        builder.Add(PositionBatch.From([Position.Long(100, 1, 4)]), Rules);
        Assert.Equal("USDT", builder.Unit);
        Assert.Equal("USDT", builder.View.Unit);
        Assert.Equal("EUR", new LiquidationMapBuilder(Grid, 100, new() { Unit = "EUR" }).ToMap().Unit);
    }

    [Fact]
    public void Unit_ThatDiffers_IsRefusedAndNamesBoth()
    {
        var builder = new LiquidationMapBuilder(Grid, 100, new() { Unit = "EUR" });
        Assert.Equal("rules", Expect.Throws<ArgumentException>(() => builder.Add(PositionBatch.From([Position.Long(100, 1, 4)]), Rules), "USDT", "EUR").ParamName);
        Assert.Equal(0, builder.View.Total.Count);
        Assert.Equal("EUR", builder.Unit);
    }

    [Fact]
    public void RefusedBatch_DoesNotSetTheUnit()
    {
        var builder = new LiquidationMapBuilder(Grid, 100);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(new PositionColumns([0], [1], [1]), Rules));
        Assert.Null(builder.Unit);
    }

    [Fact]
    public void RefusedBatch_LeavesTheBuilderAsItWas()
    {
        var builder = new LiquidationMapBuilder(Grid, 100);
        builder.Add(new PricedColumns([75, 125, 20, 500, double.NaN, 110], [1.37, -2, 3, -4, 5, 6]));
        builder.Add(PositionBatch.From([Position.Cross(Side.Long, 1, 1)]), Rules);
        string before = Snapshot.Of(builder.View);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(new PricedColumns([75, 125, 20, 500, double.NaN, 110, 90, 0], [1, -2, 3, -4, 5, 6, -7, 8])));
        Assert.Equal(before, Snapshot.Of(builder.View));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(
            new PositionColumns([100, 100, 100, 100, -1], [1, -1, 1, 1, 1], [25, 25, 200, double.NaN, 1]), Rules));
        Assert.Equal(before, Snapshot.Of(builder.View));
    }

    [Fact]
    public void RefusedBatch_WithInvalidRowsBeforeAnOverflow_LeavesTheBuilderAsItWas()
    {
        var builder = new LiquidationMapBuilder(Grid, 100, new() { Quantum = 1, PlaceBadRowsInUnplaced = true });
        string before = Snapshot.Of(builder.View);
        Expect.Throws<OverflowException>(() => builder.Add(new PricedColumns([0, 75, double.NaN, 110, 75], [1, 1, 1, 1, 1e19])), "row 4", "1E+19", "Quantum");
        Assert.Equal(before, Snapshot.Of(builder.View));
    }

    [Theory]
    [InlineData(75)]
    [InlineData(20)]
    public void CellThatWouldOverflow_RefusesTheBatchAndNamesTheRow(double price)
    {
        const double Nearly = 4611686018427387904.0 * 1.5;
        var builder = new LiquidationMapBuilder(Grid, 100, new() { Quantum = 1 });
        builder.Add(new PricedColumns([price, 125], [Nearly, -3]));
        string before = Snapshot.Of(builder.View);
        Expect.Throws<OverflowException>(() => builder.Add(new PricedColumns([125, price, 126], [-9, Nearly, -9])), "row 1", "band or tail", "Quantum");
        Assert.Equal(before, Snapshot.Of(builder.View));
        Assert.Equal(Nearly, builder.View.Total.Long);
    }

    [Fact]
    public void Cell_HoldsUpTo2To63LessOne()
    {
        const double Half = 4611686018427387904.0;
        var builder = new LiquidationMapBuilder(Grid, 100, new() { Quantum = 1 });
        builder.Add(new PricedColumns([75, 75, 75, 75], [Half, Half / 2, Half / 2 - 1024, 1023]));
        Assert.Equal(long.MaxValue, builder.View.LongUnits[2]);
        Assert.Throws<OverflowException>(() => builder.Add(new PricedColumns([75], [1])));
        Assert.Equal(long.MaxValue, builder.View.LongUnits[2]);
    }

    [Fact]
    public void Unplaced_AddsBeyond64Bits()
    {
        const double Nearly = 9223372036854774784.0;
        var builder = new LiquidationMapBuilder(Grid, 100, new() { Quantum = 1 });
        builder.Add(new PricedColumns([double.NaN, double.NaN, double.NaN, double.NaN], [Nearly, Nearly, Nearly, -Nearly]));
        Assert.Equal((Int128)Nearly * 3, builder.View.Unplaced.Total.LongUnits);
        Assert.Equal((Int128)Nearly, builder.View.Total.ShortUnits);
    }

    [Fact]
    public void Sums_OfBands_GoBeyond64Bits()
    {
        const double Nearly = 9223372036854774784.0;
        LiquidationMap map = LiquidationMap.Build(new PricedColumns([55, 65, 75], [Nearly, Nearly, Nearly]), Grid, 100, new() { Quantum = 1 });
        Assert.Equal((Int128)Nearly * 3, map.InBands.LongUnits);
        Assert.Equal((Int128)Nearly * 3, map.Total.LongUnits);
    }

    [Fact]
    public void NotionalThatOverflowsDouble_IsRefusedWithItsRow() => Expect.Throws<OverflowException>(
        () => LiquidationMap.Build(new PositionColumns([1, 1], [1, -1e300], [0.5, 1e308]), Rules, Grid, 100), "row 1", "Quantum");

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Builder_RefusesABadMark(double mark)
    {
        Assert.Equal("markPrice", Assert.Throws<ArgumentOutOfRangeException>(() => new LiquidationMapBuilder(Grid, mark)).ParamName);
        Assert.Throws<ArgumentNullException>(() => new LiquidationMapBuilder(null!, 1));
        Assert.Throws<ArgumentNullException>(() => new LiquidationMapBuilder(Grid, 1).Add(default, null!));
    }

    [Fact]
    public void Flat_ARowIsPricedFromTheMapsMark()
    {
        MarginRules flat = new(Rules.Contract, MaintenanceSchedule.Flat(TierBasis.Quote, new(0, 0.01), new(95, 0.15)));
        PositionBatch batch = PositionBatch.From([Position.Isolated(Side.Long, 100, 1, 10)]);
        Assert.Equal(1, LiquidationMap.Build(batch, flat, Grid, 100).Unplaced[UnplacedReason.AlreadyLiquidated].Count);
        Assert.Equal(1, LiquidationMap.Build(batch, flat, Grid, 94)[4].LongCount);
    }

    private static LiquidationMap Build(params (double Price, double Notional)[] rows) =>
        LiquidationMap.Build(new PricedColumns([.. rows.Select(r => r.Price)], [.. rows.Select(r => r.Notional)]), Grid, 100);

    private static (double Long, double Short, long LongCount, long ShortCount) Read(SideTally tally) => (tally.Long, tally.Short, tally.LongCount, tally.ShortCount);
}
