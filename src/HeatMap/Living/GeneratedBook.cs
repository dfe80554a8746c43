namespace HeatMap;

/// <summary>Made-up positions: opened near the mark, changed, closed, the older the sooner.</summary>
internal sealed class GeneratedBook
{
    /// <summary>2^(3/4), the median of <see cref="SplitMix.Tail"/>.</summary>
    private const double MedianOfTail = 1.681792830507429;

    /// <summary>Leverages that traders choose, the popular ones more than once.</summary>
    private static readonly double[] Menu = [1, 2, 3, 3, 5, 5, 5, 10, 10, 10, 10, 20, 20, 20, 25, 25, 40, 50, 50, 75, 100, 125];

    private readonly EventGeneratorOptions _options;
    private readonly SplitMix _random;
    private readonly Held[] _held;
    private int _count;
    private long _lastId;

    public GeneratedBook(EventGeneratorOptions options, SplitMix random)
    {
        (_options, _random) = (options, random);
        _held = new Held[options.Positions + (options.Positions / 4) + 1];
    }

    /// <summary>A position opened near a mark.</summary>
    /// <param name="timeUnixMs">When.</param>
    /// <param name="mark">The mark.</param>
    /// <param name="spread">How far entries lie from the mark, as a fraction; never half as far as the margin lasts.</param>
    public PositionEvent Open(long timeUnixMs, double mark, double spread)
    {
        double leverage = Math.Min(_options.MaxLeverage, Menu[_random.Index(Menu.Length)]);
        double entry = mark * (1 + Math.Clamp(spread * _random.Normal(), -0.4 / leverage, 0.4 / leverage));
        double quantity = _options.MedianValue * _random.Tail() / (MedianOfTail * entry);
        Side side = _random.Uniform() < 0.5 ? Side.Long : Side.Short;
        int layer = _options.Layers == 1 ? 0 : _random.Index(_options.Layers);
        Position position = _random.Uniform() < 0.5
            ? Position.Isolated(side, entry, quantity, quantity * entry / leverage)
            : Position.FromSigned((int)side * quantity, entry, leverage);
        _held[_count++] = new(++_lastId, side, quantity, entry, leverage);
        return PositionEvent.Opened(timeUnixMs, _lastId, position, layer);
    }

    /// <summary>Something happens to a position, or a new one is opened.</summary>
    public PositionEvent Change(long timeUnixMs, double mark)
    {
        double dice = _random.Uniform(), opens = _count < _options.Positions ? 0.4 : 0.1;
        if (_count == 0 || (dice < opens && _count < _held.Length))
        {
            return Open(timeUnixMs, mark, 0.0005);
        }

        int slot = _random.Index(_count);
        if (dice < 0.5)
        {
            // Ids ascend with time: of two positions the older one is closed.
            int other = _random.Index(_count);
            return Close(timeUnixMs, _held[other].Id < _held[slot].Id ? other : slot);
        }

        // What has lost its margin at this mark was liquidated: what the venue reports of it is the end.
        ref Held held = ref _held[slot];
        return (int)held.Side * ((mark / held.Entry) - 1) * held.Leverage <= -1 ? Close(timeUnixMs, slot)
            : dice < 0.8 ? Resize(timeUnixMs, mark, ref held)
            : dice < 0.95 ? PositionEvent.MarginAdded(timeUnixMs, held.Id, held.Quantity * held.Entry / held.Leverage * (0.05 + (0.45 * _random.Uniform())))
            : Lever(timeUnixMs, ref held);
    }

    /// <summary>A position is added to at the mark, or reduced.</summary>
    private PositionEvent Resize(long timeUnixMs, double mark, ref Held held)
    {
        double factor = 0.5 + _random.Uniform(), quantity = held.Quantity * factor;
        double entry = factor <= 1 ? held.Entry : ((held.Quantity * held.Entry) + ((quantity - held.Quantity) * mark)) / quantity;
        bool moves = factor > 1;
        held = held with { Quantity = quantity, Entry = entry };
        return PositionEvent.Resized(timeUnixMs, held.Id, quantity, moves ? entry : double.NaN);
    }

    private PositionEvent Lever(long timeUnixMs, ref Held held)
    {
        // Less leverage is more margin, which every venue allows.
        held = held with { Leverage = Math.Max(1, held.Leverage * (0.5 + (0.5 * _random.Uniform()))) };
        return PositionEvent.LeverageChanged(timeUnixMs, held.Id, held.Leverage);
    }

    private PositionEvent Close(long timeUnixMs, int slot)
    {
        long id = _held[slot].Id;
        _held[slot] = _held[--_count];
        return PositionEvent.Closed(timeUnixMs, id);
    }

    private readonly record struct Held(long Id, Side Side, double Quantity, double Entry, double Leverage);
}
