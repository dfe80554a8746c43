using BenchmarkDotNet.Attributes;

namespace HeatMap.Benchmarks;

/// <summary>Whole maps: sums, other bands, bytes.</summary>
public class MapMergeBench
{
    private LiquidationMap[] _maps = null!;
    private LiquidationMap _sparse = null!;
    private BandGrid _coarse = null!;
    private byte[] _bytes = null!, _sparseBytes = null!;

    [Params(2048, 16_384)]
    public int Bands { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        MarginRules rules = Venues.BinanceUsdm("BTCUSDT");
        BandGrid grid = BandGrid.Uniform(60_000.0 / Bands * 1.024, new(30_000, 30_000 + (60_000 * 1.024)));
        _coarse = BandGrid.Uniform(grid.Step * 8, new(48_000, 72_000));
        var positions = new RandomPositions(160_000);
        _maps = [.. Enumerable.Range(0, 16).Select(i => LiquidationMap.Build(positions.Columns.Slice(i * 10_000, 10_000), rules, grid, RandomPositions.Mark))];
        _sparse = LiquidationMap.Build(positions.Columns.Slice(0, 100), rules, grid, RandomPositions.Mark);
        (_bytes, _sparseBytes) = (_maps[0].ToBytes(), _sparse.ToBytes());
    }

    [Benchmark]
    public LiquidationMap MergeTwo() => LiquidationMap.Merge(_maps[0], _maps[1]);

    [Benchmark]
    public LiquidationMap MergeSixteen() => LiquidationMap.Merge(_maps);

    [Benchmark]
    public MapDifference Subtract() => _maps[0] - _maps[1];

    [Benchmark]
    public LiquidationMap Reband() => _maps[0].Reband(_coarse);

    [Benchmark]
    public int Write()
    {
        _maps[0].TryWrite(_bytes, out int written);
        return written;
    }

    [Benchmark]
    public int WriteSparse()
    {
        _sparse.TryWrite(_sparseBytes, out int written);
        return written;
    }

    [Benchmark]
    public bool Read() => LiquidationMap.TryRead(_bytes, out _, out _);

    [Benchmark]
    public bool ReadSparse() => LiquidationMap.TryRead(_sparseBytes, out _, out _);
}
