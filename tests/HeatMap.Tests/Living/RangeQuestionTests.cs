using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Living;

/// <summary>Range questions against a loop over bands that were filled by a loop over positions.</summary>
public sealed class RangeQuestionTests
{
    private const int Layers = 3;
    private static readonly MarginRules Rules = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(0.01));

    /// <summary>Cells of bands begin at 1: blocks of 16 and of 512 end around these numbers of bands.</summary>
    public static TheoryData<int> Counts => [1, 2, 13, 14, 15, 16, 17, 30, 31, 32, 33, 47, 500, 507, 510, 511, 512, 513, 527, 528, 1023, 1040, 2000, 16_378, 16_400, 20_000];

    [Theory]
    [MemberData(nameof(Counts))]
    public void EveryAnswer_IsThatOfAPlainLoop(int bands)
    {
        var dice = new Dice(bands, 1);
        var book = new PlainBook(dice, bands, counts: bands % 3 != 1);
        book.AskEverything();
        for (int round = 0; round < 3; round++)
        {
            book.Change(bands < 100 ? 30 : 600);
            book.AskEverything();
        }
    }

    [Fact]
    public void EveryAnswer_OfAnEmptyMap_IsNothing()
    {
        var map = new LivingMap(Rules, BandGrid.Uniform(1, new(0, 600)), 300, 1);
        MapReader reader = map.CreateReader();
        foreach (Side side in Enum.GetValues<Side>())
        {
            PriceRange range = new(double.NegativeInfinity, double.PositiveInfinity);
            Assert.Equal((0, 0), (map.Sum(side, range).Units, reader.Sum(side, range).Count));
            Assert.Equal(0, map.Notional(side, range) + reader.Notional(side, range));
            Assert.Equal(0, map.FromMark(side, 1).Units + map.FromMark(side, 1e9).Units + reader.FromMark(side, 300).Units);
            Assert.Equal(double.NaN, map.CentreOfMass(side, range));
            Assert.Equal(double.NaN, reader.CentreOfMass(side, range));
            Assert.Equal(double.NaN, map.PriceReaching(side, double.Epsilon));
            Assert.Equal(double.NaN, reader.PriceReaching(side, double.MaxValue));
        }
    }

    [Fact]
    public void Questions_OutsideTheirDomain_AreRefused()
    {
        var map = new LivingMap(Rules, BandGrid.Uniform(1, new(0, 600)), 300, 1, null, "a", "b");
        MapReader reader = map.CreateReader();
        PriceRange good = new(1, 2), crossed = new(2, 1), unknown = new(double.NaN, 1);
        Action[] acts =
        [
            () => map.Sum(Side.Long, crossed), () => map.Notional(Side.Long, crossed), () => map.CentreOfMass(Side.Long, crossed), () => reader.Sum(Side.Long, crossed),
            () => reader.Notional(Side.Long, crossed), () => reader.CentreOfMass(Side.Long, crossed),
        ];
        Assert.All(acts, act => LivingState.Refuses<ArgumentException>(map, act, "range must have low <= high, was 2 to 1"));
        LivingState.Refuses<ArgumentException>(map, () => map.Sum(Side.Long, unknown), "range must have low <= high, was NaN to 1");
        Action[] layers =
        [
            () => map.Sum(Side.Long, good, 2), () => map.Notional(Side.Long, good, 2), () => map.CentreOfMass(Side.Long, good, 2), () => map.FromMark(Side.Long, 1, 2), () => map.PriceReaching(Side.Long, 1, 2),
            () => reader.Sum(Side.Long, good, 2), () => reader.Notional(Side.Long, good, 2), () => reader.CentreOfMass(Side.Long, good, 2), () => reader.FromMark(Side.Long, 1, 2), () => reader.PriceReaching(Side.Long, 1, 2),
        ];
        Assert.All(layers, act => LivingState.Refuses<ArgumentOutOfRangeException>(map, act, "layer must be from 0 to 1 or null, was 2"));
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Sum(Side.Long, good, -1), "layer must be from 0 to 1 or null, was -1");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Sum(default, good), "side must be one of");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => reader.PriceReaching(default, 1), "side must be one of");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.FromMark(Side.Long, double.NaN), "price must be finite and > 0, was NaN");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => reader.FromMark(Side.Long, 0), "price must be finite and > 0, was 0");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.PriceReaching(Side.Long, 0), "notional must be finite and > 0, was 0");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => reader.PriceReaching(Side.Long, double.PositiveInfinity), "notional must be finite and > 0");
    }

    /// <summary>A living map, and its bands by plain loops. Prices of both sides lie anywhere: the mark liquidates nothing here.</summary>
    private sealed class PlainBook
    {
        private readonly Dice _dice;
        private readonly LivingMap _map;
        private readonly MapReader _reader;
        private readonly List<(PositionHandle Handle, double Price, double Signed, int Layer)> _rows = [];
        private readonly bool _hasCounts;
        private long[][] _units = [], _counts = [];

        public PlainBook(Dice dice, int bands, bool counts)
        {
            (_dice, _hasCounts) = (dice, counts);
            BandGrid grid = dice.Chance(0.5) ? BandGrid.WithCount(bands, new(500, 1500)) : Geometric(bands);
            _map = new(Rules, grid, Math.Max(1, grid.Edges[dice.Whole(0, bands)]) * dice.Pick(0.5, 1, 1.0001, 2), 3000, new() { MarkTest = false, Counts = counts }, "a", "b", "c");
            _reader = _map.CreateReader();
            Change(bands < 20 ? 50 : 1500);
        }

        private BandGrid Grid => _map.Grid;

        public void Change(int times)
        {
            for (int i = 0; i < times; i++)
            {
                if (_rows.Count > 0 && _dice.Chance(0.3))
                {
                    int which = _dice.Whole(0, _rows.Count - 1);
                    _map.Close(_rows[which].Handle);
                    _rows.RemoveAt(which);
                }

                if (_map.Count < _map.Capacity)
                {
                    double price = _dice.Chance(0.05) ? double.NaN : _dice.Chance(0.2) ? _dice.Pick(Grid.Edges) : Grid.Lower + ((Grid.Upper - Grid.Lower) * _dice.Between(-0.1, 1.1));
                    (double quantity, Side side, int layer) = (_dice.Magnitude(0.01, 10), _dice.Pick(Side.Long, Side.Short), _dice.Whole(0, Layers - 1));
                    price = price <= 0 ? 0.5 : price;
                    _rows.Add((_map.OpenAt(price, side, quantity, layer), price, (int)side * quantity, layer));
                }
            }

            _map.Publish();
            Assert.Equal(_map.Version, _reader.Refresh());
            Count();
        }

        public void AskEverything()
        {
            foreach (Side side in Enum.GetValues<Side>())
            {
                foreach (int? layer in (int?[])[null, 0, 1, 2])
                {
                    foreach (PriceRange range in Ranges())
                    {
                        AskRange(side, range, layer);
                    }

                    foreach (double price in Prices().Where(p => p > 0))
                    {
                        AskFromMark(side, price, layer);
                    }

                    AskReaching(side, layer);
                }
            }
        }

        private static BandGrid Geometric(int bands)
        {
            // The window that covers a range may be a band longer; take the range from edges.
            double step = Math.Min(0.5, Math.Max(1e-5, Math.Pow(3, 1.0 / bands) - 1));
            var wide = BandGrid.Geometric(step, new(500, 500 * Math.Pow(1 + step, bands + 3)));
            var grid = BandGrid.Geometric(step, new(wide.Edges[1], wide.Edges[1 + bands]));
            Assert.Equal(bands, grid.Count);
            return grid;
        }

        private void Count()
        {
            _units = [.. Enumerable.Range(0, 2 * Layers).Select(_ => new long[Grid.Count])];
            _counts = [.. Enumerable.Range(0, 2 * Layers).Select(_ => new long[Grid.Count])];
            foreach ((_, double price, double signed, int layer) in _rows)
            {
                int band = double.IsNaN(price) ? -1 : Grid.IndexOf(price), place = (2 * layer) + (signed > 0 ? 0 : 1);
                if (band >= 0 && band < Grid.Count)
                {
                    _units[place][band] += (long)Math.Round(Math.Abs(signed) * price * 65536, MidpointRounding.ToEven);
                    _counts[place][band]++;
                }
            }
        }

        private IEnumerable<PriceRange> Ranges()
        {
            int n = Grid.Count;
            yield return new(0, double.PositiveInfinity);
            yield return new(double.NegativeInfinity, 0);
            yield return new(Grid.Lower, Grid.Upper);
            yield return new(Grid.Upper, 1e300);
            yield return new(Math.BitIncrement(Grid.Lower), Math.BitIncrement(Grid.Upper));
            yield return new(Grid.Lower, Math.BitIncrement(Grid.Lower));
            int[] ends = [0, 1, 14, 15, 16, 31, 47, 510, 511, 512, 1023, 16_383, n - 1, n, _dice.Whole(0, n), _dice.Whole(0, n)];
            foreach (int first in ends.Where(e => e >= 0 && e <= n))
            {
                int end = _dice.Chance(0.5) ? _dice.Whole(first, n) : ends.Where(e => e >= first && e <= n).Max();
                yield return new(Grid.Edges[first], Grid.Edges[end]);
                yield return new(Grid.Edges[first], Math.Max(Grid.Edges[first], Math.BitDecrement(Grid.Edges[first] * 1.3)));
            }

            double low = _dice.Between(Grid.Lower * 0.8, Grid.Upper * 1.1);
            yield return new(low, low);
            yield return new(low, low + _dice.Between(0, Grid.Upper - Grid.Lower));
        }

        private double[] Prices() =>
        [
            _map.MarkPrice, Math.BitDecrement(_map.MarkPrice), Math.BitIncrement(_map.MarkPrice), Grid.Lower, Math.BitDecrement(Grid.Lower), Grid.Upper, Math.BitDecrement(Grid.Upper),
            1e-300, 1e300, _dice.Pick(Grid.Edges), _dice.Between(Grid.Lower, Grid.Upper), _dice.Between(Grid.Lower, Grid.Upper),
        ];

        private static IEnumerable<int> Places(Side side, int? layer) =>
            Enumerable.Range(0, 2 * Layers).Where(p => p % 2 == (side == Side.Long ? 0 : 1) && (layer is null || p / 2 == layer));

        private void AskRange(Side side, PriceRange range, int? layer)
        {
            (long units, long count, double moment) = (0, 0, 0);
            foreach (int place in Places(side, layer))
            {
                for (int band = 0; band < Grid.Count; band++)
                {
                    if (Grid.Edges[band] >= range.Low && Grid.Edges[band] < range.High)
                    {
                        units += _units[place][band];
                        count += _counts[place][band];
                        moment += _units[place][band] * ((Grid.Edges[band] + Grid.Edges[band + 1]) / 2);
                    }
                }
            }

            RangeTally expected = new(units, _hasCounts ? count : 0, _map.Quantum);
            Assert.Equal(expected, _map.Sum(side, range, layer));
            Assert.Equal(expected, _reader.Sum(side, range, layer));
            Assert.Equal(expected.Notional, _map.Notional(side, range, layer));
            Assert.Equal(expected.Notional, _reader.Notional(side, range, layer));
            double centre = _map.CentreOfMass(side, range, layer);
            if (units == 0)
            {
                Assert.Equal(double.NaN, centre);
            }
            else
            {
                Expect.NearRelative(moment / units, centre, 1e-12, "centre of mass");
            }

            Expect.SameBits(centre, _reader.CentreOfMass(side, range, layer));
        }

        private void AskFromMark(Side side, double price, int? layer)
        {
            bool isLong = side == Side.Long;
            long units = 0;
            if (isLong ? price <= _map.MarkPrice : price >= _map.MarkPrice)
            {
                int first = Grid.IndexOf(isLong ? price : _map.MarkPrice), last = Grid.IndexOf(isLong ? _map.MarkPrice : price);
                foreach (int place in Places(side, layer))
                {
                    for (int band = Math.Max(first, 0); band <= Math.Min(last, Grid.Count - 1); band++)
                    {
                        units += _units[place][band];
                    }
                }
            }

            Assert.Equal(units, _map.FromMark(side, price, layer).Units);
            Assert.Equal(_map.FromMark(side, price, layer), _reader.FromMark(side, price, layer));
        }

        private void AskReaching(Side side, int? layer)
        {
            int mark = Grid.IndexOf(_map.MarkPrice), start = Math.Clamp(mark, 0, Grid.Count - 1), step = side == Side.Long ? -1 : 1;
            if (side == Side.Long ? mark < 0 : mark == Grid.Count)
            {
                Assert.Equal(double.NaN, _map.PriceReaching(side, 1, layer));
                Assert.Equal(double.NaN, _reader.PriceReaching(side, 1, layer));
                return;
            }

            var reached = new List<(long Units, double Price)>();
            long sum = 0;
            for (int band = start; band >= 0 && band < Grid.Count; band += step)
            {
                sum += Places(side, layer).Sum(p => _units[p][band]);
                reached.Add((sum, Grid.Edges[side == Side.Long ? band : band + 1]));
            }

            long[] asked = [1, 2, sum, sum + 1, sum / 2, reached[0].Units, reached[0].Units + 1, .. Enumerable.Range(0, 6).Select(_ => _dice.Pick(reached.ToArray()).Units + _dice.Whole(-1, 1)), 1L << 62];
            foreach (long units in asked.Where(u => u > 0))
            {
                // Half a unit less asks for as many whole ones.
                double notional = units < 1L << 50 ? (units - 0.5) / 65536 : units / 65536.0;
                double expected = reached.Where(r => r.Units >= units).Select(r => r.Price).DefaultIfEmpty(double.NaN).First();
                Assert.Equal(expected, _map.PriceReaching(side, notional, layer));
                Assert.Equal(expected, _reader.PriceReaching(side, notional, layer));
            }
        }
    }
}
