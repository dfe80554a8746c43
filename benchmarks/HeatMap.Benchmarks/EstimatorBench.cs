using BenchmarkDotNet.Attributes;
using HeatMap.Estimation;

namespace HeatMap.Benchmarks;

/// <summary>Hidden positions from 3,840 bars; times are those of one bar. The small size is that of the fastest open peer: 4 classes of distance, 1,100 bands, both sides.</summary>
public class EstimatorBench
{
    private readonly MarketBar[] _bars = EstimatorBars.Draw();
    private double[,,] _picture = null!;
    private double[] _longs = null!, _shorts = null!;
    private BandGrid _grid = null!;
    private Calibration _calibration = null!;
    private PositionEstimator _plain = null!, _hazard = null!;
    private LiquidationHeatMapBuilder _heat = null!;

    [Params(4, 16)]
    public int Classes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _grid = Classes == 4 ? BandGrid.Geometric(0.001, new(34_700, 104_000)) : BandGrid.Geometric(0.0005, new(36_000, 100_000));
        _calibration = EstimatorBars.Classes(Classes);
        _picture = new double[EstimatorBars.Count, 2, _grid.Count];
        (_longs, _shorts) = (new double[_grid.Count], new double[_grid.Count]);
        _plain = new(_calibration, _grid);
        _hazard = new(_calibration, _grid, new() { Hazard = new() });
        _heat = new(_grid, TimeSpan.FromMinutes(15), new() { Columns = EstimatorBars.Count });
    }

    /// <summary>What one would write first; see <see cref="DenseEstimator"/>.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = EstimatorBars.Count)]
    public double DenseLoops()
    {
        var estimator = new DenseEstimator(_calibration, _grid);
        foreach (ref readonly MarketBar bar in _bars.AsSpan())
        {
            estimator.Add(bar);
        }

        estimator.Column(_longs, _shorts);
        return _longs[3];
    }

    /// <summary>The same with a column of the picture each bar.</summary>
    [Benchmark(OperationsPerInvoke = EstimatorBars.Count)]
    public double DenseLoopsAndHeatMap()
    {
        var estimator = new DenseEstimator(_calibration, _grid);
        for (int i = 0; i < _bars.Length; i++)
        {
            estimator.Add(_bars[i]);
            estimator.Column(_longs, _shorts);
            Buffer.BlockCopy(_longs, 0, _picture, 16 * _grid.Count * i, 8 * _grid.Count);
            Buffer.BlockCopy(_shorts, 0, _picture, (16 * _grid.Count * i) + (8 * _grid.Count), 8 * _grid.Count);
        }

        return _picture[7, 1, 3];
    }

    [Benchmark(OperationsPerInvoke = EstimatorBars.Count)]
    public double Estimator() => Run(_plain);

    [Benchmark(OperationsPerInvoke = EstimatorBars.Count)]
    public int EstimatorAndHeatMap()
    {
        _plain.Reset();
        _heat.Reset();
        foreach (ref readonly MarketBar bar in _bars.AsSpan())
        {
            _plain.Add(bar);
            _heat.Append(bar.OpenTimeUnixMs, _plain.View, bar.Low, bar.High);
        }

        return _heat.ColumnCount;
    }

    /// <summary>Where some close sooner than others, every cell has its own factor.</summary>
    [Benchmark(OperationsPerInvoke = EstimatorBars.Count)]
    public double EstimatorWithHazard() => Run(_hazard);

    private double Run(PositionEstimator estimator)
    {
        estimator.Reset();
        foreach (ref readonly MarketBar bar in _bars.AsSpan())
        {
            estimator.Add(bar);
        }

        return estimator.StandingQuantity(Side.Long);
    }
}
