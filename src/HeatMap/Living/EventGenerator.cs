namespace HeatMap;

/// <summary>A made-up stream of events that looks like a market: for tests, benchmarks and demonstrations.</summary>
/// <remarks>
/// <para>It begins with a mark and the opening of <see cref="EventGeneratorOptions.Positions"/> positions, and never ends. The mark is a random walk with jumps and
/// wicks; positions are opened near it at a mix of leverages with sizes of a heavy tail, added to, reduced, secured, and closed, the older the sooner; funding comes
/// at its interval. It does not know what is liquidated: it closes such positions later, as venues report it.</para>
/// <para>Equal options give equal events on every machine and in every version that does not say otherwise. The positions are made up; no number of a stream is an
/// observation of a market.</para>
/// <para>For one user at a time. Memory is taken when it is made, about 50 bytes a position.</para>
/// </remarks>
public sealed class EventGenerator
{
    private readonly Plan _plan;

    /// <summary>Begins a stream.</summary>
    /// <param name="options">What to make up; <see langword="null"/> for the defaults.</param>
    public EventGenerator(EventGeneratorOptions? options = null) => _plan = new(options ?? new());

    /// <summary>The next event. Allocates nothing. O(1).</summary>
    public PositionEvent Next() => _plan.Next();

    /// <summary>The next events.</summary>
    /// <param name="destination">Is filled; the stream goes on where it ends, however it is cut.</param>
    /// <remarks>Allocates nothing. O(n).</remarks>
    public void Next(Span<PositionEvent> destination)
    {
        foreach (ref PositionEvent place in destination)
        {
            place = _plan.Next();
        }
    }

    /// <summary>The next events as a log.</summary>
    /// <param name="count">How many; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public PositionEventLog Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var log = new PositionEventLog(count);
        for (int i = 0; i < count; i++)
        {
            log.Add(_plan.Next());
        }

        return log;
    }

    /// <summary>What comes next: the first book, then changes, a mark and sometimes funding, again and again.</summary>
    private sealed class Plan
    {
        private readonly EventGeneratorOptions _options;
        private readonly SplitMix _random;
        private readonly GeneratedMarket _market;
        private readonly GeneratedBook _book;
        private readonly long _interval, _fundingInterval;
        private long _time, _nextFunding;
        private int _opened = -1, _change, _changes;
        private bool _paysFunding;

        public Plan(EventGeneratorOptions options)
        {
            _options = options;
            _random = new(options.Seed);
            _market = new(options, _random);
            _book = new(options, _random);
            (_interval, _fundingInterval) = ((long)options.MarkInterval.TotalMilliseconds, (long)options.FundingInterval.TotalMilliseconds);
            _time = options.StartTimeUnixMs;
            _nextFunding = _time + _fundingInterval;
        }

        public PositionEvent Next()
        {
            if (_opened < _options.Positions)
            {
                return _opened++ < 0 ? PositionEvent.Marked(_time, _options.StartPrice) : NextOfFirstBook();
            }

            if (_paysFunding)
            {
                _paysFunding = false;
                return PositionEvent.Funded(_time, 0.0001 * (1 + _random.Normal()));
            }

            return _change < _changes ? NextChange() : NextMark();
        }

        private PositionEvent NextOfFirstBook()
        {
            PositionEvent opened = _book.Open(_time, _market.Price, Math.Max(0.001, _options.DailyVolatility));
            _changes = _opened == _options.Positions ? _random.Rounded(_options.ChangesPerMark) : 0;
            return opened;
        }

        /// <summary>Changes lie evenly between two marks.</summary>
        private PositionEvent NextChange()
        {
            _change++;
            return _book.Change(_time + (_interval * _change / (_changes + 1)), _market.Price);
        }

        private PositionEvent NextMark()
        {
            (_change, _changes) = (0, _random.Rounded(_options.ChangesPerMark));
            _time += _interval;
            _paysFunding = _time >= _nextFunding;
            if (_paysFunding)
            {
                // Where marks are rarer than fundings, those between two marks are one.
                _nextFunding += _fundingInterval * (1 + ((_time - _nextFunding) / _fundingInterval));
            }

            return _market.Step(_time);
        }
    }
}
