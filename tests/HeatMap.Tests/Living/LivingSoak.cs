namespace HeatMap.Tests.Living;

/// <summary>Random operations on living maps of all kinds, beside arrays that say what must be open.</summary>
/// <remarks>
/// One call of the map is one operation, also where it is a batch. Lives follow each other: each draws contract, grid, options, layers and capacity, and ends
/// after a number of operations. Every report of a mark is checked order by order, and for completeness; every so often the map is compared with one that is
/// built from nothing, with what a reader shows, with the ledger kept here, and range questions with plain sums. A difference is an exception that names life and
/// operation. Used by a test and by the soak command, so it knows no test framework.
/// </remarks>
public sealed partial class LivingSoak(ulong seed)
{
    private const int Stale = 64, MostCapacity = 4000;
    private static readonly MarginRules[] AllRules =
    [
        Venues.BinanceUsdm("BTCUSDT"),
        Venues.Get("binance-coinm", "BTCUSD_PERP"),
        new(new ContractSpec("Q", ContractKind.Quanto, "USD", "BTC"), MaintenanceSchedule.SingleRate(0.02)),
        new(ContractSpec.Linear("S", "USDT"), MaintenanceSchedule.SingleRate(0.005)),
    ];

    private readonly Row[] _rows = new Row[MostCapacity];
    private readonly int[] _rowOf = new int[MostCapacity];
    private readonly PositionHandle[] _stale = new PositionHandle[Stale], _handles = new PositionHandle[Stale];
    private readonly double[] _first = new double[Stale], _second = new double[Stale], _third = new double[Stale];
    private readonly byte[] _layers = new byte[Stale];
    private readonly bool[] _picked = new bool[MostCapacity];
    private ulong _state = (seed * 0x9E3779B97F4A7C15UL) + 1;
    private MarginRules _rules = AllRules[0];
    private MapOptions _options = new();
    private LivingMap _map = null!;
    private MapReader? _reader;
    private Flows _longs, _shorts;
    private double _start, _unit;
    private int _count, _target;

    /// <summary>Calls of a map so far.</summary>
    public long Operations { get; private set; }

    public long Lives { get; private set; }

    /// <summary>Single positions opened, changed, closed and liquidated.</summary>
    public long Updates { get; private set; }

    public long Liquidations { get; private set; }

    /// <summary>Comparisons with a map that is built from nothing.</summary>
    public long Rebuilds { get; private set; }

    /// <summary>Marks that moved the window.</summary>
    public long WindowMoves { get; private set; }

    /// <summary>Marks whose reports were checked for completeness; every report's orders are checked.</summary>
    public long CompleteMarks { get; private set; }

    public long Refusals { get; private set; }

    public LivingLedger Ledger => _map.Ledger;

    /// <summary>Lives through some more operations, the last life to its end or not.</summary>
    public void Run(long operations, long operationsOfALife)
    {
        long left = 0, check = 0, interval = 1;
        for (long i = 0; i < operations; i++)
        {
            if (left-- == 0)
            {
                Begin();
                (left, check, interval) = (operationsOfALife - 1, 1, 1);
            }

            Operations++;
            Step();
            if (--check == 0)
            {
                Compare();

                // Often at first, when little has happened and a failure is easy to follow; then rarely.
                interval = Math.Min(4096, interval + (interval / 4) + 1);
                check = interval;
            }
        }

        Compare();
    }

    private ref Flows FlowOf(double signed) => ref signed > 0 ? ref _longs : ref _shorts;

