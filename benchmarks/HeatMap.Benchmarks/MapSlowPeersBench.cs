using BenchmarkDotNet.Attributes;
using MathNet.Numerics.Statistics;

namespace HeatMap.Benchmarks;

/// <summary>The forms that most users write or take first, which are too slow to share a table with kernels.</summary>
public class MapSlowPeersBench
{
    private static readonly BandGrid Grid = BandGrid.WithCount(2048, BandGrid.DefaultRange(RandomPositions.Mark));
    private static readonly MarginRules Rules = Venues.BinanceUsdm("BTCUSDT");
    private static readonly RiskTier[] Tiers = Rules.Schedule.Tiers.ToArray();

    private readonly LiquidationMapBuilder _bare = new(Grid, RandomPositions.Mark, new() { Counts = false, MarkTest = false });
    private RandomPositions _positions = null!;
    private Baselines.Row[] _rows = null!;
    private double[] _prices = null!;

    [Params(1_000_000, 10_000_000)]
    public int N { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _positions = new(N);
        _prices = new double[N];
        _rows = [.. Enumerable.Range(0, N).Select(i => new Baselines.Row(
            _positions.SignedQuantity[i] > 0, Math.Abs(_positions.SignedQuantity[i]), _positions.Entry[i], _positions.Margin[i]))];
    }

    [Benchmark(Baseline = true)]
    public long Map()
    {
        _bare.Reset();
        _bare.Add(_positions.Columns, Rules);
        return _bare.View.LongUnits[0];
    }

    [Benchmark]
    public object PlainLoop() => Baselines.PlainLoop(_positions.Columns, Grid, Tiers);

    [Benchmark]
    public object DictionaryLoop() => Baselines.DictionaryLoop(_positions.Columns, Grid, Tiers);

    [Benchmark]
    public object LinqGroupBy() => Baselines.LinqGroupBy(_rows, Grid, Tiers);

    /// <summary>Prices by the library, the rest by MathNet.Numerics.</summary>
    [Benchmark]
    public Histogram MathNetHistogram() => Baselines.MathNetHistogram(_positions.Columns, Grid, Rules, _prices);
}
