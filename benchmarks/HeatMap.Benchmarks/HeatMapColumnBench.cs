using BenchmarkDotNet.Attributes;

namespace HeatMap.Benchmarks;

/// <summary>Columns of a heat map: a million cohorts over 1,440 columns of 2,048 bands and two sides; times are those of one column.</summary>
/// <remarks>Every form adds the cohorts of a column, takes away what the price reached, and keeps the column; <c>benchmarks/peers/numpy_columns.py</c> does the same on the same numbers.</remarks>
public class HeatMapColumnBench
{
    private readonly RandomCohorts _data = new();
    private readonly double[,,] _matrix = new double[RandomCohorts.Columns, 2, RandomCohorts.Bands];
    private readonly double[] _middles = new double[RandomCohorts.Bands];
    private readonly long[] _part = new long[RandomCohorts.Bands];
    private LiquidationHeatMapBuilder _dense = null!, _sparse = null!, _decaying = null!, _snapshots = null!;
    private LiquidationMap _map = null!;

    [GlobalSetup]
    public void Setup()
    {
        var interval = TimeSpan.FromMilliseconds(RandomCohorts.IntervalMs);
        _dense = new(_data.Grid, interval, new() { Columns = RandomCohorts.Columns });
        _sparse = new(_data.Grid, interval, new() { Columns = RandomCohorts.Columns, Storage = HeatMapStorage.Sparse, SparseBytes = 1 << 26 });
        _decaying = new(_data.Grid, interval, new() { Columns = RandomCohorts.Columns, Layers = [new("all", TimeSpan.FromHours(6))] });
        _snapshots = new(_data.Grid, interval, new() { Columns = RandomCohorts.Columns });
        double[] prices = [.. _data.Band[..20_000].Select(b => _data.Grid[b].Middle)];
        _map = LiquidationMap.Build(new PricedColumns(prices, _data.SignedNotional.AsSpan(0, 20_000)), _data.Grid, _data.Last[0], new() { MarkTest = false });
        for (int band = 0; band < RandomCohorts.Bands; band++)
        {
            _middles[band] = _data.Grid[band].Middle;
        }
    }

    /// <summary>What one would write: the library's grid for the price axis, an array of two sides for the picture.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = RandomCohorts.Columns)]
    public double Plain()
    {
        double[] longs = new double[RandomCohorts.Bands], shorts = new double[RandomCohorts.Bands];
        for (int column = 0; column < RandomCohorts.Columns; column++)
        {
            for (int band = 0; band < RandomCohorts.Bands; band++)
            {
                double middle = _data.Grid[band].Middle;
                if (middle >= _data.Low[column])
                {
                    longs[band] = 0;
                }

                if (middle <= _data.High[column])
                {
                    shorts[band] = 0;
                }
            }

            AddAndKeep(column, longs, shorts);
        }

        return _matrix[RandomCohorts.Columns - 1, 0, 0];
    }

    /// <summary>The same with the middles of the bands worked out before.</summary>
    [Benchmark(OperationsPerInvoke = RandomCohorts.Columns)]
    public double PlainWithMiddles()
    {
        double[] longs = new double[RandomCohorts.Bands], shorts = new double[RandomCohorts.Bands];
        for (int column = 0; column < RandomCohorts.Columns; column++)
        {
            for (int band = 0; band < RandomCohorts.Bands; band++)
            {
                if (_middles[band] >= _data.Low[column])
                {
                    longs[band] = 0;
                }

                if (_middles[band] <= _data.High[column])
                {
                    shorts[band] = 0;
                }
            }

            AddAndKeep(column, longs, shorts);
        }

        return _matrix[RandomCohorts.Columns - 1, 0, 0];
    }

    [Benchmark(OperationsPerInvoke = RandomCohorts.Columns)]
    public int Dense() => Advance(_dense);

    /// <summary>Weights in whole units, which need no rounding.</summary>
    [Benchmark(OperationsPerInvoke = RandomCohorts.Columns)]
    public int DenseUnits()
    {
        _dense.Reset();
        for (int column = 0; column < RandomCohorts.Columns; column++)
        {
            Range rows = _data.Start[column].._data.Start[column + 1];
            _dense.Advance(column * RandomCohorts.IntervalMs, new(_data.Low[column], _data.High[column], _data.Last[column]), new CohortColumns(_data.Band.AsSpan(rows), _data.SignedUnits.AsSpan(rows)));
        }

        return _dense.ColumnCount;
    }

    /// <summary>All columns in one call, every row checked before the first is added.</summary>
    [Benchmark(OperationsPerInvoke = RandomCohorts.Columns)]
    public int DenseAtOnce()
    {
        _dense.Reset();
        return _dense.Advance(_data.Paths, new CohortColumns(_data.Band, _data.SignedNotional), _data.BirthUnixMs);
    }

    [Benchmark(OperationsPerInvoke = RandomCohorts.Columns)]
    public int Decaying() => Advance(_decaying);

    [Benchmark(OperationsPerInvoke = RandomCohorts.Columns)]
    public int Sparse() => Advance(_sparse);

    /// <summary>A map as the next column.</summary>
    [Benchmark(OperationsPerInvoke = RandomCohorts.Columns)]
    public int Snapshot()
    {
        _snapshots.Reset();
        for (int column = 0; column < RandomCohorts.Columns; column++)
        {
            _snapshots.Append(column * RandomCohorts.IntervalMs, _map.View);
        }

        return _snapshots.ColumnCount;
    }

    /// <summary>Copies a column out again.</summary>
    [Benchmark(OperationsPerInvoke = RandomCohorts.Columns)]
    public long Read()
    {
        if (_dense.ColumnCount == 0)
        {
            Advance(_dense);
        }

        long sum = 0;
        for (int column = 0; column < RandomCohorts.Columns; column++)
        {
            _dense.CopyUnits(column, Side.Long, 0, _part);
            sum += _part[0];
        }

        return sum;
    }

    private int Advance(LiquidationHeatMapBuilder builder)
    {
        builder.Reset();
        for (int column = 0; column < RandomCohorts.Columns; column++)
        {
            Range rows = _data.Start[column].._data.Start[column + 1];
            builder.Advance(column * RandomCohorts.IntervalMs, new(_data.Low[column], _data.High[column], _data.Last[column]), new CohortColumns(_data.Band.AsSpan(rows), _data.SignedNotional.AsSpan(rows)));
        }

        return builder.ColumnCount;
    }

    private void AddAndKeep(int column, double[] longs, double[] shorts)
    {
        for (int row = _data.Start[column]; row < _data.Start[column + 1]; row++)
        {
            double notional = _data.SignedNotional[row];
            if (notional > 0)
            {
                longs[_data.Band[row]] += notional;
            }
            else
            {
                shorts[_data.Band[row]] -= notional;
            }
        }

        for (int band = 0; band < RandomCohorts.Bands; band++)
        {
            _matrix[column, 0, band] = longs[band];
            _matrix[column, 1, band] = shorts[band];
        }
    }
}
