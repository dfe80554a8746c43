using BenchmarkDotNet.Attributes;

namespace HeatMap.Benchmarks;

/// <summary>Moves of the mark over a million live positions: ticks that cross nothing, and wicks that each take a hundred.</summary>
public class LivingMarkBench
{
    private const int Live = 1_000_000, Ticks = 1000, Taken = 100, WicksPerRound = 100;

    private readonly double[] _prices = new double[Taken * WicksPerRound], _quantities = new double[Taken];
    private readonly PositionHandle[] _some = new PositionHandle[Taken];
    private LivingMap _map = null!;
    private double _mark;

    [GlobalSetup]
    public void Setup()
    {
        _map = new(Venues.BinanceUsdm("BTCUSDT"), BandGrid.WithCount(16_384, BandGrid.DefaultRange(RandomPositions.Mark)), RandomPositions.Mark, Live + Taken);
        _map.Open(new LivingBook(2 * Live).Columns.Slice(0, Live), new PositionHandle[Live]);
        _mark = RandomPositions.Mark;
        _map.Mark(0.995 * _mark, 1.005 * _mark, _mark);
        var random = new Random(5);
        for (int i = 0; i < _prices.Length; i++)
        {
            bool isLong = i % 2 == 0;
            _prices[i] = _mark * (1 + ((isLong ? -0.0049 : 0.0049) * random.NextDouble()));
            _quantities[i % Taken] = isLong ? 1 : -1;
        }
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

    /// <summary>A hundred positions opened within half a percent of the mark, and a wick that takes them all: the time of one, opening, crossing, sorting and reading its order.</summary>
    [Benchmark(OperationsPerInvoke = Taken * WicksPerRound)]
    public double OpenedAndTakenByAWick()
    {
        double notional = 0;
        for (int wick = 0; wick < WicksPerRound; wick++)
        {
            _map.OpenAt(_prices.AsSpan(wick * Taken, Taken), _quantities, _some);
            foreach (ForcedOrder order in _map.Mark(0.995 * _mark, 1.005 * _mark, _mark))
            {
                notional += order.Notional;
            }
        }

        return notional;
    }
}
