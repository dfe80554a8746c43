using BenchmarkDotNet.Attributes;

namespace HeatMap.Benchmarks;

/// <summary>Each width of vectors, and the plain reference form that all of them must equal: a million positions, 2,048 bands.</summary>
public class MapWidthsBench
{
    private const int N = 1_000_000;

    private static readonly MarginRules Rules = Venues.BinanceUsdm("BTCUSDT");
    private static readonly BandGrid Grid = BandGrid.WithCount(2048, BandGrid.DefaultRange(RandomPositions.Mark));
    private static readonly BandGrid Logarithmic = BandGrid.Geometric(Math.Pow(3, 1.0 / 2048) - 1, BandGrid.DefaultRange(RandomPositions.Mark));
    private static readonly MapOptions Bare = new() { Counts = false, MarkTest = false };

    private readonly RandomPositions _positions = new(N);
    private readonly MapCells _cells = new(Grid.Count, counts: false);
    private readonly MapCells _logarithmic = new(Logarithmic.Count, counts: false);

    /// <summary>64 is the plain form.</summary>
    [Params(64, 128, 256, 512)]
    public int Bits { get; set; }

    [Benchmark]
    public long Map() => Fill(Grid, _cells);

    [Benchmark]
    public long GeometricMap() => Fill(Logarithmic, _logarithmic);

    private long Fill(BandGrid grid, MapCells cells)
    {
        cells.Clear();
        new MapFill(new(grid, RandomPositions.Mark, Bare), cells, Bits).Add(_positions.Columns, Rules);
        return cells.Most;
    }
}
