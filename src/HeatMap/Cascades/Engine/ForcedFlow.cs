namespace HeatMap.Cascades;

/// <summary>All that one direction of price can force: levels and stops ahead, what is being cut down, and what waits.</summary>
internal sealed class ForcedFlow
{
    private readonly StopOrder[] _stops;
    private readonly int[] _stopRows;
    private readonly PriorityQueue<Cut, (int Step, int Order)> _cuts = new();
    private int _nextStop, _cutOrder;
    private double _uncut;

    public ForcedFlow(LadderSide side, ReadOnlySpan<StopOrder> stops)
    {
        Side = side;
        Queue = new(side.Direction);
        Continuous = new(side.Direction);
        Extreme = side.MarkPrice;
        List<(StopOrder Stop, int Row)> own = [];
        for (int i = 0; i < stops.Length; i++)
        {
            if (Math.Sign(stops[i].SignedQuantity) == (int)side.Direction)
            {
                own.Add((stops[i], i));
            }
        }

        own.Sort((a, b) => ((int)Direction * a.Stop.TriggerPrice).CompareTo((int)Direction * b.Stop.TriggerPrice) is not 0 and var byPrice ? byPrice : a.Row.CompareTo(b.Row));
        _stops = [.. own.Select(s => s.Stop)];
        _stopRows = [.. own.Select(s => s.Row)];
    }

    public LadderSide Side { get; }

    public Direction Direction => Side.Direction;

    public ForcedOrderQueue Queue { get; }

    public ContinuousSupply Continuous { get; }

    /// <summary>The farthest that the mark has been in this direction.</summary>
    public double Extreme { get; private set; }

    /// <summary>How many levels it has met.</summary>
    public int Levels { get; private set; }

    public bool HasOrders => Side.Count > 0 || _stops.Length > 0;

    /// <summary>What is due and waits, in the queue or for its next cut.</summary>
    public double Waiting => Queue.Quantity + (_cuts.Count > 0 ? _uncut : 0);

    public bool IsIdle => Queue.IsEmpty && _cuts.Count == 0;

    /// <summary>The price of the next level or stop; null where there is none.</summary>
    public double? Next => Levels < Side.Count
        ? _nextStop < _stops.Length && IsFarther(Side.Prices[Levels], _stops[_nextStop].TriggerPrice) ? _stops[_nextStop].TriggerPrice : Side.Prices[Levels]
        : _nextStop < _stops.Length ? _stops[_nextStop].TriggerPrice : null;

    public bool IsFarther(double price, double than) => Direction == Direction.Down ? price < than : price > than;

    public double Farther(double mark) => IsFarther(mark, Extreme) ? mark : Extreme;

    public void Reach(double mark) => Extreme = Farther(mark);

    /// <summary>The next level or stop that the mark has met: levels before stops of the same price.</summary>
    /// <returns>A level's place, or −1 for a stop; null where nothing more is met.</returns>
    public int? TakeReached(out DueOrder stop)
    {
        stop = default;
        if (Next is not { } price || !PriceImpact.IsAtOrBeyond(Extreme, price, Direction))
        {
            return null;
        }

        if (Levels < Side.Count && Side.Prices[Levels] == price)
        {
            return Levels++;
        }

        stop = new(FillSource.Stop, _stopRows[_nextStop], price, Math.Abs(_stops[_nextStop].SignedQuantity), double.NaN);
        _nextStop++;
        return -1;
    }

    /// <summary>Keeps the cuts that follow the first.</summary>
    public void Schedule(in DueOrder rest, double cut, int cuts, SupplyRule rule, int step)
    {
        if (cuts > 0 && rest.Quantity > 0)
        {
            _uncut += rest.Quantity;
            _cuts.Enqueue(new(rest, cut, cuts, rule), (step + rule.Interval, _cutOrder++));
        }
    }

    /// <summary>The next cut that is due in a step.</summary>
    public bool TryCut(int step, out DueOrder order)
    {
        order = default;
        if (!_cuts.TryPeek(out Cut cut, out (int Step, int Order) key) || key.Step > step)
        {
            return false;
        }

        _cuts.Dequeue();
        double quantity = cut.Left > 1 ? Math.Min(cut.Size, cut.Rest.Quantity) : cut.Rest.Quantity;
        order = cut.Rest with { Quantity = quantity };
        _uncut -= quantity;
        if (cut.Left > 1 && cut.Rest.Quantity > quantity)
        {
            _cuts.Enqueue(cut with { Rest = cut.Rest with { Quantity = cut.Rest.Quantity - quantity }, Left = cut.Left - 1 }, (key.Step + cut.Rule.Interval, key.Order));
        }

        return true;
    }

    private readonly record struct Cut(DueOrder Rest, double Size, int Left, SupplyRule Rule);
}
