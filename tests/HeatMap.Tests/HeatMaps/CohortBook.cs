using System.Numerics;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.HeatMaps;

/// <summary>Cohorts and prices as dice fall, and what stands by the plainest reckoning: a dictionary of whole numbers.</summary>
internal sealed class CohortBook
{
    public const long IntervalMs = 60_000;

    public CohortBook(Draw draw, bool decays)
    {
        Dice dice = draw.Dice;
        Grid = dice.Chance(0.5) ? BandGrid.Uniform(1, new(90, 90 + dice.Whole(1, 40))) : BandGrid.Geometric(0.01, new(80, 80 + dice.Between(2, 60)));
        Layers = [.. Enumerable.Range(0, dice.Whole(1, 3)).Select(i => new HeatMapLayer("layer " + i, decays && dice.Chance(0.7) ? TimeSpan.FromSeconds(dice.Whole(1, 5000)) : null))];
        Columns = dice.Whole(1, 12);
        Capacity = dice.Whole(1, Columns + 2);
        Gaps = dice.Chance(0.5) ? HeatMapGaps.Missing : HeatMapGaps.Carry;
        Start = 1_700_000_000_000 / IntervalMs;
        Numbers = new long[Columns];
        Paths = new MarkPath[Columns];
        double price = dice.Between(85, 115);
        long number = Start;
        for (int i = 0; i < Columns; i++)
        {
            double low = price * dice.Pick(1, dice.Between(0.97, 1)), high = price * dice.Pick(1, dice.Between(1, 1.03));
            if (dice.Chance(0.2))
            {
                // Exactly on a middle or on an edge of the window.
                low = Math.Min(low, dice.Pick(Grid[dice.Whole(0, Grid.Count - 1)].Middle, Grid.Upper, Grid.Lower));
                high = Math.Max(high, dice.Pick(Grid[dice.Whole(0, Grid.Count - 1)].Middle, Grid.Lower, Grid.Upper));
            }

            (Numbers[i], Paths[i]) = (number, new(low, high, dice.Between(low, high)));
            number += dice.Chance(0.8) ? 1 : dice.Whole(2, 4);
            price *= dice.Between(0.97, 1.03);
        }

        (Band, Units, Layer, Birth) = (new int[draw.Count], new long[draw.Count], new byte[draw.Count], new long[draw.Count]);
        for (int row = 0; row < draw.Count; row++)
        {
            var each = new Dice(draw.Seed, draw.Skip + row);
            Band[row] = each.Chance(0.1) ? each.Pick(-1, Grid.Count) : each.Whole(0, Grid.Count - 1);
            Units[row] = each.Pick(1, -1) * (long)each.Pick(0, 1, each.Whole(1, 1000), each.Magnitude(1, 1e15));
            Layer[row] = (byte)each.Whole(0, Layers.Length - 1);
            Birth[row] = (each.Whole(0, (int)(number - Start)) + Start) * IntervalMs + each.Whole(0, (int)IntervalMs - 1);
        }

        Array.Sort(Birth);
    }

    public BandGrid Grid { get; }

    public HeatMapLayer[] Layers { get; }

    public int Columns { get; }

    public int Capacity { get; }

    public HeatMapGaps Gaps { get; }

    public long Start { get; }

    public long[] Numbers { get; }

    public MarkPath[] Paths { get; }

    public int[] Band { get; }

    public long[] Units { get; }

    public byte[] Layer { get; }

    public long[] Birth { get; }

    public LiquidationHeatMapBuilder Builder(HeatMapStorage storage = HeatMapStorage.Dense, int? capacity = null) => new(
        Grid,
        TimeSpan.FromMilliseconds(IntervalMs),
        new() { Layers = [.. Layers], Columns = capacity ?? Capacity, Gaps = Gaps, Storage = storage, SparseBytes = 1 << 20, Quantum = 1, Unit = "USDT" });

