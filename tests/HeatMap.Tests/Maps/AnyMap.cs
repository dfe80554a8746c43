using System.Buffers.Binary;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Maps;

/// <summary>Maps as dice fall, of everything that a map may hold, whether rows could have given it or not.</summary>
internal static class AnyMap
{
    /// <summary>Cells so full that runs of zeros and short numbers would save nothing.</summary>
    private const double Heavy = 2;

    /// <summary>Numbers of rows are shifted down by so many bits, because all of them together must stay below 2^63.</summary>
    private const int Few = 12;

    public static LiquidationMap Make(Dice dice, int mostBands = 200)
    {
        BandGrid grid = Grid(dice, dice.Chance(0.1) ? 1 : dice.Whole(1, mostBands));
        var cells = new MapCells(grid.Count, counts: dice.Chance(0.5));
        double fill = dice.Pick(0, 0.02, 0.3, 1, Heavy);
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
        {
            FillColumn(dice, cells.UnitsOf(side), fill);
            FillColumn(dice, cells.CountsOf(side), fill, Few);
            foreach (UnplacedReason reason in Enum.GetValues<UnplacedReason>())
            {
                if (dice.Chance(fill))
                {
                    cells.UnplacedUnits(side, reason) = new Int128((ulong)dice.Pick(0, Number(dice) >> 8, (1L << 56) - 1), (ulong)Number(dice));
                    cells.UnplacedCount(side, reason) = Number(dice) >> Few;
                }
            }
        }

        cells.InvalidCount() = dice.Chance(0.3) ? Number(dice) >> Few : 0;
        double quantum = double.ScaleB(1, dice.Pick(-60, 60, -16, 0, dice.Whole(-60, 60)));
        string? unit = dice.Pick(null, "USDT", "₿", "Ü€ 日本 😀", new string('x', 200));
        var map = new LiquidationMap(grid, dice.Pick(dice.Magnitude(1e-3, 1e6), double.Epsilon, double.MaxValue, 1), unit, quantum, cells);
        MapSource[] sources = [.. Enumerable.Range(0, dice.Whole(0, 3)).Select(i => Source(dice, i))];
        LiquidationMap stated = sources.Length == 0 ? map : map.From(sources);
        return dice.Chance(0.3) ? LiquidationMap.Merge(stated, new(grid, map.MarkPrice, unit, quantum, new(grid.Count, cells.HasCounts), new([], HasUnstated: true))) : stated;
    }

    /// <summary>The bytes with their length and checksum set right again.</summary>
    public static byte[] Sealed(byte[] bytes)
    {
        if (bytes.Length >= MapEncoding.PreambleLength)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), bytes.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), Crc32C([.. bytes[..12], .. bytes[16..]]));
        }

        return bytes;
    }

    /// <summary>CRC-32C as its definition says: bit by bit, reflected, polynomial 0x1EDC6F41.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78);
            }
        }

        return ~crc;
    }

    private static BandGrid Grid(Dice dice, int bands)
    {
        if (dice.Chance(0.5))
        {
            double step = dice.Pick(dice.Magnitude(1e-3, 0.1), 1e-6, 0.0025), low = dice.Magnitude(1e-3, 1e3);
            return BandGrid.Geometric(step, new(low, low * Math.Pow(1 + step, bands - 0.5)));
        }

        double width = dice.Pick(0.1, 0.25, 3, dice.Magnitude(1e-6, 1e3));
        int first = dice.Pick(0, dice.Whole(0, 1_000_000));
        return BandGrid.Uniform(width, new(first * width, (first + bands) * width));
    }

    private static void FillColumn(Dice dice, Span<long> cells, double fill, int shift = 0)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = (fill == Heavy ? (long)dice.Between(1e17, 9e18) : dice.Chance(fill) ? Number(dice) : 0) >> shift;
        }
    }

    private static long Number(Dice dice) => dice.Whole(0, 9) switch
    {
        0 => long.MaxValue,
        1 => 1L << dice.Whole(0, 62),
        2 => (1L << dice.Whole(1, 62)) - 1,
        3 => 0,
        _ => (long)dice.Magnitude(1, 9e18),
    };

    private static MapSource Source(Dice dice, int i) => new(
        dice.Pick("venue " + i, "Börse", "取引所", "😀", new string('é', 200)),
        dice.Chance(0.5),
        dice.Pick<DateTimeOffset?>(null, default(DateTimeOffset), DateTimeOffset.MaxValue, new DateTimeOffset(2026, 1, 4, 1, 2, 3, TimeSpan.FromHours(-5)).AddTicks(dice.Whole(0, 1_000_000))));
}
