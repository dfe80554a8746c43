using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Living;

/// <summary>After any sequence of calls a living map equals the map of its positions, bit for bit.</summary>
public sealed class LivingMapProperties
{
    private static readonly MarginRules Linear = Venues.BinanceUsdm("BTCUSDT"), Inverse = Venues.Get("binance-coinm", "BTCUSD_PERP");

    [Theory]
    [InlineData(1, 40, false)]
    [InlineData(2, 2000, false)]
    [InlineData(3, 3, false)]
    [InlineData(4, 700, true)]
    [InlineData(5, 1, true)]
    public void RandomOperations_LeaveWhatARebuildGives(int seed, int bands, bool inverse)
    {
        var dice = new Dice(seed, 0);
        BandGrid grid = seed % 2 == 0 ? BandGrid.Geometric(Math.Pow(3, 1.0 / bands) - 1, new(30_000, 89_000)) : BandGrid.WithCount(bands, new(30_000, 90_000));
        var model = new LivingModel(dice, inverse ? Inverse : Linear, grid, 60_000, 400, new() { Counts = seed != 2, MarkTest = seed != 4 });
        Run(model, 6000);
        Assert.True(model.Liquidations > 100, "marks must have liquidated many");
    }

    [Fact]
    public void RandomOperationsOnLayers_LeaveWhatARebuildGives()
    {
        var model = new LivingModel(new Dice(6, 0), Linear, BandGrid.WithCount(90, new(55_000, 64_000)), 60_000, 300, MapOptions.Default, "a", "b", "c");
        Run(model, 6000);
        Assert.True(model.Moves > 20, "the window must have moved often");
    }

    private static void Run(LivingModel model, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            model.Step();
            if (step % 29 == 0)
            {
                model.Compare();
            }
        }

        model.Compare();
    }
}
