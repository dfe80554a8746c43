using BenchmarkDotNet.Attributes;

namespace HeatMap.Benchmarks;

/// <summary>Questions about ranges of a living map of a million positions on 16,384 bands, against a Fenwick tree and a plain sum that answer the first of them.</summary>
public class LivingAskBench
{
    /// <summary>More questions than branch prediction remembers: of 10,000 that come again and again it knows every walk of the tree.</summary>
    private const int Live = 1_000_000, Questions = 100_000;

    private readonly LivingMap _map = new(Venues.BinanceUsdm("BTCUSDT"), BandGrid.WithCount(16_384, BandGrid.DefaultRange(RandomPositions.Mark)), RandomPositions.Mark, Live);
    private readonly PriceRange[] _ranges = new PriceRange[Questions];
    private readonly double[] _notionals = new double[Questions];
    private long[] _fenwick = [];

    [GlobalSetup]
    public void Setup()
    {
        var book = new LivingBook(2 * Live);
        _map.Open(book.Columns.Slice(0, Live), new PositionHandle[Live]);
        var random = new Random(3);
        for (int i = 0; i < Questions; i++)
        {
            double low = RandomPositions.Mark * (0.55 + (0.45 * random.NextDouble()));
            (_ranges[i], _notionals[i]) = (new(low, low * (1 + (0.3 * random.NextDouble()))), 1e9 * random.NextDouble());
        }

        ReadOnlySpan<long> units = _map.View.LongUnits;
        _fenwick = new long[units.Length + 1];
        for (int band = 0; band < units.Length; band++)
        {
            for (int i = band + 1; i < _fenwick.Length; i += i & -i)
            {
                _fenwick[i] += units[band];
            }
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Questions)]
    public double Notional()
    {
        double sum = 0;
        foreach (PriceRange range in _ranges)
        {
            sum += _map.Notional(Side.Long, range);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Questions)]
    public double NotionalAndCount()
    {
        double sum = 0;
        foreach (PriceRange range in _ranges)
        {
            sum += _map.Sum(Side.Long, range).Count;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Questions)]
    public double CentreOfMass()
    {
        double sum = 0;
        foreach (PriceRange range in _ranges)
        {
            sum += _map.CentreOfMass(Side.Long, range);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Questions)]
    public double PriceReaching()
    {
        double sum = 0;
        foreach (double notional in _notionals)
        {
            sum += _map.PriceReaching(Side.Long, notional);
        }

        return sum;
    }

    /// <summary>A Fenwick tree of the same units: two walks of up to fourteen steps.</summary>
    [Benchmark(OperationsPerInvoke = Questions)]
    public double FenwickTree()
    {
        double sum = 0;
        BandGrid grid = _map.Grid;
        foreach (PriceRange range in _ranges)
        {
            sum += (Before(grid.IndexOf(range.High)) - Before(grid.IndexOf(range.Low))) * _map.Quantum;
        }

        return sum;
    }

    /// <summary>The bands of the range added up, by vectors.</summary>
    [Benchmark(OperationsPerInvoke = Questions)]
    public double PlainSum()
    {
        double sum = 0;
        MapView view = _map.View;
        foreach (PriceRange range in _ranges)
        {
            sum += view.Notional(Side.Long, range);
        }

        return sum;
    }

    private long Before(int band)
    {
        long sum = 0;
        for (int i = Math.Max(band, 0); i > 0; i &= i - 1)
        {
            sum += _fenwick[i];
        }

        return sum;
    }
}
