using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Living;

/// <summary>The window moves away and comes back: what leaves is kept in the tails, and nothing is ever different from a map built anew.</summary>
public sealed class WindowMoveTests
{
    private static readonly MarginRules Rules = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(0.01));

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(16, true)]
    [InlineData(61, true)]
    [InlineData(600, true)]
    [InlineData(1, false)]
    [InlineData(16, false)]
    [InlineData(61, false)]
    [InlineData(600, false)]
    public void AWindowThatMovesAwayAndBack_IsAsItWas(int bands, bool isUniform)
    {
        var scene = new Scene(new Dice(bands, isUniform ? 1 : 2), bands, isUniform);
        byte[] before = scene.Map.ToMap().ToBytes();
        LivingLedger ledger = scene.Map.Ledger;
        LiquidationMap snapshot = scene.Map.ToMap();
        int[] moves = [1, -1, bands / 2, -(bands / 2), bands - 1, bands, bands + 1, -bands, -bands - 1, 5 * bands, -3 * bands, 1_000_000];
        foreach (int move in moves)
        {
            scene.MoveBy(move);
            scene.Compare();
            scene.MoveBy(-move);
            scene.Compare();
            Assert.Equal(before, scene.Map.ToMap().ToBytes());
        }

        // By steps away and by others back.
        foreach (int move in moves)
        {
            scene.MoveBy(move);
            scene.Compare();
        }

        scene.MoveTo(snapshot.Grid.FirstIndex);
        Assert.Equal(before, scene.Map.ToMap().ToBytes());
        Assert.Equal(before, snapshot.ToBytes());
        Assert.Equal(ledger, scene.Map.Ledger);
    }

    [Fact]
    public void AUniformWindow_StopsAtZero()
    {
        var map = new LivingMap(Rules, BandGrid.Uniform(1, new(100, 120)), 110, 10);
        PositionHandle low = map.OpenAt(2.5, Side.Long, 1), middle = map.OpenAt(105.5, Side.Long, 1);
        byte[] before = map.ToMap().ToBytes();
        map.Recentre(1);
        Assert.Equal((0, 20), (map.Grid.Lower, map.Grid.Upper));
        Assert.Equal((1, 0), (map.View[2].LongCount, map.View.Below.LongCount));
        Assert.Equal(1, map.View.Above.LongCount);
        map.Recentre(double.Epsilon);
        Assert.Equal(0, map.Grid.Lower);
        map.Recentre(110);
        Assert.Equal(before, map.ToMap().ToBytes());
        Assert.True(map.IsLive(low) && map.IsLive(middle));
    }

    [Fact]
    public void AMarkBeyondTheWindow_CarriesItAlong()
    {
        var map = new LivingMap(Rules, BandGrid.Uniform(1, new(100, 120)), 110, 10);
        map.OpenAt(105.5, Side.Long, 2);
        map.OpenAt(90.5, Side.Long, 3);
        map.OpenAt(300.5, Side.Short, 4);
        Assert.Equal(0, map.Mark(119.99).Count);
        Assert.Equal(100, map.Grid.Lower);
        Assert.Equal(0, map.Mark(120).Count);
        Assert.Equal((110, 130), (map.Grid.Lower, map.Grid.Upper));
        Assert.Equal(2, map.View.Below.LongCount);
        ForcedOrders orders = map.Mark(100, 310, 305);
        Assert.Equal([(105.5, 2), (300.5, 4)], orders.ToArray().Select(o => (o.Price, (int)o.Quantity)));
        Assert.Equal((295, 315), (map.Grid.Lower, map.Grid.Upper));
        Assert.Equal(1, map.View.Below.LongCount);

        // A wick beyond the window moves nothing where the mark comes back.
        Assert.Equal(1, map.Mark(1, 1000, 305).Count);
        Assert.Equal(295, map.Grid.Lower);
    }

    [Fact]
    public void AMarkBeyondTheLattice_LeavesTheWindowAndLosesNothing()
    {
        var map = new LivingMap(Rules, BandGrid.Uniform(1e-6, new(100, 100.00002)), 100, 10);
        long first = map.Grid.FirstIndex;
        map.OpenAt(1, Side.Long, 2);
        Assert.Equal(0, map.Mark(1e12).Count);
        Assert.Equal(first, map.Grid.FirstIndex);
        Assert.Equal(1, map.View.Below.LongCount);
        LivingState.Refuses<ArgumentException>(map, () => map.Recentre(1e12), "price 1000000000000 is beyond the reach of", "uniform bands");
        Assert.Equal(1, map.Mark(0.5).Count);
        Assert.True(map.Ledger.IsBalanced);
    }

    [Fact]
    public void Recentre_OfNoPrice_IsRefused()
    {
        var map = new LivingMap(Rules, BandGrid.Uniform(1, new(100, 120)), 110, 10);
        map.OpenAt(90.5, Side.Long, 3);
        foreach (double price in (double[])[double.NaN, 0, -1, double.PositiveInfinity])
        {
            LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Recentre(price), "price must be finite and > 0");
        }
    }

    private sealed class Scene
    {
        private readonly List<(double Price, double Signed)> _rows = [];
        private readonly MapReader _reader;
        private readonly double _step;
        private readonly bool _isUniform;

        public Scene(Dice dice, int bands, bool isUniform)
        {
            _isUniform = isUniform;
            _step = isUniform ? 0.5 : 0.003;
            BandGrid grid = isUniform ? BandGrid.Uniform(_step, new(3_000_000, 3_000_000 + (_step * bands))) : BandGrid.Geometric(_step, new(999, 999 * Math.Pow(1 + _step, bands - 0.5)));
            double mark = grid[grid.Count / 2].Middle, width = grid.Upper - grid.Lower;
            Map = new(Rules, grid, mark, 700);
            for (int i = 0; i < 600; i++)
            {
                // Near the mark many in one band, others all over, in both tails near and far.
                double away = dice.Pick(dice.Unit() * width / bands, dice.Unit() * width, dice.Unit() * 6 * width, dice.Unit() * mark * 0.9);
                Side side = dice.Pick(Side.Long, Side.Short);
                double price = dice.Chance(0.05) ? double.NaN : side == Side.Long ? Math.Max(mark - away, 1) : mark + away;
                Map.OpenAt(price, side, i + 1);
                _rows.Add((price, (int)side * (i + 1.0)));
            }

            // Heaps stand in the mark's band when the window moves; those liquidated here were due at once.
            foreach (ForcedOrder order in Map.Mark(mark))
            {
                _rows.RemoveAll(r => r.Price == order.Price && r.Signed == (int)order.Side * order.Quantity);
            }

            _reader = Map.CreateReader();
        }

        public LivingMap Map { get; }

        public void MoveBy(long bands) => MoveTo(Map.Grid.FirstIndex + bands);

        public void MoveTo(long first)
        {
            double index = first + (Map.Grid.Count / 2) + 0.5;
            if (!_isUniform && Math.Abs(index * _step) > 600)
            {
                // Powers leave the numbers.
                return;
            }

            Map.Recentre(_isUniform ? index * _step : Math.Exp(index * Math.Log(1 + _step)));
            Assert.Equal(first, Map.Grid.FirstIndex);
        }

        public void Compare()
        {
            LiquidationMap expected = LiquidationMap.Build(
                new PricedColumns([.. _rows.Select(r => r.Price)], [.. _rows.Select(r => r.Signed * (double.IsNaN(r.Price) ? Map.MarkPrice : r.Price))]),
                Map.Grid,
                Map.MarkPrice,
                new() { Unit = "USDT" });
            Assert.True(expected.Equals(Map.ToMap()), "the map must equal a rebuilt one");
            long shown = _reader.Version;
            LiquidationMap before = _reader.ToMap();
            Map.Publish();
            Assert.Equal((shown, before), (_reader.Version, _reader.ToMap()));
            Assert.Equal(shown + 1, _reader.Refresh());
            Assert.Same(Map.Grid, _reader.Grid);
            Assert.Equal(expected, _reader.ToMap());
            PriceRange all = new(Map.Grid.Lower, Map.Grid.Upper);
            Assert.Equal(expected.InBands.LongUnits, Map.Sum(Side.Long, all).Units);
            Assert.Equal(expected.InBands.ShortUnits, _reader.Sum(Side.Short, all).Units);
            double expectedCentre = Map.CentreOfMass(Side.Long, all);
            Expect.SameBits(expectedCentre, _reader.CentreOfMass(Side.Long, all));
        }
    }
}
