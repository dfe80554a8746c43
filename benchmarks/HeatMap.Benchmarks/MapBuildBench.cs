using BenchmarkDotNet.Attributes;

namespace HeatMap.Benchmarks;

/// <summary>Positions to a map of 2,048 uniform bands: the builder against what one would write without it.</summary>
public class MapBuildBench
{
    private const int Bands = 2048;

    private static readonly BandGrid Grid = BandGrid.WithCount(Bands, BandGrid.DefaultRange(RandomPositions.Mark));
    private static readonly MarginRules Rules = Venues.BinanceUsdm("BTCUSDT");

    private RandomPositions _positions = null!;
    private LiquidationMapBuilder _builder = null!;
    private double[] _prices = null!;

    [Params(100_000, 1_000_000)]
    public int N { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _positions = new(N);
        _builder = new(Grid, RandomPositions.Mark);
        _prices = new double[N];
    }

    /// <summary>A hand-written loop over the same columns: the right tier, doubles, a division for the band.</summary>
    [Benchmark(Baseline = true)]
    public double[] PlainLoop()
    {
        var cells = new double[2 * (Bands + 2)];
        double lower = Grid.Lower, width = Grid.Step;
        ReadOnlySpan<RiskTier> tiers = Rules.Schedule.Tiers;
        for (int i = 0; i < _positions.Entry.Length; i++)
        {
            double q = _positions.SignedQuantity[i], entry = _positions.Entry[i], margin = _positions.Margin[i];
            double price = q > 0 ? double.NegativeInfinity : double.PositiveInfinity;
            foreach (RiskTier tier in tiers)
            {
                double p = ((q * entry) - margin - tier.Deduction) / (q - (Math.Abs(q) * tier.MaintenanceRate));
                price = q > 0 ? Math.Max(price, p) : Math.Min(price, p);
            }

            int band = (int)Math.Clamp(Math.Floor((price - lower) / width), -1, Bands) + 1;
            cells[(q > 0 ? 0 : Bands + 2) + band] += Math.Abs(q) * price;
        }

        return cells;
    }

    /// <summary>What most people write first: objects, a query, a group for each band.</summary>
    [Benchmark]
    public IReadOnlyDictionary<(bool, int), double> LinqGroupBy() => Enumerable.Range(0, N)
        .Select(i => Position.FromSigned(_positions.SignedQuantity[i], _positions.Entry[i], margin: _positions.Margin[i]))
        .Select(static p => (p.Side, p.Quantity, Price: Liquidation.Price(p, Rules)))
        .Where(static p => !double.IsNaN(p.Price))
        .GroupBy(static p => (p.Side == Side.Long, (int)Math.Floor(p.Price / Grid.Step)))
        .ToDictionary(static g => g.Key, static g => g.Sum(static p => p.Quantity * p.Price));

    [Benchmark]
    public long BuilderAdd()
    {
        _builder.Reset();
        _builder.Add(_positions.Columns, Rules);
        return _builder.View.LongUnits[Bands / 2];
    }

    [Benchmark]
    public double PricesOnly()
    {
        Liquidation.Prices(_positions.Columns, Rules, _prices);
        return _prices[0];
    }
}