    /// <summary>One call for each path, as live code would.</summary>
    public LiquidationHeatMap Live(HeatMapStorage storage = HeatMapStorage.Dense, int? capacity = null, int? columns = null, LiquidationHeatMapBuilder? builder = null)
    {
        builder ??= Builder(storage, capacity);
        for (int i = 0; i < (columns ?? Columns); i++)
        {
            int[] rows = [.. Enumerable.Range(0, Birth.Length).Where(r => Birth[r] / IntervalMs == Numbers[i])];
            builder.Advance(Numbers[i] * IntervalMs, Paths[i], new CohortColumns([.. rows.Select(r => Band[r])], [.. rows.Select(r => Units[r])], (byte[])[.. rows.Select(r => Layer[r])]));
        }

        return builder.ToHeatMap();
    }

    /// <summary>All at once, rows in the order of a shuffle.</summary>
    public LiquidationHeatMap Batch(LiquidationHeatMapBuilder builder, int columns, Dice? shuffle = null)
    {
        int[] order = [.. Enumerable.Range(0, Birth.Length)];
        if (shuffle is not null)
        {
            order = [.. order.Select(r => (Key: shuffle.Unit(), Row: r)).OrderBy(static p => p.Key).Select(static p => p.Row)];
        }

        int taken = builder.Advance(
            new MarkColumns([.. Numbers.Take(columns).Select(n => n * IntervalMs)], [.. Paths.Take(columns).Select(p => p.Low)], [.. Paths.Take(columns).Select(p => p.High)], [.. Paths.Take(columns).Select(p => p.Last)]),
            new CohortColumns([.. order.Select(r => Band[r])], [.. order.Select(r => Units[r])], (byte[])[.. order.Select(r => Layer[r])]),
            [.. order.Select(r => Birth[r])]);
        Assert.Equal(Birth.Count(b => b / IntervalMs <= Numbers[columns - 1]), taken);
        return builder.ToHeatMap();
    }

    /// <summary>What stands in each column, by number, layer, side and cell, where cell 0 is below the window. Births in skipped intervals count if asked for.</summary>
    public Dictionary<(long Number, int Layer, Side Side, int Cell), BigInteger> Reckon(bool birthsInGaps, out BigInteger opened, out BigInteger liquidated, out BigInteger decayed)
    {
        var shown = new Dictionary<(long, int, Side, int), BigInteger>();
        var live = new Dictionary<(int Layer, Side Side, int Cell), BigInteger>();
        uint?[] kept = [.. Builder().Layers.Select(static l => l.KeptPerColumn)];
        (opened, liquidated, decayed) = (0, 0, 0);
        for (long number = Start; number <= Numbers[^1]; number++)
        {
            foreach (var key in live.Keys.ToArray())
            {
                if (kept[key.Layer] is { } factor)
                {
                    BigInteger now = (live[key] * factor) >> 32;
                    decayed += live[key] - now;
                    live[key] = now;
                }
            }

            int given = Array.IndexOf(Numbers, number);
            foreach (var key in live.Keys.ToArray())
            {
                if (given >= 0 && Reaches(Paths[given], key.Side, key.Cell))
                {
                    liquidated += live[key];
                    live.Remove(key);
                }
            }

            for (int row = 0; row < Birth.Length; row++)
            {
                if (Birth[row] / IntervalMs == number && Units[row] != 0 && (given >= 0 || birthsInGaps))
                {
                    var key = ((int)Layer[row], Units[row] < 0 ? Side.Short : Side.Long, Band[row] + 1);
                    live[key] = live.GetValueOrDefault(key) + Math.Abs(Units[row]);
                    opened += Math.Abs(Units[row]);
                }
            }

            if (given >= 0 || Gaps == HeatMapGaps.Carry)
            {
                foreach (var (key, units) in live)
                {
                    shown[(number, key.Layer, key.Side, key.Cell)] = units;
                }
            }
        }

        return shown;
    }

    private bool Reaches(MarkPath path, Side side, int cell)
    {
        if (cell == 0)
        {
            return side == Side.Short && path.High >= Grid.Lower;
        }

        if (cell > Grid.Count)
        {
            return side == Side.Long && path.Low <= Grid.Upper;
        }

        double middle = Grid[cell - 1].Middle;
        return side == Side.Long ? path.Low <= middle : path.High >= middle;
    }
}
