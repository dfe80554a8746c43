using BenchmarkDotNet.Attributes;

namespace HeatMap.Benchmarks;

/// <summary>Moves of the mark over a million live positions: ticks that cross nothing, and ticks that each cross a few, with as many opened again.</summary>
public class LivingMarkBench
{
    private const int Live = 1_000_000, Ticks = 1000;

    private readonly LivingBook _book = new(2 * Live);
    private LivingMap _map = null!;
    private int _next;
    private double _mark;

    [GlobalSetup]
    public void Setup()
    {
        _map = new(Venues.BinanceUsdm("BTCUSDT"), BandGrid.WithCount(16_384, BandGrid.DefaultRange(RandomPositions.Mark)), RandomPositions.Mark, Live);
        _map.Open(_book.Columns.Slice(0, Live), new PositionHandle[Live]);
        (_next, _mark) = (Live, RandomPositions.Mark);
        _map.Mark(0.999 * _mark, 1.001 * _mark, _mark);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Ticks)]
    public int TickThatCrossesNothing()
    {
        int crossed = 0;
        for (int i = 0; i < Ticks; i++)
        {
            crossed += _map.Mark(_mark * (1 + (((i & 15) - 8) * 1e-5))).Count;
        }

        return crossed;
    }

    /// <summary>A wick of half a percent either way, and a position opened for each that it took: the time of a tick and of what it crossed, by position.</summary>
    [Benchmark]
    public int WickAndReopening()
    {
        ForcedOrders orders = _map.Mark(0.995 * _mark, 1.005 * _mark, _mark);
        int crossed = orders.Count;
        for (int i = 0; i < crossed; i++)
        {
            _next = _next + 1 == _book.Positions.Length ? 0 : _next + 1;
            _map.Open(_book.Positions[_next]);
        }

        return crossed;
    }
}