    private void Begin()
    {
        Lives++;
        _rules = AllRules[Whole(0, AllRules.Length - 1)];
        _start = Chance(0.5) ? 60_000 : 0.08;
        int bands = (int)Math.Exp(Between(0, Math.Log(3000))), capacity = (int)Math.Exp(Between(Math.Log(4), Math.Log(MostCapacity)));
        double width = Between(0.02, 0.95);
        var range = new PriceRange(_start * (1 - width), _start * (1 + width));
        BandGrid grid = Chance(0.5) ? BandGrid.WithCount(bands, range) : BandGrid.Geometric(Math.Clamp(Math.Pow(range.High / range.Low, 1.0 / bands) - 1, 1e-5, 9), range);
        _options = new() { Counts = Chance(0.8), MarkTest = Chance(0.8), Quantum = Chance(0.7) ? MapOptions.DefaultQuantum : 1.0 / 1024 };
        int layers = Chance(0.4) ? Whole(1, 5) : 0;
        _map = new(_rules, grid, _start, Math.Max(1, capacity / 2), _options, [.. Enumerable.Range(0, layers).Select(i => $"layer {i}")]);
        _map.EnsureCapacity(capacity);
        _unit = _rules.Contract.Kind == ContractKind.Inverse ? _start : 1;
        (_count, _target, _reader, _longs, _shorts) = (0, capacity - (capacity / 8), null, default, default);
        Array.Clear(_stale);
    }

    private void Step()
    {
        // The book fills up to its target and is then held there.
        double kind = Unit() * 100;
        if (kind < (_count < _target ? 30 : 12))
        {
            Open();
        }
        else if (kind < 44)
        {
            Close();
        }
        else if (kind < 66)
        {
            Change();
        }
        else if (kind < 92)
        {
            Mark();
        }
        else
        {
            Rare(Unit() * 8);
        }
    }

    private void Rare(double kind)
    {
        switch (kind)
        {
            case < 1.5:
                OpenMany();
                break;
            case < 2.5:
                CloseMany();
                break;
            case < 4.5:
                ChangeMany();
                break;
            case < 6.5:
                _map.Publish();
                break;
            case < 6.8:
                Recentre();
                break;
            case < 6.82:
                Fund();
                break;
            case < 6.83:
                Refuse();
                break;
            default:
                Look();
                break;
        }
    }

    private void Look()
    {
        PositionHandle stale = _stale[Whole(0, Stale - 1)];
        Require(!_map.IsLive(stale) && !_map.TryGet(stale, out _), "a stale handle is live");
        if (_count > 0)
        {
            Row row = _rows[Whole(0, _count - 1)];
            Require(_map.TryGet(row.Handle, out LivePosition live), "an open position is not there");
            Require(live.Handle == row.Handle && live.SignedQuantity == row.Signed && live.Layer == row.Layer && live.LiquidationPrice.Equals(row.Price), "a position is not what it was made");
            Require(live.EntryPrice.Equals(row.Entry) && live.Margin.Equals(row.Margin) && live.IsPricedElsewhere == double.IsNaN(row.Entry), "a position has other terms");
        }
    }

    private long UnitsOf(in Row row) =>
        (long)Math.Round(_rules.Contract.Notional(Math.Abs(row.Signed), double.IsNaN(row.Price) ? _map.MarkPrice : row.Price) / _options.Quantum, MidpointRounding.ToEven);

    private void Add(in Row row)
    {
        ref Flows side = ref FlowOf(row.Signed);
        side.Opened += UnitsOf(row);
        side.OpenedCount++;
        Updates++;
        _rowOf[row.Handle.Index] = _count;
        _rows[_count++] = row;
    }

    private void Remove(int place)
    {
        Updates++;
        _stale[Whole(0, Stale - 1)] = _rows[place].Handle;
        _rows[place] = _rows[--_count];
        _rowOf[_rows[place].Handle.Index] = place;
    }

    private void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"seed {seed}, life {Lives}, operation {Operations}: {what}. {_map}");
        }
    }

    private double Unit()
    {
        _state += 0x9E3779B97F4A7C15UL;
        ulong z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    private double Between(double low, double high) => low + ((high - low) * Unit());

    private int Whole(int low, int high) => low + (int)(Unit() * (high - low + 1));

    private bool Chance(double probability) => Unit() < probability;

    /// <summary>A position that must be open.</summary>
    private record struct Row(PositionHandle Handle, double Signed, double Entry, double Margin, double Price, int Layer);

    /// <summary>The ledger of a side, kept apart from the map's.</summary>
    private record struct Flows(Int128 Opened, Int128 Closed, Int128 Liquidated, long OpenedCount, long ClosedCount, long LiquidatedCount);
}
