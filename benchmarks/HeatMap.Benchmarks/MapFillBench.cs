using BenchmarkDotNet.Attributes;

namespace HeatMap.Benchmarks;

/// <summary>Positions to a map through the public API, against what one would write without it, and against reading the columns.</summary>
public class MapFillBench
{
    private const int Bands = 2048;

    private static readonly BandGrid Grid = BandGrid.WithCount(Bands, BandGrid.DefaultRange(RandomPositions.Mark));
    private static readonly BandGrid Logarithmic = BandGrid.Geometric(Math.Pow(3, 1.0 / Bands) - 1, BandGrid.DefaultRange(RandomPositions.Mark));
    private static readonly MarginRules Rules = Venues.BinanceUsdm("BTCUSDT"), CoinRules = Venues.Get("binance-coinm", "BTCUSD_PERP");
    private static readonly RiskTier[] Tiers = Rules.Schedule.Tiers.ToArray();
    private static readonly MapOptions Bare = new() { Counts = false, MarkTest = false };
    private static readonly string[] Layers = ["0", "1", "2", "3", "4", "5"];

    private readonly LiquidationMapBuilder _bare = new(Grid, RandomPositions.Mark, Bare), _marked = new(Grid, RandomPositions.Mark, Bare with { MarkTest = true });
    private readonly LiquidationMapBuilder _counted = new(Grid, RandomPositions.Mark, Bare with { Counts = true }), _default = new(Grid, RandomPositions.Mark);
    private readonly LiquidationMapBuilder _logarithmic = new(Logarithmic, RandomPositions.Mark, Bare), _coin = new(Grid, RandomPositions.Mark, Bare);
    private readonly LiquidationMapBuilder _threads = new(Grid, RandomPositions.Mark, Bare with { MaxDegreeOfParallelism = 2 });
    private readonly MapLayersBuilder _layered = new(Layers, Grid, RandomPositions.Mark, Bare);
    private RandomPositions _positions = null!, _inverse = null!;
    private double[] _prices = null!, _notionals = null!, _destination = null!;
    private byte[] _layerOfRow = null!;
    private int _start;

    [Params(100_000, 1_000_000, 10_000_000)]
    public int N { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        // Small batches take turns in a million rows: a predictor that sees the same rows again and again learns them by heart.
        _positions = new(Math.Max(N, 1_000_000));
        _inverse = _positions.Inverse();
        (_prices, _notionals) = _positions.Priced(Rules);
        _destination = new double[N];
        _layerOfRow = new byte[_positions.Count];
        new Random(1).NextBytes(_layerOfRow);
        for (int i = 0; i < _layerOfRow.Length; i++)
        {
            _layerOfRow[i] %= (byte)Layers.Length;
        }
    }

    /// <summary>The roofline: the three columns read once.</summary>
    [Benchmark]
    public double ReadOnly() => Baselines.ReadOnly(Next(_positions));

    /// <summary>The roofline of two threads, half of the rows each.</summary>
    [Benchmark]
    public double ReadOnlyOnTwoThreads()
    {
        double[] sums = new double[2 * 64];
        int start = Advance(), half = N / 2;
        Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, t => sums[t * 64] = Baselines.ReadOnly(_positions.Columns.Slice(start + (t * half), half)));
        return sums[0] + sums[64];
    }

    [Benchmark(Baseline = true)]
    public long Map() => Fill(_bare, _positions, Rules);

    [Benchmark]
    public long MapOnTwoThreads() => Fill(_threads, _positions, Rules);

    [Benchmark]
    public long MapWithMarkTest() => Fill(_marked, _positions, Rules);

    [Benchmark]
    public long MapWithCounts() => Fill(_counted, _positions, Rules);

    /// <summary>Counts and mark test.</summary>
    [Benchmark]
    public long MapByDefault() => Fill(_default, _positions, Rules);

    [Benchmark]
    public long MapOfSixLayers()
    {
        _layered.Reset();
        int start = Advance();
        _layered.Add(_positions.Columns.Slice(start, N), _layerOfRow.AsSpan(start, N), Rules);
        return _layered.View(0).LongUnits[Bands / 2];
    }

    [Benchmark]
    public long InverseMap() => Fill(_coin, _inverse, CoinRules);

    [Benchmark]
    public long GeometricMap() => Fill(_logarithmic, _positions, Rules);

    /// <summary>From stored prices, for example in other bands.</summary>
    [Benchmark]
    public long MapOfGivenPrices()
    {
        _bare.Reset();
        int start = Advance();
        _bare.Add(new PricedColumns(_prices.AsSpan(start, N), _notionals.AsSpan(start, N)));
        return _bare.View.LongUnits[Bands / 2];
    }

    [Benchmark]
    public double PricesOnly()
    {
        Liquidation.Prices(Next(_positions), Rules, _destination);
        return _destination[0];
    }

    [Benchmark]
    public double[] PlainLoop() => Baselines.PlainLoop(Next(_positions), Grid, Tiers);

    [Benchmark]
    public double[] PlainLogLoop() => Baselines.LogLoop(Next(_positions), Logarithmic, Tiers);

    private long Fill(LiquidationMapBuilder builder, RandomPositions positions, MarginRules rules)
    {
        builder.Reset();
        builder.Add(Next(positions), rules);
        return builder.View.LongUnits[Bands / 2];
    }

    private PositionColumns Next(RandomPositions positions) => positions.Columns.Slice(Advance(), N);

    private int Advance() => _start = _start + (2 * N) > _positions.Count ? 0 : _start + N;
}
