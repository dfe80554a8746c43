// <guide>
using HeatMap;

// </guide>
namespace Guide;

/// <summary>The code of docs/guide/large-books.md. <c>GuideTests</c> compares it line by line with what the page shows, and runs it.</summary>
internal static class GuideExample
{
    public static (LiquidationMap Map, MapLayers Layers, LiquidationMap Both, MapDifference Change) Run(double[] entryPrice, double[] signedQuantity, double[] margin)
    {
        // <guide>
        MarginRules rules = Venues.BinanceUsdm("BTCUSDT");
        BandGrid grid = BandGrid.Uniform(width: 25, range: new(30_000, 90_000));
        PositionColumns columns = new(entryPrice, signedQuantity, margin);

        var builder = new LiquidationMapBuilder(grid, markPrice: 60_000, new MapOptions { MaxDegreeOfParallelism = 2 });
        builder.Add(columns, rules);
        double longsBelow = builder.View.Notional(Side.Long, new(55_000, 60_000));
        LiquidationMap map = builder.ToMap();
        builder.Reset();
        // </guide>
        _ = longsBelow;

        // <guide>
        byte[] cohort = new byte[columns.Count];
        LayerBounds.Size.ClassifySize(columns, rules.Contract, cohort);
        MapLayers layers = MapLayers.Build(columns, cohort, LayerBounds.Size.Names.AsSpan(), rules, grid, markPrice: 60_000);
        Console.WriteLine($"whales: {layers["whale"]}");
        Console.WriteLine($"all: {layers.Total}");
        // </guide>

        // <guide>
        byte[] bytes = map.From(new MapSource("binance", isModelled: false)).ToBytes();
        if (!LiquidationMap.TryRead(bytes, out LiquidationMap? received, out string? reason))
        {
            throw new InvalidDataException(reason);
        }

        LiquidationMap other = LiquidationMap.Build(columns, rules, BandGrid.Uniform(25, new(20_000, 95_000)), 60_000).From(new MapSource("model", isModelled: true));
        LiquidationMap both = LiquidationMap.Merge(received, other);
        Console.WriteLine($"{both.Origin}: {string.Join("; ", both.Sources)}");
        // </guide>

        // <guide>
        LiquidationMap stricter = LiquidationMap.Build(columns, rules with { Fee = TriggerFee.MarkValue, TakerFeeRate = 0.0005 }, grid, 60_000);
        MapDifference change = stricter - map;
        LiquidationMap coarse = map.Reband(BandGrid.Uniform(500, new(45_000, 75_000)));
        // </guide>
        _ = coarse;
        return (map, layers, both, change);
    }
}
