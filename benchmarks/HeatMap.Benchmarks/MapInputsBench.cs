using BenchmarkDotNet.Attributes;

namespace HeatMap.Benchmarks;

/// <summary>The same fill on other inputs and grids: a million positions.</summary>
public class MapInputsBench
{
    private const int N = 1_000_000;

    private static readonly MarginRules Rules = Venues.BinanceUsdm("BTCUSDT");

    private RandomPositions _positions = null!;
    private LiquidationMapBuilder _uniform = null!, _geometric = null!;

    [Params(Shape.Clustered, Shape.Uniform, Shape.TenthOutside, Shape.Whales)]
    public Shape Input { get; set; }

    [Params(256, 2048, 16_384)]
    public int Bands { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        PriceRange range = BandGrid.DefaultRange(RandomPositions.Mark);
        var options = new MapOptions { Counts = false, MarkTest = false };
        _positions = new(N, Input);
        _uniform = new(BandGrid.WithCount(Bands, range), RandomPositions.Mark, options);
        _geometric = new(BandGrid.Geometric(Math.Pow(3, 1.0 / Bands) - 1, range), RandomPositions.Mark, options);
    }

    [Benchmark(Baseline = true)]
    public long Map() => Fill(_uniform);

    [Benchmark]
    public long GeometricMap() => Fill(_geometric);

    [Benchmark]
    public object PlainLoop() => Baselines.PlainLoop(_positions.Columns, _uniform.Grid, Rules.Schedule.Tiers);

    private long Fill(LiquidationMapBuilder builder)
    {
        builder.Reset();
        builder.Add(_positions.Columns, Rules);
        return builder.View.LongUnits[0];
    }
}
