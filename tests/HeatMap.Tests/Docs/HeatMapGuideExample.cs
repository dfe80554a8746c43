// <guide>
using HeatMap;

// </guide>
namespace Guide;

/// <summary>The code of docs/guide/heat-maps.md. <c>HeatMapGuideTests</c> compares it line by line with what the page shows, and runs it.</summary>
internal static class HeatMapGuideExample
{
    public static (LiquidationHeatMap Measured, LiquidationHeatMapBuilder Modelled, LiquidationHeatMap Executed, string Figure) Run(
        IEnumerable<(long TimeUnixMs, LiquidationMap Map, double Low, double High)> snapshots,
        IEnumerable<(long TimeUnixMs, double Low, double High, double Last, int[] Band, double[] SignedNotional)> minutes,
        long[] timeUnixMs,
        double[] price,
        double[] signedNotional)
    {
        // <guide>
        BandGrid grid = BandGrid.Uniform(width: 25, range: new(50_000, 70_000));
        var builder = new LiquidationHeatMapBuilder(grid, TimeSpan.FromMinutes(1), new HeatMapOptions { Columns = 1440, Unit = "USDT", Sources = [new("venue", isModelled: false)] });
        foreach ((long time, LiquidationMap map, double low, double high) in snapshots)
        {
            builder.Append(time, map.View, low, high);
        }

        LiquidationHeatMap measured = builder.ToHeatMap();
        // </guide>

        // <guide>
        var options = new HeatMapOptions
        {
            Layers = [new("10x", halfLife: TimeSpan.FromDays(2)), new("100x", halfLife: TimeSpan.FromHours(6))],
            Gaps = HeatMapGaps.Carry,
            Unit = "USDT",
            Sources = [new("model", isModelled: true)],
        };
        var modelled = new LiquidationHeatMapBuilder(grid, TimeSpan.FromMinutes(1), options);
        foreach ((long time, double low, double high, double last, int[] band, double[] notional) in minutes)
        {
            byte[] layer = new byte[band.Length];
            modelled.Advance(time, new MarkPath(low, high, last), new CohortColumns(band, notional, layer));
        }

        Console.WriteLine($"{modelled.Ledger.Total.Liquidated} units liquidated, balanced: {modelled.Ledger.IsBalanced}");
        // </guide>

        // <guide>
        var prints = new LiquidationHeatMapBuilder(grid, TimeSpan.FromMinutes(1), new HeatMapOptions { Kind = HeatMapKind.Executed, Unit = "USDT" });
        prints.Add(new ExecutedColumns(timeUnixMs, price, signedNotional));
        LiquidationHeatMap executed = prints.ToHeatMap();
        // </guide>

        // <guide>
        double waiting = measured.Notional(Side.Long, timeUnixMs[0], price[0]);
        HeatMapPicture picture = measured.Resample(width: 640, height: 360, HeatMapPooling.Peak, new() { Side = Side.Short, Prices = new(60_000, 65_000) });
        ReadOnlySpan<long> top = picture.Row(picture.Height - 1);
        // </guide>
        Console.WriteLine($"{waiting} {top.Length}");

        // <guide>
        byte[] bytes = measured.ToBytes();
        if (!LiquidationHeatMap.TryRead(bytes, out LiquidationHeatMap? received, out string? reason))
        {
            throw new InvalidDataException(reason);
        }

        LiquidationHeatMap both = LiquidationHeatMap.Merge(received, measured);
        // </guide>
        Console.WriteLine(both.Origin);

        // <guide>
        string figure = measured.ToHtml(new DisplayOptions { Title = "BTCUSDT" });
        Console.Write(measured.ToText(width: 120, height: 40));
        // </guide>
        return (both, modelled, executed, figure);
    }
}
