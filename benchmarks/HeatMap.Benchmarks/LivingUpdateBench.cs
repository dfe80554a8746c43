using BenchmarkDotNet.Attributes;

namespace HeatMap.Benchmarks;

/// <summary>Closing a random position of a million and opening another in its place, through the public API, against what one would write without it.</summary>
public class LivingUpdateBench
{
    private const int Live = 1_000_000, Updates = 100_000, Batch = 1000;

    private static readonly BandGrid Grid = BandGrid.WithCount(16_384, BandGrid.DefaultRange(RandomPositions.Mark));
    private static readonly MarginRules Rules = Venues.BinanceUsdm("BTCUSDT");

    private readonly LivingBook _book = new(2 * Live);
    private readonly PositionHandle[] _some = new PositionHandle[Batch];
    private PositionHandle[] _handles = [];
    private long[] _ids = [];
    private LivingMap _map = null!;
    private SortedBook _sorted = null!;
    private int _turn, _next;

    [GlobalSetup(Targets = [nameof(OneByOne), nameof(OneByOneOfAFewThousand), nameof(InBatches)])]
    public void SetupMap()
    {
        _map = new(Rules, Grid, RandomPositions.Mark, Live);
        _handles = new PositionHandle[Live];
        _map.Open(_book.Columns.Slice(0, Live), _handles);
        (_turn, _next) = (0, Live);
    }

    [GlobalSetup(Target = nameof(SortedSets))]
    public void SetupSorted()
    {
        _sorted = new(Grid, [.. Rules.Schedule.Tiers]);
        _ids = [.. Enumerable.Range(0, Live).Select(i => _sorted.Open(_book.Entry[i], _book.SignedQuantity[i], _book.Margin[i]))];
        (_turn, _next) = (0, Live);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Updates)]
    public int OneByOne()
    {
        for (int i = 0; i < Updates; i++)
        {
            int place = _book.Order[Turn()], row = Next(1);
            _map.Close(_handles[place]);
            _handles[place] = _map.Open(_book.Positions[row]);
        }

        return _map.Count;
    }

    /// <summary>The same few thousand positions again and again: what it costs where memory is near.</summary>
    [Benchmark(OperationsPerInvoke = Updates)]
    public int OneByOneOfAFewThousand()
    {
        for (int i = 0; i < Updates; i++)
        {
            int place = _book.Order[i & 4095], row = Next(1);
            _map.Close(_handles[place]);
            _handles[place] = _map.Open(_book.Positions[row]);
        }

        return _map.Count;
    }

    /// <summary>A thousand at a time.</summary>
    [Benchmark(OperationsPerInvoke = Updates)]
    public int InBatches()
    {
        for (int done = 0; done < Updates; done += Batch)
        {
            int first = _turn;
            for (int i = 0; i < Batch; i++)
            {
                _some[i] = _handles[_book.Order[Turn()]];
            }

            _map.Close(_some);
            _map.Open(_book.Columns.Slice(Next(Batch), Batch), _some);
            for (int i = 0; i < Batch; i++)
            {
                _handles[_book.Order[(first + i) % Live]] = _some[i];
            }
        }

        return _map.Count;
    }

    /// <summary>A dictionary of positions and sorted sets of price and id.</summary>
    [Benchmark(OperationsPerInvoke = Updates)]
    public int SortedSets()
    {
        for (int i = 0; i < Updates; i++)
        {
            int place = _book.Order[Turn()], row = Next(1);
            _sorted.Close(_ids[place]);
            _ids[place] = _sorted.Open(_book.Entry[row], _book.SignedQuantity[row], _book.Margin[row]);
        }

        return _sorted.Count;
    }

    private int Turn() => _turn = _turn + 1 == Live ? 0 : _turn + 1;

    private int Next(int count)
    {
        int row = _next + count > _book.Entry.Length ? 0 : _next;
        _next = row + count;
        return row;
    }
}
