using BenchmarkDotNet.Attributes;
using HeatMap.Cascades;

namespace HeatMap.Benchmarks;

/// <summary>Volume shocks on a book over the bands of a map: level by level, and by the step function. One operation is one shock; on average some 900 of 8,192 bands go.</summary>
public class CascadeTableBench
{
    private const int Bands = 8192, Shocks = 4096;
    private const double Mark = 60_000;

    private readonly double[] _volumes = new double[Shocks], _starts = new double[Shocks];
    private readonly int[] _levels = new int[Shocks];
    private LiquidationLadder? _ladder;
    private CascadeModel? _model;
    private VolumeThresholds? _table;
    private CascadeThresholds? _thresholds;
    private double[] _records = [];
    private int[] _stops = [];

    [GlobalSetup]
    public void Setup()
    {
        // Every band holds something, and the book a little more on the whole: where it is thin for a while, price falls through.
        var stream = new RandomStream(6, 2);
        double width = 0.5 * Mark / Bands;
        double[] prices = [.. Enumerable.Range(1, Bands).Select(i => Mark - (width * i))];
        double[] quantities = [.. Enumerable.Range(0, Bands).Select(i => stream.Exponential(i))];
        BookLevel[] bids = [.. Enumerable.Range(0, Bands).Select(i => new BookLevel(Mark - (width * (i + 0.5)), 1.1 * stream.Exponential(Bands + i)))];
        _ladder = LiquidationLadder.FromPositions(prices, quantities, Mark);
        _model = new(DepthCurve.FromLevels(bids, []));
        _table = _model.VolumeThresholds(_ladder, Shock.Volume(Direction.Down, 0));
        _thresholds = _model.Thresholds(_ladder, Direction.Down);
        for (int i = 0; i < Shocks; i++)
        {
            _volumes[i] = 185 * stream.Uniform((2 * Bands) + i);
            _starts[i] = Mark * (1 - (0.05 * stream.Uniform((3 * Bands) + i)));
        }

        _records = _table.Steps.ToArray();
        _stops = [.. _records.Select(r => _table.Sweep(Math.BitDecrement(r))), _table.Sweep(double.MaxValue)];
        for (int i = 0; i < Shocks; i++)
        {
            if (_table.Levels(_volumes[i]) != _table.Sweep(_volumes[i]) || Search(_volumes[i]) != _table.Sweep(_volumes[i]))
            {
                throw new InvalidOperationException("the forms differ");
            }
        }

        Console.WriteLine($"// {_records.Length} steps; on average {_volumes.Average(v => _table.Sweep(v)):N0} bands of {Bands} go");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Shocks)]
    public int Sweep()
    {
        int sum = 0;
        foreach (double volume in _volumes)
        {
            sum += _table!.Sweep(volume);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Shocks)]
    public int BinarySearch()
    {
        int sum = 0;
        foreach (double volume in _volumes)
        {
            sum += Search(volume);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Shocks)]
    public int Table()
    {
        int sum = 0;
        foreach (double volume in _volumes)
        {
            sum += _table!.Levels(volume);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Shocks)]
    public int TableOfMany()
    {
        _table!.Levels(_volumes, _levels);
        return _levels[^1];
    }

    [Benchmark(OperationsPerInvoke = Shocks)]
    public int PriceShockByTable()
    {
        int sum = 0;
        foreach (double start in _starts)
        {
            sum += _thresholds!.Levels(start);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Shocks)]
    public int PriceAndVolumeShock()
    {
        int sum = 0;
        for (int i = 0; i < _starts.Length; i++)
        {
            sum += _thresholds!.Levels(_starts[i], _volumes[i]);
        }

        return sum;
    }

    [Benchmark]
    public VolumeThresholds BuildTable() => _model!.VolumeThresholds(_ladder!, Shock.Volume(Direction.Down, 0));

    [Benchmark]
    public CascadeThresholds BuildThresholds() => _model!.Thresholds(_ladder!, Direction.Down);

    private int Search(double volume)
    {
        int place = Array.BinarySearch(_records, volume);
        return _stops[place < 0 ? ~place : place + 1];
    }
}
