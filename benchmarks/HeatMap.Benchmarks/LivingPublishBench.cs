using BenchmarkDotNet.Attributes;

namespace HeatMap.Benchmarks;

/// <summary>Making a hundred updates visible, and a reader's copy of them, against copying all cells. Each figure with the hundred updates has their time in it; <see cref="Updates"/> is that alone.</summary>
/// <remarks>The updates are of 4,096 of the million positions, whose rows stay near: of a million they would take twenty times what is to be seen. Their cells lie all over the window.</remarks>
public class LivingPublishBench
{
    private const int Live = 1_000_000, Rounds = 200, UpdatesPerRound = 100;

    private readonly LivingMap _map = new(Venues.BinanceUsdm("BTCUSDT"), BandGrid.WithCount(16_384, BandGrid.DefaultRange(RandomPositions.Mark)), RandomPositions.Mark, Live);
    private readonly LivingBook _book = new(2 * Live);
    private readonly PositionHandle[] _handles = new PositionHandle[Live];
    private MapReader _reader = null!;
    private long[] _cells = [], _copy = [];
    private int _turn, _next = Live;

    [GlobalSetup]
    public void Setup()
    {
        _map.Open(_book.Columns.Slice(0, Live), _handles);
        _reader = _map.CreateReader();

        // What readers see of a map: units and counts of both sides.
        _cells = new long[4 * (_map.Grid.Count + 5)];
        _copy = new long[_cells.Length];
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rounds)]
    public int Updates()
    {
        for (int round = 0; round < Rounds; round++)
        {
            UpdateHundred();
        }

        return _map.Count;
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public long UpdatesAndPublish()
    {
        for (int round = 0; round < Rounds; round++)
        {
            UpdateHundred();
            _map.Publish();
        }

        return _map.Version;
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public long UpdatesPublishAndRefresh()
    {
        for (int round = 0; round < Rounds; round++)
        {
            UpdateHundred();
            _map.Publish();
            _reader.Refresh();
        }

        return _reader.Version;
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public long UpdatesAndFullCopy()
    {
        for (int round = 0; round < Rounds; round++)
        {
            UpdateHundred();
            _cells.CopyTo(_copy, 0);
        }

        return _copy[1];
    }

    private void UpdateHundred()
    {
        for (int i = 0; i < UpdatesPerRound; i++)
        {
            _turn = (_turn + 1) & 4095;
            _next = _next + 1 == _book.Positions.Length ? 0 : _next + 1;
            int place = _book.Order[_turn];
            _map.Close(_handles[place]);
            _handles[place] = _map.Open(_book.Positions[_next]);
        }
    }
}
