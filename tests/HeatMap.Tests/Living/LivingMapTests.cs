namespace HeatMap.Tests.Living;

/// <summary>What a living map is made of, shows and says.</summary>
public sealed partial class LivingMapTests
{
    private static readonly MarginRules Linear = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(0.01));
    private static readonly MarginRules Inverse = new(ContractSpec.Inverse("I", "USD", "BTC"), MaintenanceSchedule.SingleRate(0.01));
    private static readonly MarginRules Quanto = new(new ContractSpec("Q", ContractKind.Quanto, "USD", "BTC"), MaintenanceSchedule.SingleRate(0.01));
    private static readonly BandGrid Grid = BandGrid.Uniform(1, new(50, 150));
    private static readonly double[] NoNumbers = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -1];

    private static LivingMap Make(int capacity = 20, MapOptions? options = null) => new(Linear, Grid, 100, capacity, options);

    private static LivingMap MakeLayers() => new(Linear, Grid, 100, 20, null, "a", "b", "c");

    [Fact]
    public void ANewMap_IsEmpty()
    {
        var map = new LivingMap(Linear, Grid, 100, 7, new() { Quantum = 0.5, Unit = "USDT" });
        Assert.Equal((0, 7, 100, 0), (map.Count, map.Capacity, map.MarkPrice, map.Version));
        Assert.Equal((100, 100), (map.PathLow, map.PathHigh));
        Assert.Same(Grid, map.Grid);
        Assert.Same(Linear, map.Rules);
        Assert.Equal(("USDT", 0.5), (map.Unit, map.Quantum));
        Assert.Empty(map.Layers);
        Assert.Equal(0, map.View.Total.Count);
        Assert.True(map.ToMap().Equals(LiquidationMap.Empty(Grid, 100, new() { Quantum = 0.5, Unit = "USDT" })));
        Assert.True(map.Ledger.IsBalanced);
        Assert.False(map.Positions.GetEnumerator().MoveNext());
        Assert.False(map.IsLive(default));
        Assert.False(map.TryGet(default, out LivePosition none));
        Assert.Equal(default, none);
        Assert.True(map.MemoryBytes > 0);
    }

    [Fact]
    public void TheUnit_IsThatOfTheContract()
    {
        Assert.Equal("USDT", Make().Unit);
        Assert.Equal("USD", new LivingMap(Inverse, Grid, 100, 1).Unit);
        Assert.Equal("BTC", new LivingMap(Quanto, Grid, 100, 1).Unit);
    }

    [Fact]
    public void AMapOfNothing_IsRefused()
    {
        Assert.Throws<ArgumentNullException>("rules", () => new LivingMap(null!, Grid, 100, 1));
        Assert.Throws<ArgumentNullException>("grid", () => new LivingMap(Linear, null!, 100, 1));
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => new LivingMap(Linear, Grid, 100, 0));
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => new LivingMap(Linear, Grid, 100, int.MaxValue));
        foreach (double mark in NoNumbers)
        {
            Expect.Throws<ArgumentOutOfRangeException>(() => _ = new LivingMap(Linear, Grid, mark, 1), "markPrice must be finite and > 0, was ");
        }

        Expect.Throws<ArgumentException>(() => _ = new LivingMap(Linear, Grid, 100, 1, new() { PlaceBadRowsInUnplaced = true }), "options must not ask for PlaceBadRowsInUnplaced");
        Expect.Throws<ArgumentException>(() => _ = new LivingMap(Linear, Grid, 100, 1, null, "a", "b", "a"), "the layer 'a' comes twice");
        Assert.ThrowsAny<ArgumentException>(() => new LivingMap(Linear, Grid, 100, 1, null, "a", " "));
        Expect.Throws<ArgumentException>(() => _ = new LivingMap(Linear, Grid, 100, 1, null, [.. Enumerable.Range(0, 257).Select(i => $"{i}")]), "1 to 256 layers, were 257");
        Assert.Equal(256, new LivingMap(Linear, Grid, 100, 1, null, [.. Enumerable.Range(0, 256).Select(i => $"{i}")]).Layers.Length);
    }

    [Fact]
    public void Views_OfSeveralLayers_MustNameOne()
    {
        LivingMap map = MakeLayers();
        map.OpenAt(80.5, Side.Long, 2, 1);
        map.OpenAt(120.5, Side.Short, 3, 2);
        Expect.Throws<InvalidOperationException>(() => _ = map.View.Total, "the map has several layers; take LayerView, or ToMap for their sum");
        Assert.Equal((0, 1, 1), (map.LayerView(0).Total.Count, map.LayerView(1).LongCounts[30], map.LayerView(2).ShortCounts[70]));
        foreach (int layer in (int[])[-1, 3])
        {
            LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.LayerView(layer), $"layer must be from 0 to 2, was {layer}");
        }

        MapLayers layers = map.ToLayers();
        Assert.Equal(["a", "b", "c"], layers.Names.ToArray());
        Assert.Equal(layers.Total, map.ToMap());
        Assert.Equal(2, map.ToMap().Total.Count);
        Expect.Throws<InvalidOperationException>(() => Make().ToLayers(), "the map was made without layers; take ToMap");
        var one = new LivingMap(Linear, Grid, 100, 1, null, "only");
        one.OpenAt(80, Side.Long, 1);
        Assert.Equal(1, one.View.Total.Count);
        Assert.Equal(one.ToLayers()["only"], one.ToMap());
    }

    [Fact]
    public void AFrozenMap_DoesNotChangeWithTheLivingOne()
    {
        LivingMap map = Make();
        PositionHandle handle = map.OpenAt(80.5, Side.Long, 2);
        map.OpenAt(double.NaN, Side.Short, 1);
        map.OpenAt(101, Side.Long, 1);
        LiquidationMap frozen = map.ToMap();
        byte[] bytes = frozen.ToBytes();
        map.Close(handle);
        map.Mark(90);
        Assert.Equal(bytes, frozen.ToBytes());
        Assert.Equal(161, frozen[30].Long);
        Assert.Equal((100, 101), (frozen.Unplaced[UnplacedReason.NoLiquidationPrice].Short, frozen.Unplaced[UnplacedReason.AlreadyLiquidated].Long));
    }

    [Theory]
    [InlineData(ContractKind.Linear)]
    [InlineData(ContractKind.Inverse)]
    [InlineData(ContractKind.Quanto)]
    public void ContractsOfEveryKind_CountWhatABuiltMapCounts(ContractKind kind)
    {
        MarginRules rules = kind == ContractKind.Linear ? Linear : kind == ContractKind.Inverse ? Inverse : Quanto;
        var map = new LivingMap(rules, Grid, 100, 20, new() { Counts = kind != ContractKind.Quanto });
        Position[] positions = [Position.Long(100, 5, 10), Position.Short(102, 7, 5), Position.Long(99, 3, 1), Position.Cross(Side.Short, 100, 2), Position.Isolated(Side.Long, 100, 4, 1e9)];
        foreach (Position position in positions)
        {
            map.Open(position);
        }

        map.Mark(97, 103, 101);
        LiquidationMap built = LiquidationMap.Build(PositionBatch.From(positions, p => p), rules, Grid, 101, new() { Counts = kind != ContractKind.Quanto });
        Assert.Equal(built, map.ToMap());
        Assert.Equal(kind == ContractKind.Quanto, map.View.LongCounts.IsEmpty);
        foreach (LivePosition live in map.Positions)
        {
            Position opened = positions[live.Handle.Index];
            Assert.Equal(rules.Contract.Notional(opened.Quantity, double.IsNaN(live.LiquidationPrice) ? 101 : live.LiquidationPrice), live.Notional);
            Assert.Equal(Liquidation.Price(opened, rules, 100), live.LiquidationPrice);
        }

        Assert.True(map.Ledger.IsBalanced);
        Assert.Equal(5, map.Ledger.Opened.Count);
    }

    [Fact]
    public void ToString_TellsContractMarkAndSums()
    {
        LivingMap map = Make();
        map.OpenAt(80, Side.Long, 100);
        map.OpenAt(120, Side.Short, 10);
        Assert.Equal("X at 100: 2 positions, long 8,000, short 1,200 USDT in 100 uniform bands of 1 from 50 to 150", map.ToString());
    }

    [Fact]
    public void MapsThatAreAskedInDifferentWays_KeepTheSameLedger()
    {
        LivingMap quiet = Make(), asked = Make();
        var opened = new Dictionary<LivingMap, PositionHandle[]>();
        foreach (LivingMap map in (LivingMap[])[quiet, asked])
        {
            var handles = new PositionHandle[4];
            map.OpenAt(double.NaN, Side.Short, 1.7);
            map.Mark(103.3);
            Look(map);
            map.OpenAt([double.NaN, 90, double.NaN, 95], [1.1, 1, -2, 1], handles);
            map.Mark(99.1);
            Look(map);
            map.Resize(handles[0], 3);
            map.Reprice(handles[1], double.NaN);
            map.Mark(101);
            Look(map);
            map.Reprice(handles[2], 130);
            map.Close(handles.AsSpan(0, 1));
            map.Mark(94);
            opened[map] = handles;
        }

        void Look(LivingMap map)
        {
            if (map == asked)
            {
                Assert.True(map.Ledger.IsBalanced && map.View.Total.Count > 0);
            }
        }

        Assert.Equal(asked.Ledger, quiet.Ledger);
        Assert.Equal(LivingState.Of(asked), LivingState.Of(quiet));
    }
}
