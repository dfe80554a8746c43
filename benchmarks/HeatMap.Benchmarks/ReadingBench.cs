using BenchmarkDotNet.Attributes;

namespace HeatMap.Benchmarks;

/// <summary>Readings of a map of a million positions on 16,384 bands, each beside the same reading in plain LINQ.</summary>
public class ReadingBench
{
    private static readonly double[] Within = [0.01, 0.02, 0.05, 0.1];

    private readonly PriceReach _day = new GeometricBrownian(0.6).Within(TimeSpan.FromDays(1));
    private readonly ReportOptions _options = new() { Model = new GeometricBrownian(0.6) };
    private readonly Zone[] _zones = new Zone[100];
    private readonly Gap[] _gaps = new Gap[10];
    private readonly Asymmetry[] _curve = new Asymmetry[Within.Length];
    private LiquidationMap _map = null!;
    private double _minProminence;

    [GlobalSetup]
    public void Setup()
    {
        BandGrid grid = BandGrid.WithCount(16_384, BandGrid.DefaultRange(RandomPositions.Mark));
        _map = LiquidationMap.Build(new RandomPositions(1_000_000).Columns, Venues.BinanceUsdm("BTCUSDT"), grid, RandomPositions.Mark);
        _minProminence = _map.Zones()[99].Prominence;

        LinqReading linq = new(_map);
        var zones = _map.Zones(_minProminence);
        if (!linq.Zones(_minProminence).Select(z => (z.Side, z.Peak, z.Range)).SequenceEqual(zones.Select(z => (z.Side, z.PeakBand, z.Range))))
        {
            throw new InvalidOperationException("the two forms find other zones");
        }
    }

    [Benchmark]
    public int Zones() => _map.View.Zones(_minProminence, _zones);

    [Benchmark]
    public int ZonesInLinq() => new LinqReading(_map).Zones(_minProminence).Count;

    [Benchmark]
    public double AsymmetryCurve()
    {
        _map.View.AsymmetryCurve(Within, _curve);
        return _curve[0].Imbalance;
    }

    [Benchmark]
    public double AsymmetryCurveInLinq() => Within.Select(new LinqReading(_map).Asymmetry).First();

    [Benchmark]
    public MapShape Shape() => _map.View.Shape();

    [Benchmark]
    public (double Long, double Short) ShapeInLinq() => new LinqReading(_map).CentresOfMass();

    [Benchmark]
    public Concentration Concentration() => _map.View.Concentration();

    [Benchmark]
    public (double Hhi, double Gini, double Entropy) ConcentrationInLinq() => new LinqReading(_map).Concentration(null);

    [Benchmark]
    public int Gaps() => _map.View.Gaps(Side.Long, _gaps);

    [Benchmark]
    public int GapsInLinq() => new LinqReading(_map).Gaps(Side.Long).Count;

    [Benchmark]
    public TouchedNotional Touched() => _map.View.ExpectedTouched(_day);

    [Benchmark]
    public (double Long, double Short) TouchedInLinq() => new LinqReading(_map).Touched(_day);

    [Benchmark]
    public MapReport Report() => _map.Report(_options);

    [Benchmark]
    public int ReportInLinq() => new LinqReading(_map).Report(_options);
}
